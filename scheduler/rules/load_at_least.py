"""Rule load-at-least: everybody who can go gets the minimum of visits in the window.

    live + drawn >= minimum,  his own or else the policy's

or the plan book says what he gets instead (BELOW_MINIMUM), and he gets at least that. Crews that
are not called (see `fair-load`) are left out.

Source: the district's participation rate (人员参与率) of 100%. A policy, off (0) by default.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.planbook import ShortfallKind
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "load-at-least"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield officers below their minimum without a true word about it."""
    told = {
        (shortfall.body_id, shortfall.subject): shortfall
        for shortfall in case.book.shortfalls
        if shortfall.kind is ShortfallKind.BELOW_MINIMUM
    }
    for duty in case.duties:
        key = (duty.body_id, duty.officer_id)
        shortfall = told.pop(key, None)
        if not duty.is_in_pool or duty.crew not in case.crews:
            continue
        if shortfall is None:
            if duty.drawn < duty.least_now:
                yield Violation(NAME, key, {"drawn": duty.drawn, "due": duty.least_now})
        elif shortfall.needed != duty.least_now or not (
            shortfall.available <= duty.drawn and shortfall.available < shortfall.needed
        ):
            facts = {"drawn": duty.drawn, "due": duty.least_now}
            said = {"said_needed": shortfall.needed, "said_available": shortfall.available}
            yield Violation(NAME, key, facts | said)
    for key in told:
        yield Violation(NAME, key, {"due": 0})
