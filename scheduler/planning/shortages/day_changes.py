"""Day changes: a problem as it would be with a change to its days made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from scheduler.domain.calendar import Window
from scheduler.domain.lock import PlanPool
from scheduler.domain.plans import Plan
from scheduler.domain.policy import Policy
from scheduler.domain.problem import Problem
from scheduler.domain.registry import LEADER
from scheduler.planning.days.shortage import DayChange, DayRelaxation
from scheduler.planning.lock import pools_and_clashes
from scheduler.planning.shortages.changes import applied, with_plan
from scheduler.planning.shortages.shortage import Change, Relaxation


def day_applied(
    problem: Problem, relaxation: DayRelaxation, pools: Mapping[str, PlanPool] | None = None
) -> Problem:
    """Return the problem with a change made; limits and reserves change for all bodies."""
    subject, count = relaxation.subject, int(relaxation.amount)
    match relaxation.change:
        case DayChange.MORE_OFFICERS:
            return applied(problem, _all_rounders(problem, subject, count), pools)
        case DayChange.FEWER_VISITS:
            return _fewer_visits(problem, problem.plan[subject], count, pools)
        case DayChange.ANY_DAY:
            return with_plan(problem, replace(problem.plan[subject], fixed_days=()))
        case DayChange.MORE_DAYS:
            return _more_days(problem, problem.plan[subject], count)
        case _:
            return replace(problem, policy=_policy(problem.policy, relaxation))


def _policy(policy: Policy, relaxation: DayRelaxation) -> Policy:
    match relaxation.change:
        case DayChange.LOWER_RESERVE:
            return replace(policy, urgent_reserve=Fraction(relaxation.amount))
        case DayChange.HIGHER_DAILY_MAXIMUM:
            return replace(policy, max_per_day=(policy.max_per_day or 0) + int(relaxation.amount))
        case DayChange.HIGHER_WEEKLY_MAXIMUM:
            return replace(policy, max_per_week=(policy.max_per_week or 0) + int(relaxation.amount))
        case _:
            message = f"{relaxation.change} is no change of the policy."
            raise ValueError(message)


def _all_rounders(problem: Problem, body_id: str, count: int) -> Relaxation:
    """Return officers for any place: places of a day are counted whoever may fill them."""
    parts = (part for plan in problem.plans for part in plan.participations)
    asked = {
        name for part in parts if part.body_id == body_id for slot in part.slots for name in slot
    }
    return Relaxation(
        change=Change.MORE_OFFICERS,
        subject=body_id,
        amount=count,
        qualifications=tuple(sorted({*asked, LEADER})),
    )


def _fewer_visits(
    problem: Problem, plan: Plan, fewer: int, pools: Mapping[str, PlanPool] | None
) -> Problem:
    """Leave out so many targets that the plan makes *fewer* visits, which may be rounds."""
    if pools is None:
        pools = {pool.plan_id: pool for pool in pools_and_clashes(problem)[0]}
    pool, listed = pools.get(plan.plan_id), plan.listed_ids or ()
    targets = pool.quota if pool is not None else len(listed)
    visits = -(-targets // plan.round_size)
    gone = targets - (visits - fewer) * plan.round_size
    less = Relaxation(
        change=Change.FEWER_VISITS,
        subject=plan.plan_id,
        amount=gone,
        target_ids=listed[len(listed) - gone :] if listed else (),
    )
    return applied(problem, less, pools)


def _more_days(problem: Problem, plan: Plan, more: int) -> Problem:
    """Widen the window by so many working days, later ones first."""
    after = [day for day in problem.days if day >= plan.window.ends]
    before = [day for day in reversed(problem.days) if day < plan.window.starts]
    chosen: list[date] = [*after, *before][:more]
    starts = min([plan.window.starts, *chosen])
    ends = max([plan.window.ends, *(day + timedelta(days=1) for day in chosen)])
    return with_plan(problem, replace(plan, window=Window(starts, ends)))
