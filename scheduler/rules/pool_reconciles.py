"""Rule pool-reconciles: every target of the registry is in a plan's pool or excluded for a reason.

    registry = pool + sum of exclusions,  for each plan that draws here

and a target is in one stratum of a plan only, or it would have two chances.

Source: none of its own. A draw publishes its base (抽查基数), and only a count that closes shows
that nobody was left out in silence. A duty.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.lock import PlanPool
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "pool-reconciles"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield plans without a pool, pools without a plan, and pools that do not add up."""
    drawing = [plan.plan_id for plan in case.problem.plans if plan.listed_ids is None]
    pooled = [pool.plan_id for pool in case.lock.pools]
    for plan_id in sorted({*drawing, *pooled}):
        if pooled.count(plan_id) != drawing.count(plan_id):
            facts = {"pools": pooled.count(plan_id), "needed": drawing.count(plan_id)}
            yield Violation(NAME, (plan_id,), facts)
    for pool in case.lock.pools:
        yield from _in_pool(pool, registry=len(case.problem.targets))


def _in_pool(pool: PlanPool, *, registry: int) -> Iterator[Violation]:
    excluded = sum(pool.exclusions.values())
    if pool.size + excluded != registry:
        facts = {"registry": registry, "pool": pool.size, "excluded": excluded}
        yield Violation(NAME, (pool.plan_id,), facts)
    distinct: set[int] = set()
    for stratum in pool.strata:
        distinct.update(stratum.rows.tolist())
    if len(distinct) != pool.size:
        facts = {"pool": pool.size, "distinct": len(distinct)}
        yield Violation(NAME, (pool.plan_id,), facts)
    if distinct and not 0 <= min(distinct) <= max(distinct) < registry:
        facts = {"registry": registry, "lowest_row": min(distinct), "highest_row": max(distinct)}
        yield Violation(NAME, (pool.plan_id,), facts)
