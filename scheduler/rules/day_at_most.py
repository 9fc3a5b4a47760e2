"""Rule day-at-most: nobody gets more visits on one day than the policy allows.

    drawn(j, day) <= max(0, limit - earlier(j, day))

*earlier* are his visits in history and live tasks on that day, each once. Officers and experts
alike.

Source: none in law; a plan must be workable, and a day has room for so much. A policy, no limit by
default.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from scheduler.rules.outings import excess
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "day-at-most"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield people with too many visits on a day."""
    limit = case.policy.max_per_day
    if limit is None:
        return
    for over in excess(case.outings, case.earlier, date.isoformat, limit):
        subjects = (case.officers[over.officer_id]["body_id"], over.officer_id)
        told = {"earlier": over.earlier, "drawn": over.drawn, "limit": limit}
        yield Violation(NAME, subjects, {"day": over.period, **told})
