"""A task as it stands: where it is found, who may see it, and as what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import col, select

from api.tables.draws import DrawRow
from api.tables.tasks import Assignment, TaskBody, TaskRow, VisitRow
from api.usecases.draws.states import DrawState, require_draw_state
from api.usecases.people.roles import Operation
from api.usecases.refusals import not_found, refusal
from api.usecases.tasks.states import AssignmentState, TaskState
from api.usecases.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Sight:
    """A task as somebody sees it: *reads* as one of its bodies, *mine* as one of its team."""

    task: TaskRow
    visit: VisitRow
    draw: DrawRow
    bodies: tuple[str, ...]
    mine: Assignment | None
    reads: bool


def the_task(tx: Transaction, number: str, *, update: bool = False) -> Sight:
    """Return a task that the actor may see; to *update* it, its whole visit is held.

    Raises:
        FaultsError: if there is none.
    """
    task = tx.session.get(TaskRow, number)
    if task is None:
        raise not_found("task", number)
    visit = tx.session.get_one(
        VisitRow, task.visit_id, with_for_update=update or None, populate_existing=update
    )
    if update:
        tx.session.refresh(task)
    bodies = task_bodies(tx, number)
    reads = tx.actor.reach(Operation.TASK_READ).touches(bodies)
    mine = None if task.state == TaskState.SEALED else _own_place(tx, task, bodies)
    if mine is None and not reads:
        raise not_found("task", number)
    draw = tx.session.get_one(DrawRow, task.draw_id)
    return Sight(task, visit, draw, tuple(bodies), mine, reads)


def the_live_task(tx: Transaction, number: str) -> Sight:
    """Return a task to do something with, its visit held; not one of a draw that is void.

    Raises:
        FaultsError: if there is none, or its draw does not count.
    """
    sight = the_task(tx, number, update=True)
    require_draw_state(sight.draw, DrawState.DRAWN)
    return sight


def task_bodies(tx: Transaction, number: str) -> list[str]:
    """Return the bodies that take part in a task."""
    query = select(TaskBody.body_id).where(TaskBody.task_number == number)
    return list(tx.session.exec(query.order_by(col(TaskBody.body_id))))


def visit_tasks(tx: Transaction, visit: VisitRow) -> list[TaskRow]:
    """Return the tasks of a visit, by number."""
    query = select(TaskRow).where(TaskRow.visit_id == visit.id).order_by(col(TaskRow.number))
    return list(tx.session.exec(query))


def visit_bodies(tx: Transaction, visit: VisitRow) -> list[str]:
    """Return the bodies that take part in a visit."""
    query = (
        select(TaskBody.body_id)
        .join(TaskRow, col(TaskRow.number) == col(TaskBody.task_number))
        .where(TaskRow.visit_id == visit.id)
        .distinct()
    )
    return sorted(tx.session.exec(query))


def places_of(tx: Transaction, visit: VisitRow, bodies: Iterable[str]) -> list[Assignment]:
    """Return who goes to a visit for *bodies*, leaders first."""
    query = select(Assignment).where(
        Assignment.visit_id == visit.id,
        col(Assignment.body_id).in_(list(bodies)),
        Assignment.state != AssignmentState.LEFT.value,
    )
    found = tx.session.exec(query).all()
    return sorted(found, key=lambda one: (one.body_id, _RANK[one.role], one.officer_id))


_RANK = {"leader": 0, "member": 1, "expert": 2}


def require_officer(sight: Sight) -> Assignment:
    """Return the actor's place in the team of a task.

    Raises:
        FaultsError: if he has none.
    """
    if sight.mine is None:
        facts = {"operation": Operation.TASK_WORK.value}
        raise refusal("not-allowed", Operation.TASK_WORK.value, **facts)
    return sight.mine


def require_task_state(task: TaskRow, *states: TaskState) -> None:
    """Refuse what a task in its state does not allow.

    Raises:
        FaultsError: if it is in no state of *states*.
    """
    if task.state not in states:
        facts = {"found": task.state, "expected": ", ".join(states)}
        raise refusal("wrong-state", task.number, kind="task", **facts)


def _own_place(tx: Transaction, task: TaskRow, bodies: Iterable[str]) -> Assignment | None:
    """Return the actor's place in the team of a task, if he is an officer who is sent there."""
    if tx.actor.officer_id is None or not tx.actor.reach(Operation.TASK_WORK):
        return None
    query = select(Assignment).where(
        Assignment.visit_id == task.visit_id,
        Assignment.officer_id == tx.actor.officer_id,
        col(Assignment.body_id).in_(list(bodies)),
        Assignment.state != AssignmentState.LEFT.value,
    )
    return tx.session.exec(query).first()
