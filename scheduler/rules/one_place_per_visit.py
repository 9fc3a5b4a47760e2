"""Rule one-place-per-visit: an officer comes to a visit for one body only.

Source: 行政处罚法 (2021) art. 42 counts persons: one who stands for two is one. A duty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "one-place-per-visit"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield officers who appear more than once at a visit, over all its teams."""
    places = Counter(
        (team.visit_id, officer_id) for team in case.book.teams for officer_id in team.officer_ids
    )
    for subjects, times in places.items():
        if times > 1:
            yield Violation(NAME, subjects, {"places": times})
