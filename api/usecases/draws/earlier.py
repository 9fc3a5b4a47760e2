"""What the service's own tasks mean for the next draw: inspections done, and tasks still open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl
import sqlalchemy as sa

from api.tables.draws import DrawRow
from api.tables.plans import PlanRow
from api.tables.tasks import Assignment, TaskBody, TaskRow, VisitRow
from api.usecases.draws.states import DrawState
from api.usecases.tasks.states import DONE, OPEN, AssignmentState
from api.usecases.transaction import Transaction
from scheduler.domain.inspections import INSPECTIONS, InspectionLog

SCHEMA = {name: kind for name, (kind, _) in INSPECTIONS.items()}


@dataclass(frozen=True, slots=True)
class Earlier:
    """Inspections made through this service, and those drawn but not made."""

    made: pl.DataFrame
    open: InspectionLog

    def done(self, imported: InspectionLog) -> InspectionLog:
        """Return what was made through this service together with what was imported."""
        if not self.made.height:
            return imported
        key = ["visit_id", "target_id", "body_id"]
        ours = self.made.join(imported.frame.select(key), on=key, how="anti")
        return InspectionLog.from_frame(pl.concat([imported.frame, ours], how="diagonal"))


def earlier_tasks(tx: Transaction) -> Earlier:
    """Return what the tasks in the database come to."""
    return Earlier(_frame(tx, DONE), InspectionLog.from_frame(_frame(tx, OPEN)))


def _frame(tx: Transaction, states: tuple[str, ...]) -> pl.DataFrame:
    """Return one row per visit, target and body; a task of several plans counts once."""
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}
    officers = _officers(tx, states)
    query = (
        sa.select(TaskRow, VisitRow, PlanRow.kind, TaskBody.body_id)  # type: ignore[call-overload]
        .join(VisitRow, VisitRow.id == TaskRow.visit_id)
        .join(PlanRow, PlanRow.plan_id == TaskRow.plan_id)
        .join(TaskBody, TaskBody.task_number == TaskRow.number)
        .join(DrawRow, DrawRow.id == TaskRow.draw_id)
        .where(TaskRow.state.in_(states), DrawRow.state == DrawState.DRAWN.value)  # type: ignore[attr-defined]
        .order_by(TaskRow.number)
    )
    for task, visit, kind, body_id in tx.session.execute(query):
        key = (f"D{task.draw_id}-{visit.visit_no}", task.target_id, body_id)
        row = rows.setdefault(
            key,
            {
                "visit_id": key[0],
                "target_id": task.target_id,
                "body_id": body_id,
                "day": visit.day,
                "plan_id": task.plan_id,
                "plan_kind": kind,
                "cap_exempt": False,
                "item_ids": [],
                "officer_ids": officers.get((visit.id, body_id), []),
            },
        )
        row["item_ids"] = sorted({*row["item_ids"], *task.item_ids})
    return pl.DataFrame(list(rows.values()), schema=SCHEMA)


def _officers(tx: Transaction, states: tuple[str, ...]) -> dict[tuple[int, str], list[str]]:
    visits = sa.select(TaskRow.visit_id).where(TaskRow.state.in_(states))  # type: ignore[attr-defined, call-overload]
    query = sa.select(Assignment.visit_id, Assignment.body_id, Assignment.officer_id).where(  # type: ignore[call-overload]
        Assignment.visit_id.in_(visits),  # type: ignore[attr-defined]
        Assignment.state != AssignmentState.LEFT.value,
    )
    found: dict[tuple[int, str], list[str]] = {}
    for visit_id, body_id, officer_id in tx.session.execute(query):
        found.setdefault((visit_id, body_id), []).append(officer_id)
    return found
