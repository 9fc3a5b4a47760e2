"""Reschedule: move a visit to another day of its window, for a reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from api.records.registries.kinds import KINDS
from api.records.registries.named import named_rows
from api.tables.tasks import VisitRow
from api.usecases.days import today
from api.usecases.people.roles import Operation
from api.usecases.refusals import refusal
from api.usecases.rules.calendar import calendar_of
from api.usecases.tasks.changing import touch_visit
from api.usecases.tasks.eligibility import obstacles
from api.usecases.tasks.staffing import OVER
from api.usecases.tasks.states import AWAITED, TeamRole
from api.usecases.tasks.the_task import (
    Sight,
    places_of,
    require_task_state,
    the_live_task,
    visit_bodies,
    visit_tasks,
)
from api.usecases.transaction import Transaction
from scheduler.errors import Fault, FaultsError

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def reschedule(tx: Transaction, number: str, day: date, reason: str) -> Sight:
    """Move the visit of a task to *day*; the day of the draw stays on record.

    Raises:
        FaultsError: if it is not allowed, the visit was made, or with all that stands against it.
    """
    sight = the_live_task(tx, number)
    _require_mover(tx, sight)
    visit = sight.visit
    for task in visit_tasks(tx, visit):
        if task.state not in OVER:
            require_task_state(task, *AWAITED)
    if not reason.strip():
        raise refusal("reason-missing", "reason")
    faults = (*_day_faults(tx, visit, day), *_people_faults(tx, visit, day))
    if faults:
        raise FaultsError(faults)
    before, visit.day = visit.day, day
    facts = {"from": before.isoformat(), "to": day.isoformat()}
    touch_visit(tx, visit, "rescheduled", reason=reason, **facts)
    return sight


def _require_mover(tx: Transaction, sight: Sight) -> None:
    """Let those move a visit who manage its leading body's tasks, and the leader of its team."""
    mine, lead = sight.mine, sight.visit.lead_body
    if mine is not None and mine.role == TeamRole.LEADER and mine.body_id == lead:
        return
    tx.actor.require(Operation.TASK_MANAGE, [lead])


def _day_faults(tx: Transaction, visit: VisitRow, day: date) -> Iterator[Fault]:
    found: dict[str, str | int] = {"found": day.isoformat()}
    if day == visit.day:
        yield Fault("day-unchanged", "day", found)
    if day < today(tx):
        yield Fault("day-past", "day", {**found, "today": today(tx).isoformat()})
    if not visit.starts <= day < visit.ends:
        window = {"starts": visit.starts.isoformat(), "ends": visit.ends.isoformat()}
        yield Fault("reschedule-outside-window", "day", {**found, **window})
    if not calendar_of(tx, range(day.year, day.year + 1)).days.is_working(day):
        yield Fault("day-not-working", "day", found)
    targets = [task.target_id for task in visit_tasks(tx, visit) if task.state not in OVER]
    for target_id, row in named_rows(tx.session, KINDS["targets"], targets).items():
        if {day.isoformat(), WEEKDAYS[day.weekday()]} & set(row["closed_days"]):
            yield Fault("target-closed-then", target_id, {**found, "target": target_id})


def _people_faults(tx: Transaction, visit: VisitRow, day: date) -> Iterator[Fault]:
    team = [place.officer_id for place in places_of(tx, visit, visit_bodies(tx, visit))]
    for faults in obstacles(tx, visit, day, team).values():
        yield from faults
