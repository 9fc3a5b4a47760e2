"""Which results may become public now: confirmed ones, after the visit, once each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlmodel import col, select

from api.tables.draws import DrawRow
from api.tables.notices import Publication
from api.tables.tasks import TaskRow, VisitRow
from api.usecases.days import today
from api.usecases.draws.states import DrawState, require_draw_state
from api.usecases.draws.the_draw import the_draw
from api.usecases.notices.kinds import PublicationKind, PublicationState
from api.usecases.people.roles import Operation
from api.usecases.refusals import refusal
from api.usecases.tasks.states import TaskState
from api.usecases.transaction import Transaction
from scheduler.errors import Fault, FaultsError


def candidates(
    tx: Transaction, draw_id: int, plan_id: str | None, numbers: Sequence[str] | None
) -> list[TaskRow]:
    """Return the tasks whose results somebody asks to publish.

    Raises:
        FaultsError: if it is not allowed, there is none, or with all that stands against those
            that are named.
    """
    draw = the_draw(tx, draw_id, update=True)
    reach = tx.actor.require_anywhere(Operation.NOTICE_PUBLISH)
    require_draw_state(draw, DrawState.DRAWN)
    query = select(TaskRow).where(TaskRow.draw_id == draw_id)
    if plan_id is not None:
        query = query.where(TaskRow.plan_id == plan_id)
    if numbers is None:
        query = query.where(TaskRow.state == TaskState.CONFIRMED.value)
    else:
        query = query.where(col(TaskRow.number).in_(numbers))
    found = [
        task
        for task in tx.session.exec(query.order_by(col(TaskRow.number)))
        if task.lead_body in reach
    ]
    stands = {fault.place: fault for fault in (*not_ready(tx, draw, found), *_asked(tx, draw))}
    if numbers is None:
        found = [task for task in found if task.number not in stands]
    else:
        _refuse(found, numbers, stands)
    if not found:
        raise refusal("nothing-to-publish", str(draw_id), draw=draw_id)
    return found


def _refuse(found: Iterable[TaskRow], numbers: Sequence[str], stands: dict[str, Fault]) -> None:
    known = {task.number for task in found}
    faults = [
        Fault("not-found", one, {"kind": "task", "found": one})
        for one in dict.fromkeys(numbers)
        if one not in known
    ]
    faults += [stands[one] for one in sorted(known) if one in stands]
    if faults:
        raise FaultsError(tuple(faults))


def not_ready(tx: Transaction, draw: DrawRow, tasks: Iterable[TaskRow]) -> Iterator[Fault]:
    """Yield why a task's result cannot be public: not confirmed, or its visit is still ahead."""
    day = today(tx)
    visits = tx.session.exec(select(VisitRow).where(VisitRow.draw_id == draw.id))
    days = {visit.id: visit.day for visit in visits}
    for task in tasks:
        if task.state != TaskState.CONFIRMED:
            facts = {"kind": "task", "found": task.state, "expected": TaskState.CONFIRMED.value}
            yield Fault("wrong-state", task.number, facts)
        elif days[task.visit_id] > day:
            told = days[task.visit_id].isoformat()
            yield Fault("result-embargoed", task.number, {"task": task.number, "day": told})


def _asked(tx: Transaction, draw: DrawRow) -> Iterator[Fault]:
    """Yield the tasks whose publication was asked for already."""
    waiting = (PublicationState.OPEN.value, PublicationState.CONFIRMED.value)
    query = select(Publication).where(
        Publication.kind == PublicationKind.RESULTS.value,
        Publication.draw_id == draw.id,
        col(Publication.state).in_(waiting),
    )
    for one in tx.session.exec(query):
        for number in one.task_numbers:
            yield Fault("publication-open", number, {"task": number, "number": one.id or 0})
