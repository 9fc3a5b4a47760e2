"""Rule on-duty: only those who serve in their own body are sent.

On duty, not seconded to another office, and officers at the front line if the policy asks for that.

Source: officer registries state who is 在岗, 离岗 or 停用; the district reports its work per
front-line officer (一线执法人员). Status is a duty, the front line a policy, on by default.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.registry import DutyStatus, Role
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "on-duty"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield whoever is off duty or seconded, and officers behind the front line."""
    for officer, team, _, place in case.postings:
        subjects = (team.visit_id, team.body_id, officer["officer_id"])
        if officer["status"] != DutyStatus.ON_DUTY:
            yield Violation(NAME, subjects, {"status": officer["status"]})
        if officer["seconded"]:
            yield Violation(NAME, subjects, {"status": "seconded"})
        is_asked = case.policy.front_line_only and place is Role.OFFICER
        if is_asked and not officer["front_line"]:
            yield Violation(NAME, subjects, {"status": "not front line"})
