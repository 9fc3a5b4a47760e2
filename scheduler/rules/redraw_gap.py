"""Rule redraw-gap: a body does not draw a target again within *m* months of its last drawn visit.

    day of any earlier drawn visit by the same body <= first day of the window - m months

Only visits under (joint) dual-random plans count. Exempt kinds of plan are free of this.

Source: 税总发〔2015〕104号 (firms drawn within three years leave the pool). A policy, off (0) by
default.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.calendar import months_before
from scheduler.domain.plans import PlanKind
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "redraw-gap"

DRAWN_KINDS = frozenset({PlanKind.DUAL_RANDOM.value, PlanKind.JOINT_DUAL_RANDOM.value})


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield targets drawn again too soon."""
    if not case.policy.redraw_gap_months:
        return
    latest = months_before(case.problem.window.starts, case.policy.redraw_gap_months)
    for plan, target in case.drawn_unexempted:
        days = [
            row["day"]
            for row in case.past[target["target_id"]]
            if row["plan_kind"] in DRAWN_KINDS and row["body_id"] == plan.initiating_body
        ]
        if days and max(days) > latest:
            facts = {"last": max(days).isoformat(), "latest": latest.isoformat()}
            yield Violation(NAME, (plan.plan_id, target["target_id"]), facts)
