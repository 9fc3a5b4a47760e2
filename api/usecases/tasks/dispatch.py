"""Dispatch (派发): let officers see the tasks that they were drawn for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from api.tables.tasks import TaskBody, TaskRow
from api.usecases.draws.states import DrawState, require_draw_state
from api.usecases.draws.the_draw import the_draw
from api.usecases.people.actor import Reach
from api.usecases.people.roles import Operation
from api.usecases.tasks.changing import enter_all
from api.usecases.tasks.staffing import open_places
from api.usecases.tasks.states import TaskState
from api.usecases.transaction import Transaction
from scheduler.errors import Fault, FaultsError


@dataclass(frozen=True, slots=True)
class Dispatched:
    """Numbers of tasks: *sent* now, sent *before*, and *unstaffed* ones that wait for people."""

    sent: tuple[str, ...]
    before: tuple[str, ...]
    unstaffed: tuple[str, ...]


def dispatch(tx: Transaction, draw_id: int, numbers: Sequence[str] | None = None) -> Dispatched:
    """Dispatch tasks of a draw: those named, or all that are the actor's to manage.

    Raises:
        FaultsError: if it is not allowed, the draw is not drawn, or a number is none of its.
    """
    draw = the_draw(tx, draw_id, update=True)
    reach = tx.actor.require_anywhere(Operation.TASK_MANAGE)
    require_draw_state(draw, DrawState.DRAWN)
    tasks = _tasks(tx, draw_id, reach)
    if numbers is not None:
        tasks = _named(tasks, numbers)
    sealed = [task for task in tasks if task.state == TaskState.SEALED]
    before = tuple(task.number for task in tasks if task.state != TaskState.SEALED)
    missing = {visit for visit, _ in open_places(tx, (task.visit_id for task in sealed))}
    ready = [task for task in sealed if task.visit_id not in missing]
    for task in ready:
        task.dispatched_at = tx.now
    enter_all(tx, ready, TaskState.DISPATCHED)
    return Dispatched(
        sent=tuple(task.number for task in ready),
        before=before,
        unstaffed=tuple(task.number for task in sealed if task.visit_id in missing),
    )


def _tasks(tx: Transaction, draw_id: int, reach: Reach) -> list[TaskRow]:
    query = select(TaskRow).where(TaskRow.draw_id == draw_id)
    if not reach.everybody:
        own = select(TaskBody.task_number).where(col(TaskBody.body_id).in_(reach.bodies))
        query = query.where(col(TaskRow.number).in_(own))
    return list(tx.session.exec(query.order_by(col(TaskRow.number)).with_for_update()))


def _named(tasks: Sequence[TaskRow], numbers: Sequence[str]) -> list[TaskRow]:
    known = {task.number: task for task in tasks}
    unknown = [number for number in dict.fromkeys(numbers) if number not in known]
    if unknown:
        faults = (Fault("not-found", one, {"kind": "task", "found": one}) for one in unknown)
        raise FaultsError(tuple(faults))
    return [known[number] for number in sorted(set(numbers))]
