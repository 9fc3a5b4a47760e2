"""Rule load-at-most: nobody gets more visits in the window than his limit.

    live + drawn <= limit,  his own or else the policy's

What earlier draws gave him already is not taken away: he then gets nothing more.

Source: a plan must be workable; the district has 1.8 places per front-line officer and month. A
policy, no limit by default.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "load-at-most"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield officers and experts with more visits than they may get."""
    for duty in case.duties:
        if duty.most_now is not None and duty.drawn > duty.most_now:
            facts = {"live": duty.live, "drawn": duty.drawn, "limit": duty.at_most or 0}
            yield Violation(NAME, (duty.body_id, duty.officer_id), facts)
