"""Rule day-plan: the locked days are lawful, and every visit takes one that was planned.

    Σ_d y[p, d] = visits of p          y[p, d] > 0  =>  p may come on d
    capacity[b, d] = officers there x daily maximum - places of live tasks, at least 0
    reserve[b, d]  = ⌈share x officers there x daily maximum⌉, at most the capacity
    planned[b, d]  = Σ_p team size x visits that b must be able to come to
                  <= capacity[b, d] - reserve[b, d] + Σ_l loan[b, d, l] - Σ_a loan[a, d, b]
    visits in a slot of p on d <= y[p, d]

A body whose items concern only some targets must be able to come to as many of a day's visits as
the policy's quantile says; see "Days". Without a daily maximum there is no limit. Which of several
lawful plans was locked is not judged. A visit has a slot of one of its plans, or is told to have
none (OFF_PLAN); that may be told only if some planned day does not suit it.

Places that others lend are planned only where a body's own do not suffice; who may lend is a matter
of `lending`.

Source: inspections follow a plan that is published or filed (国办发〔2024〕54号); bodies that check
one target together come at one time (联合检查). A duty; limits and shares are a policy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scheduler.domain.planbook import ShortfallKind, Visit
from scheduler.rules.closing import is_closed
from scheduler.rules.day_needs import planned_places, targets_due, visits_due
from scheduler.rules.day_rooms import days_of
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "day-plan"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield what is wrong with the locked days, and visits without a planned one."""
    yield from _plans(case)
    yield from _bodies(case)
    yield from _visits(case)


def _plans(case: CaseFile) -> Iterator[Violation]:
    due, planned = targets_due(case.lock), case.lock.days.of_plan
    for plan in case.problem.plans:
        rows = planned.get(plan.plan_id, ())
        visits, wanted = sum(row.visits for row in rows), visits_due(plan, due[plan.plan_id])
        if visits != wanted:
            yield Violation(NAME, (plan.plan_id,), {"planned": visits, "due": wanted})
        allowed = days_of(case.problem, plan)
        for row in rows:
            if row.day not in allowed:
                yield Violation(NAME, (plan.plan_id,), {"day": row.day.isoformat()})
    for plan_id in sorted(planned.keys() - case.problem.plan.keys()):
        yield Violation(NAME, (plan_id,), {"unknown": "plan"})


def _bodies(case: CaseFile) -> Iterator[Violation]:
    rooms, needed = case.rooms, planned_places(case.lock)
    found = {(row.body_id, row.day): row for row in case.lock.days.body_days}
    borrowed = dict(case.lock.days.borrowed)
    for key in sorted(rooms.keys() | found.keys()):
        subjects = (key[0], key[1].isoformat())
        if key not in found or key not in rooms:
            yield Violation(NAME, subjects, {"due": int(key in rooms), "found": int(key in found)})
            continue
        room, row = rooms[key], found[key]
        for name, value, right in (
            ("capacity", _told(row.capacity), _told(room.capacity)),
            ("reserve", row.reserve, room.reserve),
            ("planned", row.planned, needed.get(key, 0)),
        ):
            if value != right:
                yield Violation(NAME, subjects, {name: value, "due": right})
        lent = borrowed.pop(key, 0)
        usable = None if room.usable is None else room.usable + lent
        if usable is not None and row.planned > usable:
            yield Violation(NAME, subjects, {"planned": row.planned, "room": usable})
    for (body_id, day), places in sorted(borrowed.items()):
        if (body_id, day) not in rooms:
            yield Violation(NAME, (body_id, day.isoformat()), {"lent": places, "due": 0})


def _visits(case: CaseFile) -> Iterator[Violation]:
    planned = {(row.plan_id, row.day): row.visits for row in case.lock.days.plan_days}
    used = Counter((v.slot_plan, v.day) for v in case.book.visits if v.slot_plan)
    for key, visits in sorted(used.items()):
        if visits > planned.get(key, 0):
            subjects = (key[0], key[1].isoformat())
            yield Violation(NAME, subjects, {"visits": visits, "planned": planned.get(key, 0)})
    told = {s.subject for s in case.book.shortfalls if s.kind is ShortfallKind.OFF_PLAN}
    for visit in case.book.visits:
        plans = {task.plan_id for task in visit.tasks}
        if (visit.visit_id in told) != (not visit.slot_plan):
            told_of = "OFF_PLAN" if visit.slot_plan else "nothing"
            facts = {"slot": visit.slot_plan or "none", "told": told_of}
            yield Violation(NAME, (visit.visit_id,), facts)
        elif visit.slot_plan and visit.slot_plan not in plans:
            yield Violation(NAME, (visit.visit_id,), {"slot": visit.slot_plan})
        elif not visit.slot_plan and _all_planned_days_suit(case, visit):
            yield Violation(NAME, (visit.visit_id,), {"slot": "none"})
    for name in sorted(told - case.visits.keys()):
        yield Violation(NAME, (name,), {"unknown": "visit"})


def _all_planned_days_suit(case: CaseFile, visit: Visit) -> bool:
    """Tell whether a visit could take any day that is planned for its plans: then it must."""
    plans = {task.plan_id for task in visit.tasks if task.plan_id in case.problem.plan}
    days = {row.day for plan_id in plans for row in case.lock.days.of_plan.get(plan_id, ())}
    common = [set(days_of(case.problem, case.problem.plan[plan_id])) for plan_id in sorted(plans)]
    return bool(days) and all(
        all(day in some for some in common) and not is_closed(case, visit, day) for day in days
    )


def _told(places: int | None) -> str | int:
    return "no limit" if places is None else places
