"""How even and how unpredictable the draws of plans with overlapping quotas are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.domain.overlap import CellLock
from scheduler.explanation.fairness import Chances, Entropy, chances_of, entropy_of
from scheduler.lottery.cells.sample import CountMethod, method_of

LONG_WALK = 10_000
"""The entropy behind a walk of more visits takes too long to estimate for a check."""


@dataclass(frozen=True, slots=True)
class QuotaFairness:
    """A plan's law in figures; *entropy* is None where estimating it would take too long."""

    cells: CellLock
    method: CountMethod
    chances: Chances
    entropy: Entropy | None


def quota_fairness(cells: Mapping[str, CellLock]) -> dict[str, QuotaFairness]:
    """Return the figures of every plan whose quotas overlap."""
    return {plan_id: _of_plan(lock) for plan_id, lock in cells.items()}


def _of_plan(lock: CellLock) -> QuotaFairness:
    entropy = entropy_of(lock) if lock.visits <= LONG_WALK else None
    return QuotaFairness(lock, method_of(lock), chances_of(lock), entropy)
