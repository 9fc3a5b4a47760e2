"""Quotas above their pool: a plan that asks for more targets than can be drawn.

A draw takes the whole stratum then, as the model says, so nothing is refused. But a plan of 40 that
yields 30 is not what was approved: whoever planned it is told before, with what keeps targets out.

Rule: quota-met
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from scheduler.domain.lock import Exclusion, PlanPool
from scheduler.domain.plans import DrawnTargets, Plan
from scheduler.domain.problem import Problem
from scheduler.domain.quota import Quota, QuotaKind, Stratum
from scheduler.planning.quotas import amount_wanted


@dataclass(frozen=True, slots=True)
class PoolShortage:
    """*wanted* targets of a stratum, whose pool holds *available*; all of them will be drawn.

    *exclusions* count what keeps targets of the registry out of the plan's pool, those that are
    out of scope left aside.
    """

    plan_id: str
    stratum: Stratum
    wanted: int
    available: int
    exclusions: Mapping[Exclusion, int]

    @property
    def lacking(self) -> int:
        """Targets that the plan will not draw."""
        return self.wanted - self.available


def pool_shortages(problem: Problem, pools: tuple[PlanPool, ...]) -> Iterator[PoolShortage]:
    """Yield the strata whose quota is a number larger than their pool."""
    for pool in pools:
        plan = problem.plan[pool.plan_id]
        match plan.targets:
            case DrawnTargets(quota=Quota() as quota) if quota.kind is not QuotaKind.RATIO:
                yield from _of_plan(problem, plan, quota, pool)


def _of_plan(problem: Problem, plan: Plan, quota: Quota, pool: PlanPool) -> Iterator[PoolShortage]:
    sizes = dict.fromkeys(quota.amounts, 0) | {
        stratum.stratum: len(stratum.rows) for stratum in pool.strata
    }
    reasons: dict[Exclusion, int] = {
        reason: count
        for reason, count in pool.exclusions.items()
        if reason is not Exclusion.OUT_OF_SCOPE
    }
    for stratum in sorted(sizes):
        wanted = amount_wanted(problem, plan, quota, stratum, sizes[stratum])
        if wanted > sizes[stratum]:
            yield PoolShortage(plan.plan_id, stratum, wanted, sizes[stratum], reasons)


def lowered(problem: Problem, short: PoolShortage) -> Problem:
    """Return the problem with the quota lowered to what the pool holds."""
    plan = problem.plan[short.plan_id]
    match plan.targets:
        case DrawnTargets(quota=Quota() as quota):
            available = Fraction(short.available)
            amounts = {**quota.amounts, short.stratum: available} if quota.columns else {}
            otherwise = quota.otherwise if quota.columns else available
            changed = replace(quota, kind=QuotaKind.COUNT, amounts=amounts, otherwise=otherwise)
            targets = replace(plan.targets, quota=changed)
        case _:
            message = f"Plan {plan.plan_id} has no quota to lower."
            raise ValueError(message)
    plans = (replace(x, targets=targets) if x is plan else x for x in problem.plans)
    return replace(problem, plans=tuple(plans))
