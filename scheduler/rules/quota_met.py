"""Rule quota-met: a plan draws exactly its number from each stratum.

    n = min(N, round(ratio * N))               ratio of the stratum's pool N
    n = min(N, count)                          fixed count
    n = min(N, round(k * officers in post))    multiple of the initiating body's officers

with the rounding that the plan names. Lock, published figures and selections all say n.

Where quotas overlap, the plan draws as many as its sample has, and between

    least <= drawn with this level in this column <= most        for every margin

from cells that are locked as the pool has them; a locked lottery holds the counts.

Source: the ratio is part of the published plan (上海, 北京 优化营商环境条例 art. 62, 67); for
general items it is strictly limited (国市监信〔2019〕38号); multiples of officers in post:
环办〔2015〕88号. A duty.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import polars as pl

from scheduler.domain.lock import PlanPool, StratumPool
from scheduler.domain.overlap import OverlappingQuota
from scheduler.domain.planbook import StratumDraw
from scheduler.domain.plans import DrawnTargets, Plan
from scheduler.domain.quota import Quota, QuotaKind, Stratum
from scheduler.domain.registry import Role
from scheduler.rules import margins
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation
from scheduler.rules.workload import is_in_post

NAME = "quota-met"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield strata whose figures differ from the recomputed ones, or that have no figures."""
    figures: dict[str, dict[Stratum, StratumDraw]] = defaultdict(dict)
    for row in case.book.strata:
        figures[row.plan_id][row.stratum] = row
    drawn = Counter((s.plan_id, s.stratum) for s in case.book.selections if not s.reserve)
    for pool in case.lock.pools:
        plan = case.problem.plan.get(pool.plan_id)
        if plan is None or not isinstance(plan.targets, DrawnTargets):
            continue  # pool-reconciles reports a pool without a plan
        quota, published = plan.targets.quota, figures[plan.plan_id]
        if isinstance(quota, OverlappingQuota):
            found = margins.breaches(case, pool, quota, published)
        else:
            found = _differences(case, plan, pool, quota, drawn, published)
        for subjects, facts in found:
            yield Violation(NAME, (plan.plan_id, *subjects), facts)
        for stratum in pool.strata:
            published.pop(stratum.stratum, None)
    for plan_id, strays in figures.items():
        for values in strays:
            yield Violation(NAME, (plan_id, *values), {"pools": 0})


def _differences(
    case: CaseFile,
    plan: Plan,
    pool: PlanPool,
    quota: Quota,
    drawn: Counter[tuple[str, Stratum]],
    figures: Mapping[Stratum, StratumDraw],
) -> Iterator[margins.Breach]:
    for stratum in pool.strata:
        due, size = _due(case, plan, quota, stratum), len(stratum.rows)
        expected = {"locked": due, "drawn": due, "published": due, "published_pool": size}
        row = figures.get(stratum.stratum)
        found = {
            "locked": -1 if stratum.quota is None else stratum.quota,
            "drawn": drawn[plan.plan_id, stratum.stratum],
            "published": -1 if row is None else row.quota,
            "published_pool": -1 if row is None else row.pool,
        }
        if found != expected:
            yield stratum.stratum, {"due": due, "pool": size, **found}


def _due(case: CaseFile, plan: Plan, quota: Quota, stratum: StratumPool) -> int:
    size = len(stratum.rows)
    amount = quota.amount(stratum.stratum)
    match quota.kind:
        case QuotaKind.RATIO:
            due = quota.rounding.apply(amount * size)
        case QuotaKind.COUNT:
            due = int(amount)
        case QuotaKind.PER_OFFICER:
            due = quota.rounding.apply(amount * _officers_in_post(case, plan.initiating_body))
    return min(size, due)


def _officers_in_post(case: CaseFile, body_id: str) -> int:
    of_body = (pl.col("body_id") == body_id) & (pl.col("role") == Role.OFFICER.value)
    officers = case.problem.officers.frame.filter(of_body)
    return sum(is_in_post(officer, case.policy) for officer in officers.iter_rows(named=True))
