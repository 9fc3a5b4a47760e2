"""Way in: repeat a draw from its inputs and seed text, without any solver, and judge it."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from scheduler.domain.dayplan import DayPlan
from scheduler.domain.hashing import Profile
from scheduler.domain.lock import NO_DAYS, Lock
from scheduler.domain.overlap import CellLock
from scheduler.domain.planbook import PlanBook
from scheduler.domain.problem import Problem
from scheduler.errors import FaultsError
from scheduler.lottery.play import play
from scheduler.planning import fit
from scheduler.planning.cells.published import cell_faults
from scheduler.planning.lock import pools_and_clashes
from scheduler.rules.judge import judge
from scheduler.rules.violation import Violation


@dataclass(frozen=True, slots=True)
class Replay:
    """A draw made again: what was locked, what was drawn, and what the judge says."""

    lock: Lock
    book: PlanBook
    violations: tuple[Violation, ...]


NO_CELLS: Mapping[str, CellLock] = MappingProxyType({})


def replay(  # noqa: PLR0913 - what was published of a draw
    problem: Problem,
    *,
    locked_at: datetime,
    seed_text: str,
    entropy: tuple[str, ...] = ("local",),
    profile: Profile = Profile.SHA256,
    cells: Mapping[str, CellLock] = NO_CELLS,
    days: DayPlan = NO_DAYS,
    executor: Executor | None = None,
) -> Replay:
    """Repeat pools, tickets, visits, days, first plan and walk, and judge the result.

    *cells* and *days* are taken as published: a solver found them before the seed. An executor may
    draw the officers of several bodies at once.

    Raises:
        FaultsError: if the problem could never have been locked, or not with what is published.
        SeedTextError: if the text is not a seed text of this draw.
    """
    faults = fit.faults(problem)
    if faults:
        raise FaultsError(faults)
    pools, _ = pools_and_clashes(problem)
    faults = tuple(cell_faults(problem, pools, cells))
    if faults:
        raise FaultsError(faults)
    locked = Lock(
        problem=problem,
        pools=pools,
        locked_at=locked_at,
        entropy=entropy,
        profile=profile,
        cells=cells,
        days=days,
    )
    book = play(locked, seed_text, executor=executor)
    return Replay(locked, book, judge(locked, book))
