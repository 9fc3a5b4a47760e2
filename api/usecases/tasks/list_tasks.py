"""Lists of tasks: those of one's bodies, and those of the officer who asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from api.tables.draws import DrawRow
from api.tables.tasks import Assignment, TaskBody, TaskRow, VisitRow
from api.usecases.days import today
from api.usecases.draws.states import DrawState
from api.usecases.people.roles import Operation
from api.usecases.refusals import refusal
from api.usecases.tasks.overdue import Overdue, deadlines
from api.usecases.tasks.states import AWAITED, RECORDABLE, AssignmentState, TaskState
from api.usecases.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Listed:
    """A task in a list; of the officer who asks, with his *place* in its team."""

    task: TaskRow
    visit: VisitRow
    bodies: tuple[str, ...]
    overdue: tuple[Overdue, ...]
    place: Assignment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked of the tasks in a list; None asks nothing."""

    draw_id: int | None = None
    plan_id: str | None = None
    body_id: str | None = None
    officer_id: str | None = None
    state: TaskState | None = None
    day: date | None = None
    overdue: Overdue | bool | None = None


def list_tasks(
    tx: Transaction, filters: Filters, *, after: str | None = None, limit: int = 50
) -> Sequence[Listed]:
    """Return tasks of one's bodies, by number; one more than *limit*.

    Raises:
        FaultsError: if it is not allowed.
    """
    reach = tx.actor.require_anywhere(Operation.TASK_READ)
    query = select(TaskRow, VisitRow).join(VisitRow, col(VisitRow.id) == col(TaskRow.visit_id))
    if not reach.everybody:
        query = query.where(_of_bodies(reach.bodies))
    for condition in _conditions(tx, filters):
        query = query.where(condition)
    if after is not None:
        query = query.where(col(TaskRow.number) > after)
    rows = tx.session.exec(query.order_by(col(TaskRow.number)).limit(limit + 1)).all()
    return _listed(tx, [(task, visit, None) for task, visit in rows])


def _conditions(tx: Transaction, filters: Filters) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if filters.draw_id is None:
        found.append(_of_live_draws())
    else:
        found.append(col(TaskRow.draw_id) == filters.draw_id)
    if filters.plan_id is not None:
        found.append(col(TaskRow.plan_id) == filters.plan_id)
    if filters.body_id is not None:
        found.append(_of_bodies(frozenset({filters.body_id})))
    if filters.officer_id is not None:
        found.append(_with_officer(filters.officer_id))
    if filters.state is not None:
        found.append(col(TaskRow.state) == filters.state.value)
    if filters.day is not None:
        found.append(col(VisitRow.day) == filters.day)
    if filters.overdue is not None:
        found.append(_overdue(tx, filters.overdue))
    return found


def _overdue(tx: Transaction, wanted: Overdue | bool) -> sa.ColumnElement[bool]:  # noqa: FBT001 - either
    limits = deadlines(tx)
    if isinstance(wanted, Overdue):
        return sa.and_(_of_live_draws(), limits.condition(wanted))
    late = sa.and_(_of_live_draws(), limits.any_condition)
    return late if wanted else sa.not_(limits.any_condition)


def _of_live_draws() -> sa.ColumnElement[bool]:
    """Return the condition that a task's draw counts: one that is void sends nobody."""
    live = select(DrawRow.id).where(DrawRow.state == DrawState.DRAWN.value)
    return col(TaskRow.draw_id).in_(live)


def _of_bodies(bodies: frozenset[str]) -> sa.ColumnElement[bool]:
    own = select(TaskBody.task_number).where(col(TaskBody.body_id).in_(bodies))
    return col(TaskRow.number).in_(own)


def _with_officer(officer_id: str) -> sa.ColumnElement[bool]:
    """Return the condition that an officer goes to a task, for one of its bodies."""
    query = (
        select(TaskBody.task_number)
        .join(TaskRow, col(TaskRow.number) == col(TaskBody.task_number))
        .join(
            Assignment,
            sa.and_(
                col(Assignment.visit_id) == col(TaskRow.visit_id),
                col(Assignment.body_id) == col(TaskBody.body_id),
            ),
        )
        .where(
            Assignment.officer_id == officer_id,
            Assignment.state != AssignmentState.LEFT.value,
        )
    )
    return col(TaskRow.number).in_(query)


def my_tasks(tx: Transaction, starts: date | None = None, days: int = 7) -> list[Listed]:
    """Return the tasks of the officer who asks, by day: of so many days, and those left over.

    Raises:
        FaultsError: if whoever asks is no officer.
    """
    officer_id = require_officer_account(tx)
    first = starts or today(tx)
    waiting = tuple({*AWAITED, *RECORDABLE} - {TaskState.SEALED})
    left_over = sa.and_(col(VisitRow.day) < first, col(TaskRow.state).in_(waiting))
    ahead = sa.and_(col(VisitRow.day) >= first, col(VisitRow.day) < first + timedelta(days=days))
    query = (
        select(TaskRow, VisitRow, Assignment)
        .join(VisitRow, col(VisitRow.id) == col(TaskRow.visit_id))
        .join(Assignment, col(Assignment.visit_id) == col(VisitRow.id))
        .join(
            TaskBody,
            sa.and_(
                col(TaskBody.task_number) == col(TaskRow.number),
                col(TaskBody.body_id) == col(Assignment.body_id),
            ),
        )
        .join(DrawRow, col(DrawRow.id) == col(TaskRow.draw_id))
        .where(
            Assignment.officer_id == officer_id,
            Assignment.state != AssignmentState.LEFT.value,
            TaskRow.state != TaskState.SEALED.value,
            DrawRow.state == DrawState.DRAWN.value,
            sa.or_(ahead, left_over) if starts is None else ahead,
        )
        .order_by(col(VisitRow.day), col(TaskRow.number))
    )
    return _listed(tx, tx.session.exec(query).all())


def require_officer_account(tx: Transaction) -> str:
    """Return the officer whose account asks.

    Raises:
        FaultsError: if it is nobody's of the registry.
    """
    tx.actor.require_anywhere(Operation.TASK_WORK)
    if tx.actor.officer_id is None:
        raise refusal("account-without-officer", tx.actor.login, found=tx.actor.login)
    return tx.actor.officer_id


def _listed(
    tx: Transaction, rows: Sequence[tuple[TaskRow, VisitRow, Assignment | None]]
) -> list[Listed]:
    """Return rows with the bodies of each, asked for all at once."""
    numbers = [task.number for task, _, _ in rows]
    query = select(TaskBody).where(col(TaskBody.task_number).in_(numbers))
    bodies: dict[str, list[str]] = {}
    for one in tx.session.exec(query.order_by(col(TaskBody.body_id))):
        bodies.setdefault(one.task_number, []).append(one.body_id)
    limits = deadlines(tx)
    return [
        Listed(
            task=task,
            visit=visit,
            bodies=tuple(bodies.get(task.number, ())),
            overdue=tuple(limits.of(task, visit)),
            place=place,
        )
        for task, visit, place in rows
    ]
