"""Strata and quotas: how many targets each stratum of a pool must give.

Overlapping quotas have cells for strata, and leave to the seed how many each cell gives.

Rule: quota-met
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scheduler.domain.lock import PlanPool, StratumPool
from scheduler.domain.overlap import Cells, OverlappingQuota
from scheduler.domain.plans import DrawnTargets, Plan
from scheduler.domain.problem import Problem
from scheduler.domain.quota import NO_VALUE, Quota, QuotaKind, Stratum
from scheduler.lottery.candidates.roster import on_duty
from scheduler.planning.cells.cells import cells_of
from scheduler.planning.pool import Pool


def stratified(problem: Problem, pool: Pool) -> PlanPool:
    """Divide a pool into its strata, ascending, each with its quota if that is fixed."""
    plan = problem.plan[pool.plan_id]
    if not isinstance(plan.targets, DrawnTargets):
        message = f"Plan {plan.plan_id} does not draw its targets."
        raise TypeError(message)
    rows = np.nonzero(pool.inside)[0]
    quota = plan.targets.quota
    return PlanPool(
        plan_id=plan.plan_id,
        strata=tuple(
            StratumPool(stratum, part, _fixed(problem, plan, quota, stratum, len(part)))
            for stratum, part in _strata(problem.targets.frame, rows, quota.columns)
        ),
        exclusions=pool.exclusions,
        sample=quota.size if isinstance(quota, OverlappingQuota) else None,
    )


def _fixed(
    problem: Problem, plan: Plan, quota: Quota | OverlappingQuota, stratum: Stratum, pool: int
) -> int | None:
    if isinstance(quota, OverlappingQuota):
        return None
    return amount_due(problem, plan, quota, stratum, pool)


def overlapping(
    problem: Problem, pools: tuple[PlanPool, ...]
) -> Iterator[tuple[str, Cells, OverlappingQuota]]:
    """Yield plan id, cells and quota of every pool whose quotas overlap."""
    for pool in pools:
        match problem.plan[pool.plan_id].targets:
            case DrawnTargets(quota=OverlappingQuota() as quota):
                yield pool.plan_id, cells_of(pool, quota), quota


def _strata(
    frame: pl.DataFrame, rows: NDArray[np.int64], columns: tuple[str, ...]
) -> list[tuple[Stratum, NDArray[np.int64]]]:
    if not columns:
        return [((), rows)]
    values = frame.select(columns)[rows].select(
        *(pl.col(c).cast(pl.String).fill_null(NO_VALUE) for c in columns), pl.Series("row", rows)
    )
    grouped = values.group_by(columns, maintain_order=True).all()
    found = [(tuple(key), np.array(part)) for *key, part in grouped.iter_rows()]
    return sorted(found, key=lambda pair: pair[0])


def amount_due(problem: Problem, plan: Plan, quota: Quota, stratum: Stratum, pool: int) -> int:
    """Return how many of a stratum's *pool* targets are due, never more than there are."""
    return min(amount_wanted(problem, plan, quota, stratum, pool), pool)


def amount_wanted(problem: Problem, plan: Plan, quota: Quota, stratum: Stratum, pool: int) -> int:
    """Return how many targets the plan asks of a stratum, whether its pool has so many or not."""
    amount = quota.amount(stratum)
    match quota.kind:
        case QuotaKind.RATIO:
            due = amount * pool
        case QuotaKind.COUNT:
            due = amount
        case QuotaKind.PER_OFFICER:
            due = amount * Fraction(officers_in_post(problem, plan.initiating_body))
    return quota.rounding.apply(due)


def officers_in_post(problem: Problem, body_id: str) -> int:
    """Return the officers of a body who are on duty and not lent away."""
    frame = problem.officers.frame
    return frame.filter(on_duty(problem) & (pl.col("body_id") == body_id)).height
