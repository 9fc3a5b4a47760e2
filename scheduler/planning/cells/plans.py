"""Plans with overlapping quotas: what is locked of them, or why it cannot be.

Rule: quota-met
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scheduler.domain.lock import PlanPool
from scheduler.domain.overlap import CellLock, Cells, OverlappingQuota
from scheduler.domain.problem import Problem
from scheduler.errors import Fault
from scheduler.planning.cells.feasibility import QuotaShortage, quota_shortage
from scheduler.planning.cells.lock import lock_cells
from scheduler.planning.quotas import overlapping
from scheduler.solving.outcome import UndecidedError


@dataclass(frozen=True, slots=True)
class UnmetQuota:
    """A plan whose *quota* no sample of its *pool* targets satisfies, and why."""

    plan_id: str
    pool: int
    quota: OverlappingQuota
    shortage: QuotaShortage


@dataclass(frozen=True, slots=True)
class PlanCells:
    """By plan what is locked of its cells; the quotas that cannot be met; what stayed unproven."""

    locks: Mapping[str, CellLock] = field(default_factory=dict)
    unmet: tuple[UnmetQuota, ...] = ()
    faults: tuple[Fault, ...] = ()


def lock_plans(problem: Problem, pools: tuple[PlanPool, ...]) -> PlanCells:
    """Lock the cells of every plan with overlapping quotas, or tell all that keep from it."""
    found = {
        plan_id: _locked(plan_id, cells, quota)
        for plan_id, cells, quota in overlapping(problem, pools)
    }
    return PlanCells(
        locks={name: one for name, one in found.items() if isinstance(one, CellLock)},
        unmet=tuple(one for one in found.values() if isinstance(one, UnmetQuota)),
        faults=tuple(one for one in found.values() if isinstance(one, Fault)),
    )


def _locked(plan_id: str, cells: Cells, quota: OverlappingQuota) -> CellLock | UnmetQuota | Fault:
    try:
        lock = lock_cells(cells, quota)
        if lock is not None:
            return lock
        shortage = quota_shortage(cells, quota)
    except UndecidedError as error:
        return Fault("no-proof", f"plans[{plan_id}].targets.quota", {"found": str(error)})
    if shortage is None:
        message = f"CP-SAT found no sample for plan {plan_id}, and then one."
        raise AssertionError(message)
    return UnmetQuota(plan_id, cells.n_units, quota, shortage)
