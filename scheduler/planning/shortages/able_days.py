"""Able days: those days of a plan on which its bodies could send a team at all.

Visits are planned on these only: a day on which a whole office is on leave is no day for its plans,
and a market that opens on Mondays is visited on Mondays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from scheduler.domain.plans import Plan
from scheduler.planning.days.loads import AbleDays, DayGroup
from scheduler.planning.demand import PlanDemand
from scheduler.planning.shortages.case import Case
from scheduler.planning.shortages.teams import Outing, PlanOutings, sure

Days = tuple[int, ...]
"""Positions in the working days of the draw's window, ascending."""


def able_days(case: Case, plans: Iterable[Plan] | None = None) -> AbleDays:
    """Return the able days of each plan, by listed target; all days if there is none.

    For targets that are drawn only bodies that come to all of them are asked, and nobody's
    conflicts.
    """
    chosen = case.problem.plans if plans is None else tuple(plans)
    bodies = {part.body_id for plan in chosen for part in plan.participations}
    case.look_up(bodies)
    by_plan: dict[str, list[PlanDemand]] = defaultdict(list)
    for demands in case.demands(bodies).values():
        for demand in sure(demands):
            if demand.at_most:
                by_plan[demand.plan.plan_id].append(demand)
    return {plan.plan_id: _groups(case, plan, by_plan[plan.plan_id]) for plan in chosen}


def _groups(case: Case, plan: Plan, coming: list[PlanDemand]) -> tuple[DayGroup, ...]:
    every = case.problem.days_of(plan)
    if plan.round_size > 1:
        return (DayGroup(every),)  # which targets are in one round is not known yet
    targets: dict[Days, list[str]] = defaultdict(list)
    for outing in PlanOutings(case, plan, coming).outings():
        targets[_able(outing) or every].append(outing.target_id)
    if len(targets) <= 1:
        return (DayGroup(next(iter(targets), every)),)
    return tuple(DayGroup(days, tuple(names)) for days, names in sorted(targets.items()))


def _able(outing: Outing) -> Days:
    visit = outing.together
    return tuple(day for day in visit.days if not visit.cast.teams or visit.can_go(day))
