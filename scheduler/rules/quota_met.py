"""Rule quota-met: a plan draws exactly its number from each stratum.

    n = min(N, round(ratio * N))               ratio of the stratum's pool N
    n = min(N, count)                          fixed count
    n = min(N, round(k * officers in post))    multiple of the initiating body's officers

with the rounding that the plan names. Lock, published figures and selections all say n.

Source: the ratio is part of the published plan (上海, 北京 优化营商环境条例 art. 62, 67); for
general items it is strictly limited (国市监信〔2019〕38号); multiples of officers in post:
环办〔2015〕88号. A duty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import polars as pl

from scheduler.domain.lock import StratumPool
from scheduler.domain.plans import DrawnTargets, Plan
from scheduler.domain.quota import QuotaKind
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation
from scheduler.rules.workload import is_in_post

NAME = "quota-met"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield strata whose figures differ from the recomputed ones, or that have no figures."""
    drawn = Counter((s.plan_id, s.stratum) for s in case.book.selections if not s.reserve)
    figures = {(row.plan_id, row.stratum): row for row in case.book.strata}
    for pool in case.lock.pools:
        plan = case.problem.plan.get(pool.plan_id)
        if plan is None or not isinstance(plan.targets, DrawnTargets):
            continue  # pool-reconciles reports a pool without a plan
        for stratum in pool.strata:
            due = _due(case, plan, plan.targets, stratum)
            size = len(stratum.rows)
            expected = {"locked": due, "drawn": due, "published": due, "published_pool": size}
            row = figures.pop((pool.plan_id, stratum.stratum), None)
            found = {
                "locked": stratum.quota,
                "drawn": drawn[pool.plan_id, stratum.stratum],
                "published": -1 if row is None else row.quota,
                "published_pool": -1 if row is None else row.pool,
            }
            if found != expected:
                subjects = (pool.plan_id, *stratum.stratum)
                yield Violation(NAME, subjects, {"due": due, "pool": size, **found})
    for plan_id, values in figures:
        yield Violation(NAME, (plan_id, *values), {"pools": 0})


def _due(case: CaseFile, plan: Plan, targets: DrawnTargets, stratum: StratumPool) -> int:
    quota, size = targets.quota, len(stratum.rows)
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
    officers = case.problem.officers.frame.filter(pl.col("body_id") == body_id)
    return sum(is_in_post(officer, case.policy) for officer in officers.iter_rows(named=True))
