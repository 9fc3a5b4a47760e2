"""Why a target was drawn, stands by, or was not in the pool."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.domain.lock import Exclusion, Lock, PlanPool, StratumPool
from scheduler.domain.planbook import PlanBook, Visit
from scheduler.domain.plans import DrawnTargets, Plan
from scheduler.domain.quota import Stratum
from scheduler.explanation.subjects import UnknownSubjectError
from scheduler.lottery.seed import Keys
from scheduler.lottery.targets import stratum_tickets
from scheduler.lottery.tickets import as_hex, ticket_order
from scheduler.planning.pool import Filters, exclusion_of


@dataclass(frozen=True, slots=True)
class TargetInPlan:
    """One plan's view of a target.

    *reasons* lists, in the order in which they count, each exclusion and whether it applies. In
    the pool the chance was *quota* / *pool*; *rank* counts from 1 in the stratum, and the ranks
    up to the quota won.
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
    key = Keys.from_seed(book.seed_text).target
    views = []
    for plan in problem.plans:
        if isinstance(plan.targets, DrawnTargets):
            reasons = tuple(exclusion_of(plan, filters, row))
            views.append(_drawn_view(lock, plan, pools[plan.plan_id], row, reasons, key))
        elif target_id in plan.targets.target_ids:
            views.append(TargetInPlan(plan, (), listed=True))
    return TargetExplanation(
        target_id=target_id,
        plans=tuple(views),
        visits=tuple(visit for visit in book.visits if target_id in visit.target_ids),
    )


def _drawn_view(
    lock: Lock,
    plan: Plan,
    pool: PlanPool,
    row: int,
    reasons: tuple[tuple[Exclusion, bool], ...],
    key: str,
) -> TargetInPlan:
    part = next((part for part in pool.strata if row in part.rows), None)
    if part is None:
        if not any(applies for _, applies in reasons):
            reasons = (*reasons, (Exclusion.KEPT_BY_OTHER_PLAN, True))
        return TargetInPlan(plan, reasons)
    return _ranked_view(lock, plan, part, row, reasons, key)


def _ranked_view(
    lock: Lock,
    plan: Plan,
    part: StratumPool,
    row: int,
    reasons: tuple[tuple[Exclusion, bool], ...],
    key: str,
) -> TargetInPlan:
    values = stratum_tickets(lock, plan, part, key)
    order = ticket_order(values)
    mine = int(np.searchsorted(part.rows, row))
    return TargetInPlan(
        plan=plan,
        reasons=reasons,
        stratum=part.stratum,
        pool=len(part.rows),
        quota=part.quota,
        rank=int(np.nonzero(order == mine)[0][0]) + 1,
        ticket=as_hex(values[mine]),
        cutoff=as_hex(values[order[part.quota - 1]]) if part.quota else "",
    )
