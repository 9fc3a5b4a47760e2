"""Rule cooling-off: an officer or expert does not return to a target within *m* months.

    day of any other inspection by him there <= day of the visit - m months

A visit of an earlier draw that is still to come counts as well.

Source: practice asks for different officers in each draw (利州区 2020). A policy, off (0) by
default.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.calendar import months_before
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "cooling-off"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield whoever returns too soon."""
    months = case.policy.cooling_off_months
    if not months:
        return
    for officer, team, visit, _ in case.postings:
        latest = months_before(visit.day, months)
        for target_id in visit.target_ids:
            days = [
                row["day"]
                for row in case.past.get(target_id, ())
                if officer["officer_id"] in row["officer_ids"]
            ]
            if days and max(days) > latest:
                subjects = (team.visit_id, team.body_id, officer["officer_id"])
                facts = {"target": target_id, "last": max(days).isoformat()}
                yield Violation(NAME, subjects, {**facts, "latest": latest.isoformat()})
