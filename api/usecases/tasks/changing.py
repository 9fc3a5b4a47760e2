"""Changes of tasks: each is a new version, and told to the bodies whom it concerns."""

from __future__ import annotations

from typing import Any

from api.tables.tasks import TaskRow, VisitRow
from api.usecases.tasks.states import TaskState
from api.usecases.tasks.the_task import task_bodies, visit_bodies, visit_tasks
from api.usecases.transaction import Transaction


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
