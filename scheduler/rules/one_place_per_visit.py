"""Rule one-place-per-visit: nobody comes to a visit for two bodies, or in two places.

Source: 行政处罚法 (2021) art. 42 counts persons: one who stands for two is one. A duty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "one-place-per-visit"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield those who appear more than once at a visit, over all its teams."""
    places = Counter(
        (team.visit_id, name)
        for team in case.book.teams
        for name in (*team.officer_ids, *team.expert_ids)
    )
    for subjects, times in places.items():
        if times > 1:
            yield Violation(NAME, subjects, {"places": times})
