"""Measure whether the walk of a body's pool forgets where it began."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from api.usecases.reopen import reopen
from api.usecases.steps import Steps
from scheduler.explanation.mixing import Mixing, mixing
from scheduler.explanation.subjects import UnknownSubjectError
from scheduler.lottery.play import pools_drawn

FACTORS = tuple(Fraction(1, n) for n in (100, 30, 10, 3, 1))
"""Shares of the policy's length, to show by how much a shorter walk would do or not."""


def measure_mixing(folder: Path, body_id: str, steps: Steps, *, walks: int) -> Mixing:
    """Walk *walks* times from each of two plans of a body's pool, or of the largest pool.

    Raises:
        FaultsError: if there is no plan book, or its inputs have faults.
        UnknownSubjectError: if no such body was drawn.
    """
    again = reopen(folder, steps)
    steps.begin("mixing")
    pools = [manned for manned in pools_drawn(again.lock, again.book.seed_text) if manned.calls]
    named = {roster.crew.name: m for m in pools for roster in m.rosters}
    if (body_id and body_id not in named) or not pools:
        raise UnknownSubjectError(body_id or "-")
    largest = max(pools, key=lambda manned: len(manned.pool.needs))
    policy = again.lock.problem.policy
    return mixing(
        named[body_id] if body_id else largest,
        slack=policy.load_slack,
        walk_factor=policy.walk_factor,
        walks=walks,
        factors=FACTORS,
    )
