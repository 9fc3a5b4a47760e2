"""Rule open-day: nobody is visited on a day on which he is closed.

    d(v) not in closed(t)                     for every target t of v

or the plan book says so (CLOSED): no day that suits the visit's plans and all its targets had room.
That is untrue if on one of these days none of its bodies has a daily limit.

Source: an inspection may not disturb business (国办发〔2024〕54号), and must find somebody there;
the registry has the days on which it would not. A duty.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.planbook import ShortfallKind, Visit
from scheduler.domain.policy import Remedy
from scheduler.rules.closing import is_closed
from scheduler.rules.day_rooms import days_of
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "open-day"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield visits on closed days of which nothing is told, or nothing true."""
    told = {s.subject for s in case.book.shortfalls if s.kind is ShortfallKind.CLOSED}
    moved = {use.visit_id for use in case.book.remedies if use.remedy is Remedy.OTHER_DAY}
    for visit in case.book.visits:
        closed = is_closed(case, visit, visit.day)
        if closed and visit.visit_id not in told:
            yield Violation(NAME, (visit.visit_id,), {"day": visit.day.isoformat()})
        elif visit.visit_id in told and not closed and visit.visit_id not in moved:
            yield Violation(NAME, (visit.visit_id,), {"open": visit.day.isoformat()})
        elif closed and (day := _free_day(case, visit)):
            facts = {"day": visit.day.isoformat(), "free": day}
            yield Violation(NAME, (visit.visit_id,), facts)
    for name in sorted(told - case.visits.keys()):
        yield Violation(NAME, (name,), {"unknown": "visit"})


def _free_day(case: CaseFile, visit: Visit) -> str:
    """Return a day that suits and on which none of the bodies has a limit; empty if there is none.

    Where there are limits, the visits that were dealt before decide whether there was room.
    """
    plans = sorted({task.plan_id for task in visit.tasks if task.plan_id in case.problem.plan})
    days = [set(days_of(case.problem, case.problem.plan[plan_id])) for plan_id in plans]
    bodies = [demand.body_id for demand in visit.demands]
    for day in sorted(set.intersection(*days)) if days else ():
        limits = [case.rooms.get((body_id, day)) for body_id in bodies]
        if not is_closed(case, visit, day) and all(x and x.usable is None for x in limits):
            return day.isoformat()
    return ""
