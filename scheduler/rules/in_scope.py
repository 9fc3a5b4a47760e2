"""Rule in-scope: a drawn target lies in its plan's scope and concerns the initiating body.

It concerns the body if one of the items that the body lists for the plan applies to the target. A
body that lists no items inspects every target of the scope.

Source: scope and items are contents of an annual plan (上海, 北京 优化营商环境条例 art. 62, 67);
directed draws filter the registry (定向抽查). A duty.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.plans import DrawnTargets
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "in-scope"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield drawn targets outside the scope, or without any item to inspect."""
    for plan, target in case.drawn:
        subjects = (plan.plan_id, target["target_id"])
        if isinstance(plan.targets, DrawnTargets) and not plan.targets.scope.holds(target):
            yield Violation(NAME, subjects, {"missing": "scope"})
        items = plan.participations[0].item_ids
        if items and not any(case.concerns(item_id, target) for item_id in items):
            yield Violation(NAME, subjects, {"missing": "item"})
