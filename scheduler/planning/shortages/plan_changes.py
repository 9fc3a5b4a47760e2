"""Changes to plans: other days, smaller teams, fewer visits, and places asked for no more."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.plans import Participation, Plan
from scheduler.domain.registry import LEADER, Role
from scheduler.planning.causes import Cause
from scheduler.planning.shortages.concern import Concern
from scheduler.planning.shortages.shortage import SENIOR, Change, Kind, Relaxation

WHERE_DAYS_MATTER = frozenset(
    {
        Cause.CERTIFIED,
        Cause.NOT_ON_LEAVE,
        Cause.NO_CONFLICT,
        Cause.COOLING_OFF,
        Cause.DAY_AT_MOST,
        Cause.WEEK_AT_MOST,
    }
)


def of_plans(concern: Concern) -> Iterator[Relaxation | None]:
    """Try what each of the plans could do."""
    causes = set(concern.short.causes)
    for plan in concern.plans:
        if WHERE_DAYS_MATTER & causes and not plan.fixed_days:
            yield from _other_days(concern, plan)
        if concern.crew.role is Role.OFFICER:
            for demand in concern.demands[plan.plan_id]:
                yield _smaller_team(concern, plan, demand.part)
        else:
            yield _without(concern, plan, Change.WITHOUT_EXPERTS)
        if Cause.QUALIFIED in causes and concern.crew.role is Role.OFFICER:
            yield _without(concern, plan, Change.WITHOUT_SLOT)
        yield _fewer_visits(concern, plan)


def _other_days(concern: Concern, plan: Plan) -> Iterator[Relaxation | None]:
    days, missing = concern.problem.days, concern.missing
    later = [day for day in days if day >= plan.window.ends]
    earlier = [day for day in reversed(days) if day < plan.window.starts]
    for change, some in ((Change.LATER, later), (Change.EARLIER, earlier)):
        yield concern.trial.least(
            lambda n, change=change, some=some: Relaxation(  # type: ignore[misc]  # bound now
                change=change,
                subject=plan.plan_id,
                amount=n,
                size=max(n, missing),
                day=some[n - 1],
            ),
            len(some),
        )


def _smaller_team(concern: Concern, plan: Plan, part: Participation) -> Relaxation | None:
    least = max(concern.problem.policy.min_team_size, len(part.slots), 1)
    visits = concern.visits_of(plan)
    return concern.trial.least(
        lambda n: Relaxation(
            change=Change.SMALLER_TEAM,
            subject=plan.plan_id,
            lender=part.body_id,
            amount=part.team_size - n,
            size=n * visits,
            was=part.team_size,
        ),
        part.team_size - least,
    )


def _without(concern: Concern, plan: Plan, change: Change) -> Relaxation | None:
    short = concern.short
    gone = tuple(name for name in short.qualifications if name not in {LEADER, SENIOR})
    if change is Change.WITHOUT_SLOT and not gone:
        return None
    return concern.tried(
        Relaxation(
            change=change,
            subject=plan.plan_id,
            lender=concern.crew.body_id,
            qualifications=gone,
            role=concern.crew.role,
            size=short.needed * concern.visits_of(plan),
        )
    )


def _fewer_visits(concern: Concern, plan: Plan) -> Relaxation | None:
    targets = concern.short.target_ids
    if concern.short.kind is Kind.TEAM and not targets:
        return None  # a single visit is already too much
    places = sum(one.part.team_size for one in concern.demands[plan.plan_id])
    pool = concern.case.pools.get(plan.plan_id)
    left = (pool.quota if pool is not None else len(plan.listed_ids or ())) - 1
    named = targets or tuple(reversed(plan.listed_ids or ()))
    return concern.trial.least(
        lambda n: Relaxation(
            change=Change.FEWER_VISITS,
            subject=plan.plan_id,
            amount=n,
            size=n * places,
            target_ids=named[:n],
        ),
        min(left, len(targets) or left),
    )
