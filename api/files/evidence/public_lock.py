"""public/lock.json: what everybody may know of a lock once the draw is published."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from api.files.evidence.strata_told import are_told
from api.files.planbook.documents import ALGORITHMS
from api.files.planbook.plan_tables import source_of
from api.files.windows import window_data
from scheduler.domain.dayplan import DayPlan
from scheduler.domain.lock import Lock, PlanPool
from scheduler.domain.overlap import OverlappingQuota
from scheduler.domain.plans import DrawnTargets, Plan
from scheduler.evidence.canonical import canonical
from scheduler.evidence.merkle import MerkleTree, leaf_hash
from scheduler.evidence.records import moment_text
from scheduler.lottery.targets import weight_column


def public_lock(lock: Lock, rows: list[str]) -> bytes:
    """Return the document; *rows* are the commitments to the rows of the pools, ascending."""
    problem, pools = lock.problem, {pool.plan_id: pool for pool in lock.pools}
    return canonical(
        {
            "draw": str(problem.number),
            "locked_at": moment_text(lock.locked_at),
            "profile": lock.profile.value,
            "algorithms": ALGORITHMS,
            "window": window_data(problem.window),
            "policy": problem.policy.version,
            "independent_entropy": problem.policy.independent_entropy,
            "coordination": problem.policy.coordination.value,
            "plans": [
                _plan_data(plan, pools.get(plan.plan_id), len(problem.targets))
                for plan in problem.plans
            ],
            "days": _days_data(lock.days),
            "rows": {"count": len(rows), "root": rows_tree(rows).root().hex()},
        }
    )


def rows_tree(rows: list[str]) -> MerkleTree:
    """Return the tree over the commitments, as text."""
    return MerkleTree(leaf_hash(row.encode()) for row in rows)


def _plan_data(plan: Plan, pool: PlanPool | None, registry: int) -> dict[str, Any]:
    data = {
        "plan_id": plan.plan_id,
        "name": plan.name,
        "kind": plan.kind.value,
        "body": plan.initiating_body,
        "source": source_of(plan),
    }
    if pool is None:
        return data | {"listed": len(plan.listed_ids or ())}
    overlapping = isinstance(plan.targets, DrawnTargets) and isinstance(
        plan.targets.quota, OverlappingQuota
    )
    return data | {
        "registry": registry,
        "pool": pool.size,
        "quota": pool.quota,
        "weighted": weight_column(plan) is not None,
        "quotas": "overlapping" if overlapping else "strata",
        "strata": _strata_data(pool) if are_told(plan) else [],
        "exclusions": {reason.value: n for reason, n in sorted(pool.exclusions.items())},
    }


def _strata_data(pool: PlanPool) -> list[dict[str, Any]]:
    return [
        {
            "stratum_no": number,
            "stratum": list(part.stratum),
            "pool": len(part.rows),
            "quota": part.quota,
        }
        for number, part in enumerate(pool.strata, start=1)
    ]


def _days_data(days: DayPlan) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in days.plan_days:
        found[row.plan_id][row.day.isoformat()] = row.visits
    return dict(found)
