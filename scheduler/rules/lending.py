"""Rule lending: officers of another body come only where lending is allowed, and the book says so.

    home(j) != b for j in team(v, b)  =>  LENDING is a remedy of the policy, before a direct one
                                          every plan of v in which b takes part allows lending
                                          home(j) lends to b under the policy
                                          the book has one row (LENDING, v, b, home(j), k)

where k is the number of members from there. Every such row is borne out by members. Places of
another body that the days were planned with (loan[b, d, l]) are those of one that may lend to b
for all its plans.

Source: a body with too few officers may be matched with those of a neighbouring area
(国发〔2019〕5号); 浙江省综合行政执法条例 art. 29 lets certified officers work for other bodies and
areas on need. A policy: nobody lends by default.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from scheduler.domain.planbook import Visit
from scheduler.domain.policy import Remedy
from scheduler.domain.registry import Role
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "lending"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield bodies that may not lend, and what they sent without a true row about it."""
    lent: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for officer, team, visit, place in case.postings:
        if place is Role.OFFICER and officer["body_id"] != team.body_id:
            key = (visit.visit_id, team.body_id, officer["body_id"])
            lent[key].add(officer["officer_id"])
    yield from _planned(case)
    told: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for use in case.book.remedies:
        if use.remedy is Remedy.LENDING:
            told[use.visit_id, use.body_id, use.now].append(use.places)
    for visit_id, body_id, home in sorted(lent):
        if home not in lenders(case, case.visits[visit_id], body_id):
            yield Violation(NAME, (visit_id, body_id, home), {"allowed": 0})
    for key in sorted({*lent, *told}):
        due = [len(lent[key])] if lent[key] else []
        if told[key] != due:
            facts: dict[str, str | int] = {
                "lent": len(lent[key]),
                "told": ", ".join(map(str, told[key])),
            }
            yield Violation(NAME, key, facts)


def _planned(case: CaseFile) -> Iterator[Violation]:
    """Yield loans with which days were planned, and which could not be made."""
    for loan in case.lock.days.loans:
        plans = [
            plan
            for plan in case.problem.plans
            if loan.body_id in {part.body_id for part in plan.participations}
        ]
        allowed = _is_tried(case.policy.remedies) and all(plan.lending for plan in plans)
        if not allowed or loan.lender not in case.policy.lending.get(loan.body_id, ()):
            subjects = (loan.body_id, loan.lender, loan.day.isoformat())
            yield Violation(NAME, subjects, {"allowed": 0})


def lenders(case: CaseFile, visit: Visit, body_id: str) -> tuple[str, ...]:
    """Return the bodies whose officers may help *body_id* at *visit*, in the order of asking."""
    if not _is_tried(case.policy.remedies):
        return ()
    plans = (
        case.problem.plan[task.plan_id]
        for task in visit.tasks
        if any(part.participation.body_id == body_id for part in case.parts.get(task, ()))
    )
    return case.policy.lending.get(body_id, ()) if all(plan.lending for plan in plans) else ()


def _is_tried(remedies: tuple[Remedy, ...]) -> bool:
    """Tell whether lending comes before the head of the body is asked; nothing comes after that."""
    for remedy in remedies:
        if remedy in (Remedy.LENDING, Remedy.DIRECT_ASSIGNMENT):
            return remedy is Remedy.LENDING
    return False
