"""A task in full: its visit, its team, its items with their legal basis, what has happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import col, select

from api.records.registries.kinds import KINDS
from api.records.registries.named import named_rows
from api.tables.draws import DrawRow
from api.tables.events import Event
from api.tables.plans import PlanRow
from api.tables.registries import Snapshot
from api.tables.tasks import Assignment, TaskRow
from api.usecases.tasks.overdue import Overdue, deadlines
from api.usecases.tasks.the_task import Sight, places_of, the_task, visit_tasks
from api.usecases.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who goes. The certificate is for papers alone."""

    place: Assignment
    name: str
    certificate: str


@dataclass(frozen=True, slots=True)
class TaskItem:
    """What is inspected, as the list of items said when the draw was made."""

    item_id: str
    name: str
    legal_basis: str
    body_id: str


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """A task in full."""

    sight: Sight
    plan: PlanRow
    team: tuple[Member, ...]
    items: tuple[TaskItem, ...]
    beside: tuple[str, ...]
    overdue: tuple[Overdue, ...]
    events: tuple[Event, ...]


def task_detail(tx: Transaction, number: str) -> TaskDetail:
    """Return a task that the actor may see, with all that belongs to it.

    Raises:
        FaultsError: if there is none.
    """
    sight = the_task(tx, number)
    others = (task.number for task in visit_tasks(tx, sight.visit) if task.number != number)
    return TaskDetail(
        sight=sight,
        plan=tx.session.get_one(PlanRow, sight.task.plan_id),
        team=team_of(tx, sight),
        items=items_of(tx, sight.draw, sight.task),
        beside=tuple(others),
        overdue=tuple(deadlines(tx).of(sight.task, sight.visit)),
        events=tuple(history_of(tx, sight)),
    )


def team_of(tx: Transaction, sight: Sight) -> tuple[Member, ...]:
    """Return everybody who goes for one of the task's bodies."""
    places = places_of(tx, sight.visit, sight.bodies)
    rows = named_rows(tx.session, KINDS["officers"], (place.officer_id for place in places))
    return tuple(
        Member(place, str(row["name"]) if row else "", str(row["cert_no"] or "") if row else "")
        for place in places
        for row in (rows.get(place.officer_id),)
    )


def items_of(tx: Transaction, draw: DrawRow, task: TaskRow) -> tuple[TaskItem, ...]:
    """Return the items of a task as they were when the draw was made."""
    rows = named_rows(tx.session, KINDS["items"], task.item_ids, frozen_change(tx, draw, "items"))
    return tuple(_item(name, rows) for name in task.item_ids)


def _item(name: str, rows: Mapping[str, sa.RowMapping]) -> TaskItem:
    row = rows.get(name)
    if row is None:
        return TaskItem(name, name, "", "")
    return TaskItem(name, row["name"], row["legal_basis"] or "", row["body_id"])


def frozen_change(tx: Transaction, draw: DrawRow, kind: str) -> int | None:
    """Return the change that a registry had come to when it was frozen for a draw."""
    query = select(Snapshot.change_id).where(
        Snapshot.kind == kind, Snapshot.digest == draw.snapshots.get(kind, "")
    )
    return tx.session.exec(query.order_by(col(Snapshot.id).desc())).first()


def history_of(tx: Transaction, sight: Sight) -> Sequence[Event]:
    """Return what has happened to a task and to its visit, oldest first."""
    of_task = sa.and_(col(Event.subject) == "task", col(Event.subject_id) == sight.task.number)
    of_visit = sa.and_(col(Event.subject) == "visit", col(Event.subject_id) == str(sight.visit.id))
    query = select(Event).where(sa.or_(of_task, of_visit)).order_by(col(Event.id))
    return tx.session.exec(query).all()
