"""Loads: how many visits each plan makes, on which days it may, and what they ask of its bodies.

A plan makes a visit for every target it draws or lists; a plan that makes rounds of q makes
⌈n / q⌉. A body that comes to every target of the plan sends its team to every visit. One whose
coming depends on the target sends it to as many of a day's visits as the policy's quantile says
(`quantile`): strata are added up, a pool with overlapping quotas counts as one stratum, and
weights of targets are left out of account. A round of q targets needs the body if one of them does:
the places for y rounds are those for q · y targets, but never more than for y.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from scheduler.domain.lock import PlanPool
from scheduler.domain.plans import DrawnTargets, Participation, Plan
from scheduler.domain.problem import Problem
from scheduler.planning.days.block import Claim, PlanLoad
from scheduler.planning.days.quantile import (
    Share,
    Weights,
    certain,
    concerned_among_drawn,
    quantiles,
)
from scheduler.planning.pool import Filters


@dataclass(frozen=True, slots=True)
class DayGroup:
    """Targets of a plan, and the days (positions, ascending) on which its bodies could go there.

    *target_ids* are some of those that the plan lists; none stands for all of the plan.
    """

    days: tuple[int, ...]
    target_ids: tuple[str, ...] = ()


AbleDays = Mapping[str, tuple[DayGroup, ...]]
"""Plan -> its groups, which divide its targets; a plan that is missing may use all its days."""


def loads_of(
    problem: Problem, plan: Plan, pool: PlanPool | None, filters: Filters, able: AbleDays
) -> Iterator[PlanLoad]:
    """Yield a load for each group of the plan's targets, if there are any visits."""
    for group in able.get(plan.plan_id, (DayGroup(problem.days_of(plan)),)):
        part = plan
        if group.target_ids and not isinstance(plan.targets, DrawnTargets):
            part = replace(plan, targets=replace(plan.targets, target_ids=group.target_ids))
        load = load_of(problem, part, pool, filters)
        if load.visits:
            yield replace(load, days=group.days)


def load_of(problem: Problem, plan: Plan, pool: PlanPool | None, filters: Filters) -> PlanLoad:
    """Return the load of a plan; *pool* is None if it lists its targets.

    The load has no days if none of the plan's days can be used.
    """
    targets = pool.quota if pool is not None else len(plan.listed_ids or ())
    visits = n_visits(plan, targets)
    return PlanLoad(
        plan_id=plan.plan_id,
        visits=visits,
        days=problem.days_of(plan),
        claims=tuple(
            Claim(part.body_id, _places(problem, plan, part, _coming(plan, part, pool, filters)))
            for part in plan.participations
        ),
    )


def n_visits(plan: Plan, targets: int) -> int:
    """Return how many visits a plan makes to that many targets."""
    return -(-targets // plan.round_size)


def _coming(plan: Plan, part: Participation, pool: PlanPool | None, filters: Filters) -> Weights:
    """Return weights of the number of the plan's targets that concern the body."""
    concerned = filters.concerned(part)
    if pool is None:
        position = filters.problem.targets.position
        rows = [position[target_id] for target_id in plan.listed_ids or ()]
        return certain(int(concerned[rows].sum()), len(rows))
    if pool.sample is not None:
        inside = sum(int(concerned[stratum.rows].sum()) for stratum in pool.strata)
        return Share(pool.size, inside, pool.sample).weights
    return concerned_among_drawn(
        [
            Share(len(stratum.rows), int(concerned[stratum.rows].sum()), stratum.quota or 0)
            for stratum in pool.strata
        ]
    )


def _places(problem: Problem, plan: Plan, part: Participation, coming: Weights) -> tuple[int, ...]:
    """Return the places for 0, 1, 2, ... visits of the plan on one day."""
    targets = len(coming) - 1
    due = quantiles(coming, problem.policy.day_quantile)
    return tuple(
        part.team_size * min(visits, due[min(visits * plan.round_size, targets)])
        for visits in range(n_visits(plan, targets) + 1)
    )
