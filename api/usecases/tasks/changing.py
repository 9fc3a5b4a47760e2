"""Changes of tasks: each is a new version, and told to the bodies whom it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from api.tables.events import Event
from api.tables.tasks import TaskBody, TaskRow, VisitRow
from api.tables.webhooks import WebhookEndpoint
from api.usecases.tasks.states import TaskState
from api.usecases.tasks.the_task import task_bodies, visit_bodies, visit_tasks
from api.usecases.transaction import Transaction, enclosed
from api.usecases.webhooks.plan_deliveries import plan_deliveries

AT_ONCE = 500


def enter(
    tx: Transaction,
    task: TaskRow,
    state: TaskState,
    *,
    reason: str = "",
    **facts: Any,  # noqa: ANN401 - plain data
) -> None:
    """Let a task come to *state*, and tell its bodies."""
    before, task.state = task.state, state.value
    touch(tx, task)
    tx.tell(
        f"task.{state}",
        ("task", task.number),
        bodies=task_bodies(tx, task.number),
        reason=reason,
        before=before,
        **facts,
    )


def enter_all(tx: Transaction, tasks: Sequence[TaskRow], state: TaskState) -> None:
    """Let many tasks come to *state*, and tell their bodies of each: some thousands in a second."""
    bodies: dict[str, list[str]] = {}
    for start in range(0, len(tasks), AT_ONCE):
        numbers = [task.number for task in tasks[start : start + AT_ONCE]]
        query = select(TaskBody).where(col(TaskBody.task_number).in_(numbers))
        for row in tx.session.exec(query):
            bodies.setdefault(row.task_number, []).append(row.body_id)
    events = []
    for task in tasks:
        before, task.state = task.state, state.value
        task.version += 1
        tx.session.add(task)
        events.append(
            Event(
                at=tx.now,
                actor=tx.actor.login,
                action=f"task.{state}",
                subject="task",
                subject_id=task.number,
                bodies=enclosed(bodies.get(task.number, ())),
                facts={"before": before},
            )
        )
    tx.session.add_all(events)
    tx.session.flush()
    if tx.session.exec(select(WebhookEndpoint.id).where(col(WebhookEndpoint.active))).first():
        for event in events:
            plan_deliveries(tx.session, event)


def touch(tx: Transaction, task: TaskRow) -> None:
    """Give a task a new version: something of it changed."""
    task.version += 1
    tx.session.add(task)
    tx.session.flush()


def touch_visit(
    tx: Transaction,
    visit: VisitRow,
    action: str,
    *,
    reason: str = "",
    **facts: Any,  # noqa: ANN401 - plain data
) -> None:
    """Give a visit and its tasks new versions, and tell what happened to it."""
    visit.version += 1
    tx.session.add(visit)
    for task in visit_tasks(tx, visit):
        touch(tx, task)
    tx.tell(
        f"visit.{action}",
        ("visit", visit.id),
        bodies=visit_bodies(tx, visit),
        reason=reason,
        **facts,
    )
