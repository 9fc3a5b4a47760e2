"""Overdue: what should have happened to a task by now and has not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import col

from api.tables.tasks import TaskRow, VisitRow
from api.usecases.days import today, working_day_before
from api.usecases.tasks.states import AWAITED, TaskState
from api.usecases.transaction import Transaction


class Overdue(StrEnum):
    """Not inspected by the end of the window, not recorded soon after, not published by its day."""

    INSPECTION = "inspection"
    RECORDING = "recording"
    PUBLICATION = "publication"


TO_INSPECT = tuple(state.value for state in AWAITED)
TO_RECORD = (TaskState.CHECKED_IN.value, TaskState.RETURNED.value)
TO_PUBLISH = (TaskState.CONFIRMED.value, TaskState.RETURNED.value)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """What today means for tasks: visits on or before *recorded_by* are to be recorded by now."""

    today: date
    recorded_by: date

    def of(self, task: TaskRow, visit: VisitRow) -> list[Overdue]:
        """Return what is overdue of a task."""
        found = []
        if task.state in TO_INSPECT and visit.ends <= self.today:
            found.append(Overdue.INSPECTION)
        if task.state in TO_RECORD and visit.day < self.recorded_by:
            found.append(Overdue.RECORDING)
        if task.state in TO_PUBLISH and task.due is not None and task.due < self.today:
            found.append(Overdue.PUBLICATION)
        return found

    def condition(self, kind: Overdue) -> sa.ColumnElement[bool]:
        """Return the same as a condition on tasks joined with their visits."""
        state = col(TaskRow.state)
        match kind:
            case Overdue.INSPECTION:
                return sa.and_(state.in_(TO_INSPECT), col(VisitRow.ends) <= self.today)
            case Overdue.RECORDING:
                return sa.and_(state.in_(TO_RECORD), col(VisitRow.day) < self.recorded_by)
            case _:
                return sa.and_(state.in_(TO_PUBLISH), col(TaskRow.due) < self.today)

    @property
    def any_condition(self) -> sa.ColumnElement[bool]:
        """The condition that something is overdue."""
        return sa.or_(*(self.condition(kind) for kind in Overdue))


def deadlines(tx: Transaction) -> Deadlines:
    """Return what today means for tasks."""
    day = today(tx)
    return Deadlines(day, working_day_before(tx, day, tx.service.settings.recording_days))
