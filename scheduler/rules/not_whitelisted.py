"""Rule not-whitelisted: firms on the white list are not drawn, if the policy leaves them in peace.

Kinds of plan that are exempt (cases, assignments from above) reach them all the same.

Source: local white lists such as 池市监发〔2025〕2号; 优化营商环境条例 art. 55. A policy, on by
default.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "not-whitelisted"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield whitelisted targets drawn by a plan that is not exempt."""
    if not case.policy.exclude_whitelisted:
        return
    for plan, target in case.drawn_unexempted:
        if target["whitelisted"]:
            yield Violation(NAME, (plan.plan_id, target["target_id"]))
