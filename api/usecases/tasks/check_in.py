"""Check in (扫码入企): an officer who arrives gives the check code of his visit."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, func, select

from api.tables.events import Event
from api.usecases.days import today
from api.usecases.refusals import refusal
from api.usecases.tasks.changing import enter, touch_visit
from api.usecases.tasks.states import TaskState
from api.usecases.tasks.the_task import (
    Sight,
    require_officer,
    require_task_state,
    the_live_task,
    visit_tasks,
)
from api.usecases.transaction import Transaction
from scheduler.errors import Fault

TRIES = 5
PERIOD = timedelta(minutes=1)
REFUSED = "visit.check_in_refused"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who tried to check in; *refused* says why he did not.

    A wrong code is no error of the transaction: that it was tried must stay on record.
    """

    sight: Sight
    refused: Fault | None = None


def check_in(tx: Transaction, number: str, code: str) -> Arrival:
    """Check in at the visit of a task, for all its tasks that were dispatched.

    Raises:
        FaultsError: if one is not sent there, it is another day, or too many codes were wrong.
    """
    sight = the_live_task(tx, number)
    place = require_officer(sight)
    if sight.task.state == TaskState.CHECKED_IN:
        return Arrival(sight)
    require_task_state(sight.task, TaskState.DISPATCHED, TaskState.ACCEPTED)
    visit = sight.visit
    if today(tx) != visit.day:
        facts = {"day": visit.day.isoformat(), "today": today(tx).isoformat()}
        raise refusal("check-in-other-day", number, **facts)
    _refuse_guessing(tx, sight)
    if not hmac.compare_digest(code.encode(), visit.check_code.encode()):
        tx.tell(REFUSED, ("visit", visit.id), bodies=sight.bodies)
        return Arrival(sight, Fault("check-code-wrong", "code", {"task": number}))
    if visit.checked_in_at is None:
        visit.checked_in_at, visit.checked_in_by = tx.now, place.officer_id
    for task in visit_tasks(tx, visit):
        if task.state in {TaskState.DISPATCHED, TaskState.ACCEPTED}:
            enter(tx, task, TaskState.CHECKED_IN)
    touch_visit(tx, visit, "checked_in", officer=place.officer_id)
    return Arrival(sight)


def _refuse_guessing(tx: Transaction, sight: Sight) -> None:
    """Refuse further codes of somebody for a while after so many wrong ones."""
    recent = select(func.count(), func.min(Event.at)).where(
        Event.subject == "visit",
        Event.subject_id == str(sight.visit.id),
        Event.action == REFUSED,
        Event.actor == tx.actor.login,
        col(Event.at) > tx.now - PERIOD,
    )
    count, first = tx.session.exec(recent).one()
    if count >= TRIES:
        seconds = max(1, int((first + PERIOD - tx.now).total_seconds()) + 1)
        facts = {"tries": TRIES, "retry_seconds": seconds}
        raise refusal("check-in-too-often", sight.task.number, **facts)
