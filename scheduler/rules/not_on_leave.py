"""Rule not-on-leave: nobody is sent on a day of leave, training or secondment.

An absence covers the days [starts, ends): the officer is back on the day it ends.

Source: none in law; the plan must be one that can be carried out. A duty.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "not-on-leave"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield whoever is away on the day of his visit."""
    for officer, team, visit, _ in case.postings:
        for absence in case.leave.get(officer["officer_id"], ()):
            if visit.day in absence:
                subjects = (team.visit_id, team.body_id, officer["officer_id"])
                facts = {"day": visit.day.isoformat(), "absence": absence.absence.value}
                yield Violation(NAME, subjects, facts)
