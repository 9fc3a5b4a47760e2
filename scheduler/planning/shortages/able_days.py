"""Able days: those days of a plan on which its bodies could send a team at all.

Visits are planned on these only: a day on which a whole office is on leave is no day for its plans.
"""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.domain.plans import Plan
from scheduler.planning.demand import PlanDemand
from scheduler.planning.shortages.case import Case
from scheduler.planning.shortages.one_visit import Cast, OneVisit
from scheduler.planning.shortages.teams import cast_of, sure, teams_of

Days = tuple[int, ...]
"""Positions in the working days of the draw's window, ascending."""


def able_days(case: Case, plans: Iterable[Plan] | None = None) -> dict[str, Days]:
    """Return the able days of each plan; all that it may use if there is none.

    Only bodies that come to every target of the plan are asked, and nobody's conflicts.
    """
    chosen = case.problem.plans if plans is None else tuple(plans)
    bodies = {part.body_id for plan in chosen for part in plan.participations}
    case.look_up(bodies)
    asked = [one for demands in case.demands(bodies).values() for one in sure(demands)]
    casts: dict[tuple[object, ...], Cast] = {}
    return {plan.plan_id: _of_plan(case, plan, asked, casts) for plan in chosen}


def _of_plan(
    case: Case, plan: Plan, asked: list[PlanDemand], casts: dict[tuple[object, ...], Cast]
) -> Days:
    days = case.days_of(plan)
    teams = tuple(
        team
        for demand in asked
        if demand.plan is plan and demand.at_most and case.always_comes(plan, demand.part)
        for team in teams_of(case, demand)
    )
    if not teams:
        return days
    if teams not in casts:
        casts[teams] = cast_of(case, teams)
    visit = OneVisit(casts[teams], days)
    able = tuple(day for day in days if visit.seated(day).filled == len(visit.cast.places))
    return able or days
