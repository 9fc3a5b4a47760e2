"""Rule right-bodies: exactly the bodies concerned come, with the people and items they owe.

A participation concerns a task if it lists no items or one of them applies to the target. Over all
the tasks of a visit, merged or of one round, each body owes

    team size = the largest of its team sizes, at least one officer per slot
    slots     = for each set of qualifications, the largest count in one participation
    experts   = the same for the places of experts, in alphabetical order
    items     = the union of those that apply

and, if the policy requires a leader, one slot asks for one: an extra slot while the team has a free
place, else the first. On site leads the lead body of the plan with most bodies at its target (ties:
lowest plan, then target), or the first of its bodies that comes if the lead body has nothing to do
there.

Source: joint lists name the initiating and cooperating bodies of each item (联合抽查事项清单); each
body draws its own officers, who then form one joint group (南陵县 联办字〔2024〕2号). A duty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scheduler.domain.planbook import Demand, Task, Visit
from scheduler.domain.registry import LEADER
from scheduler.rules.view import CaseFile, Part
from scheduler.rules.violation import Violation

NAME = "right-bodies"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield bodies that are missing, uninvited, or owe something else, and wrong leads."""
    for visit in case.book.visits:
        expected = _demands(case, visit)
        times = Counter(demand.body_id for demand in visit.demands)
        for body_id in sorted({*expected, *times}):
            if times[body_id] != (body_id in expected):
                facts = {"due": int(body_id in expected), "found": times[body_id]}
                yield Violation(NAME, (visit.visit_id, body_id), facts)
        for demand in visit.demands:
            if demand.body_id in expected:
                yield from _differences(visit, expected[demand.body_id], demand)
        lead = _lead_body(case, visit)
        if visit.lead_body != lead:
            yield Violation(NAME, (visit.visit_id,), {"leads": visit.lead_body, "due": lead})


def _demands(case: CaseFile, visit: Visit) -> dict[str, Demand]:
    parts: dict[str, list[Part]] = {}
    for task in visit.tasks:
        for part in case.parts.get(task, ()):
            parts.setdefault(part.participation.body_id, []).append(part)
    return {body_id: _demand(case, body_id, found) for body_id, found in parts.items()}


def _demand(case: CaseFile, body_id: str, parts: list[Part]) -> Demand:
    slots = _together([part.participation.slots for part in parts])
    team_size = max(len(slots), *(part.participation.team_size for part in parts))
    if case.policy.require_leader and not any(LEADER in slot for slot in slots):
        if len(slots) < team_size:
            slots.append(frozenset({LEADER}))
        else:
            slots[0] |= {LEADER}
    return Demand(
        body_id=body_id,
        team_size=team_size,
        slots=tuple(slots),
        item_ids=tuple(sorted({item_id for part in parts for item_id in part.item_ids})),
        experts=tuple(_together([part.participation.experts for part in parts])),
    )


def _together(places: list[tuple[frozenset[str], ...]]) -> list[frozenset[str]]:
    """Return each kind of place as often as one participation asks for it."""
    most: Counter[frozenset[str]] = Counter()
    for asked in filter(None, places):
        most |= Counter(asked)
    return sorted(most.elements(), key=sorted)


def _differences(visit: Visit, due: Demand, found: Demand) -> Iterator[Violation]:
    subjects = (visit.visit_id, found.body_id)
    if found.team_size != due.team_size:
        facts = {"team_size": found.team_size, "due": due.team_size}
        yield Violation(NAME, subjects, facts)
    # The order of slots decides who fills which, not what is owed.
    if Counter(found.slots) != Counter(due.slots):
        told = {"slots": _told(found.slots), "due": _told(due.slots)}
        yield Violation(NAME, subjects, told)
    if found.experts != due.experts:
        told = {"experts": _told(found.experts), "due": _told(due.experts)}
        yield Violation(NAME, subjects, told)
    if found.item_ids != due.item_ids:
        told = {"items": ", ".join(found.item_ids), "due": ", ".join(due.item_ids)}
        yield Violation(NAME, subjects, told)


def _lead_body(case: CaseFile, visit: Visit) -> str:
    def order(task: Task) -> tuple[int, Task]:
        return -len(case.parts[task]), task

    # task-visited-once reports tasks that nobody knows.
    task = min((task for task in visit.tasks if case.parts.get(task)), key=order, default=None)
    if task is None:
        return visit.lead_body
    coming = [part.participation.body_id for part in case.parts[task]]
    lead_body = case.problem.plan[task.plan_id].lead_body
    return lead_body if lead_body in coming else coming[0]


def _told(places: tuple[frozenset[str], ...]) -> str:
    return "; ".join(sorted("+".join(sorted(place)) for place in places))
