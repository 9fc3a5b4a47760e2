"""Rule senior-present: every team has a senior officer in it.

    senior(j) for some j in team(v, b)

One who is lent by another body counts. Experts do not.

Source: none in law; one of each team should have seen such places before. A policy, off by
default.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.registry import Role
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "senior-present"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield teams without a senior officer."""
    if not case.policy.require_senior:
        return
    for team in case.book.teams:
        if not any(is_senior(case, name) for name in team.officer_ids):
            facts = {"senior": 0, "sent": len(team.places)}
            yield Violation(NAME, (team.visit_id, team.body_id), facts)


def is_senior(case: CaseFile, officer_id: str) -> bool:
    """Tell whether somebody is a senior officer."""
    row = case.officers.get(officer_id)
    return row is not None and row["senior"] and row["role"] == Role.OFFICER
