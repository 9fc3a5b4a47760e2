"""Which strata may be told to everybody: those made of columns that are public anyway.

A ratio of 1, 2, 10 or 30% names the risk class, so an opaque number would hide nothing.
"""

from __future__ import annotations

from scheduler.domain.plans import DrawnTargets, Plan

PUBLIC_COLUMNS = frozenset({"division_code", "street", "industry_code", "target_type"})


def are_told(plan: Plan) -> bool:
    """Tell whether the strata of *plan* are public, each with its figures."""
    return isinstance(plan.targets, DrawnTargets) and PUBLIC_COLUMNS.issuperset(
        plan.targets.quota.columns
    )
