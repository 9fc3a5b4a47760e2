"""Why a target was drawn, stands by, or was not in the pool."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from scheduler.domain.lock import Exclusion, Lock, StratumPool
from scheduler.domain.overlap import CellLock
from scheduler.domain.planbook import PlanBook, Visit
from scheduler.domain.plans import DrawnTargets, Plan
from scheduler.domain.quota import Stratum
from scheduler.explanation.fairness import chances_of
from scheduler.explanation.subjects import UnknownSubjectError
from scheduler.lottery.cells.sample import CountMethod, method_of
from scheduler.lottery.seed import Keys
from scheduler.lottery.targets import stratum_tickets
from scheduler.lottery.tickets import as_hex, ticket_order
from scheduler.planning.pool import Filters, exclusion_of


@dataclass(frozen=True, slots=True)
class CellChance:
    """A target's cell under overlapping quotas, and its chance before the seed.

    COUNTED: exact. WALKED: estimated, with *error* the half-width of a 99% interval. LOTTERY: that
    of the published lottery.
    """

    columns: tuple[str, ...]
    sample: int  # targets drawn from all cells together
    method: CountMethod
    chance: float
    error: float


@dataclass(frozen=True, slots=True)
class TargetInPlan:
    """One plan's view of a target.

    *reasons* lists, in the order in which they count, each exclusion and whether it applies. In
    the pool the chance was *quota* / *pool*, or where quotas overlap, and the seed drew *quota*
    too, that of the *cell*; *rank* counts from 1 in the stratum, and the ranks up to the quota won.
    """

    plan: Plan
    reasons: tuple[tuple[Exclusion, bool], ...]
    listed: bool = False
    stratum: Stratum = ()
    pool: int = 0
    quota: int = 0
    rank: int | None = None
    ticket: str = ""
    cutoff: str = ""
    cell: CellChance | None = None

    @property
    def selected(self) -> bool:
        """Whether the plan inspects the target."""
        return self.listed or (self.rank is not None and self.rank <= self.quota)


@dataclass(frozen=True, slots=True)
class TargetExplanation:
    """All plans' views of a target, and the visits it gets."""

    target_id: str
    plans: tuple[TargetInPlan, ...]
    visits: tuple[Visit, ...]


def explain_target(lock: Lock, book: PlanBook, target_id: str) -> TargetExplanation:
    """Say for every plan why the target was drawn, stands by, or was not in the pool."""
    problem = lock.problem
    if target_id not in problem.targets.position:
        raise UnknownSubjectError(target_id)
    row, filters = problem.targets.position[target_id], Filters(problem)
    pools = {pool.plan_id: pool for pool in lock.pools}
    drawn = {(figures.plan_id, figures.stratum): figures.quota for figures in book.strata}
    key = Keys.from_seed(book.seed_text).target
    views = []
    for plan in problem.plans:
        if isinstance(plan.targets, DrawnTargets):
            reasons = tuple(exclusion_of(plan, filters, row))
            part = next((p for p in pools[plan.plan_id].strata if row in p.rows), None)
            if part is None:
                views.append(_left_out(plan, reasons))
            else:
                quota = drawn[plan.plan_id, part.stratum]
                views.append(_ranked(lock, TargetInPlan(plan, reasons), part, quota, row, key))
        elif target_id in plan.targets.target_ids:
            views.append(TargetInPlan(plan, (), listed=True))
    return TargetExplanation(
        target_id=target_id,
        plans=tuple(views),
        visits=tuple(visit for visit in book.visits if target_id in visit.target_ids),
    )


def _left_out(plan: Plan, reasons: tuple[tuple[Exclusion, bool], ...]) -> TargetInPlan:
    if not any(applies for _, applies in reasons):
        reasons = (*reasons, (Exclusion.KEPT_BY_OTHER_PLAN, True))
    return TargetInPlan(plan, reasons)


def _ranked(
    lock: Lock, view: TargetInPlan, part: StratumPool, quota: int, row: int, key: str
) -> TargetInPlan:
    values = stratum_tickets(lock, view.plan, part, key)
    order = ticket_order(values)
    mine = int(np.searchsorted(part.rows, row))
    return replace(
        view,
        stratum=part.stratum,
        pool=len(part.rows),
        quota=quota,
        rank=int(np.nonzero(order == mine)[0][0]) + 1,
        ticket=as_hex(values[mine]),
        cutoff=as_hex(values[order[quota - 1]]) if quota else "",
        cell=_cell_chance(lock.cells.get(view.plan.plan_id), part.stratum),
    )


def _cell_chance(cells: CellLock | None, stratum: Stratum) -> CellChance | None:
    if cells is None:
        return None
    chances, cell = chances_of(cells), cells.cells.levels.index(stratum)
    return CellChance(
        columns=cells.cells.columns,
        sample=cells.quota.size,
        method=method_of(cells),
        chance=float(chances.of_cells[cell]),
        error=float(chances.margin_of_error[cell]),
    )
