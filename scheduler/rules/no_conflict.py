"""Rule no-conflict: nobody is sent where he has a conflict of interest.

Neither to a target, nor to a firm of a group, nor where a person works with whom a declared
conflict is in force on the day. Until an application is decided, the officer stays away. This
binds experts as well.

Source: 行政处罚法 (2021) art. 43; 公务员法 (2018) art. 74, 76, 77 (回避). A duty.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.conflicts import Subject
from scheduler.domain.planbook import Visit
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "no-conflict"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield whoever has a conflict in force at the place of his visit."""
    met = {visit.visit_id: _met(case, visit) for visit in case.book.visits}
    for officer, team, visit, _ in case.postings:
        for conflict in case.conflicts.get(officer["officer_id"], ()):
            subject = (conflict.subject, conflict.subject_id)
            if conflict.in_force(visit.day) and subject in met[visit.visit_id]:
                subjects = (team.visit_id, team.body_id, officer["officer_id"])
                facts = {"with": conflict.subject_id, "relation": conflict.relation.value}
                yield Violation(NAME, subjects, facts)


def _met(case: CaseFile, visit: Visit) -> set[tuple[Subject, str]]:
    """Return everything at a visit that somebody may have a conflict with."""
    found: set[tuple[Subject, str]] = set()
    for target_id in visit.target_ids:
        found.add((Subject.TARGET, target_id))
        target = case.targets.get(target_id, {})
        if target.get("group_id") is not None:
            found.add((Subject.GROUP, target["group_id"]))
        found.update((Subject.PERSON, person) for person in target.get("people") or ())
    return found
