"""Rule certified: an officer holds a certificate that is valid on the day of the visit.

    day <= last valid day

The day of the draw does not matter. An officer without a date holds no certificate. Experts need
none: they advise.

Source: 行政处罚法 (2021) art. 42 and 55 (qualified officers, who show their certificates; else the
firm may refuse). A duty.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.registry import Role
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation
from scheduler.rules.workload import is_certified

NAME = "certified"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield officers without a valid certificate on the day."""
    for officer, team, visit, place in case.postings:
        if place is Role.OFFICER and not is_certified(officer, visit.day):
            facts = {
                "day": visit.day.isoformat(),
                "valid_to": str(officer["cert_valid_to"] or "none"),
            }
            yield Violation(NAME, (team.visit_id, team.body_id, officer["officer_id"]), facts)
