"""Rule week-at-most: nobody gets more visits in one week than the policy allows.

    drawn(j, week) <= max(0, limit - earlier(j, week))

Weeks are those of ISO 8601, Monday to Sunday. *earlier* are his visits in history and live tasks on
any day of that week, also outside the draw's window, each once. Officers and experts alike.

Source: none in law; a plan must be workable, and leave time to write up what was found. A policy,
no limit by default.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rules.outings import excess, iso_week
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "week-at-most"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield people with too many visits in a week."""
    limit = case.policy.max_per_week
    if limit is None:
        return
    for over in excess(case.outings, case.earlier, iso_week, limit):
        subjects = (case.officers[over.officer_id]["body_id"], over.officer_id)
        told = {"earlier": over.earlier, "drawn": over.drawn, "limit": limit}
        yield Violation(NAME, subjects, {"week": over.period, **told})
