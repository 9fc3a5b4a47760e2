"""Tasks and their results as exports. Officers of bodies that are not the reader's are masked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlmodel import col, select

from api.files.exports.pages import DATA, DAY, MOMENT, NUMBER, TEXT, TEXTS, TRUTH, Page
from api.tables.tasks import Assignment, ItemResult, ResultRow, TaskBody, TaskRow, VisitRow
from api.usecases.exports.asking import Asked, Export, Query, collected
from api.usecases.people.roles import Operation
from api.usecases.tasks.states import AssignmentState, ResultState

TASK = {
    "number": TEXT,
    "draw_id": NUMBER,
    "visit_no": TEXT,
    "plan_id": TEXT,
    "target_id": TEXT,
    "target_name": TEXT,
    "address": TEXT,
    "lead_body": TEXT,
    "bodies": TEXTS,
    "item_ids": TEXTS,
    "day": DAY,
    "planned_day": DAY,
    "state": TEXT,
    "version": NUMBER,
    "dispatched_at": MOMENT,
    "checked_in_at": MOMENT,
    "recorded_at": MOMENT,
    "confirmed_at": MOMENT,
    "due": DAY,
    "notice_id": NUMBER,
    "team": DATA,
}
OF_VISIT = ("visit_no", "day", "planned_day", "checked_in_at")

RESULT = {
    "id": NUMBER,
    "task_number": TEXT,
    "version": NUMBER,
    "state": TEXT,
    "category": TEXT,
    "follow_up": TEXT,
    "method": TEXT,
    "remark": TEXT,
    "present": TEXT,
    "withdrawal_asked": TRUTH,
    "started_at": MOMENT,
    "ended_at": MOMENT,
    "recorded_by": TEXT,
    "recorded_at": MOMENT,
    "confirmed_by": TEXT,
    "confirmed_at": MOMENT,
    "returned_for": TEXT,
    "items": DATA,
}
PERSONAL = ("remark", "present", "recorded_by", "confirmed_by", "returned_for")
"""Names of people, and texts that may have some in them."""


def _tasks(asked: Asked) -> Query:
    names = (name for name in TASK if name not in {*OF_VISIT, "bodies", "team"})
    query = sa.select(
        *(col(getattr(TaskRow, name)) for name in names),
        col(TaskRow.visit_id),
        *(col(getattr(VisitRow, name)) for name in OF_VISIT),
    ).join(VisitRow, col(VisitRow.id) == col(TaskRow.visit_id))
    if not asked.reach.everybody:
        query = query.where(col(TaskRow.number).in_(_own(asked)))
    if asked.since is not None:
        query = query.where(_changed(asked))
    return query


def _own(asked: Asked) -> sa.Select[str]:
    return sa.select(col(TaskBody.task_number)).where(col(TaskBody.body_id).in_(asked.reach.bodies))


def _changed(asked: Asked) -> sa.ColumnElement[bool]:
    """Return the condition that something happened to a task, its visit or its draw."""
    return sa.or_(
        col(TaskRow.number).in_(asked.touched("task")),
        sa.cast(col(TaskRow.visit_id), sa.String).in_(asked.touched("visit")),
        sa.cast(col(TaskRow.draw_id), sa.String).in_(asked.touched("draw")),
    )


def _finish_tasks(asked: Asked, rows: Sequence[sa.RowMapping]) -> Page:
    bodies = collected(
        asked, TaskBody.task_number, TaskBody.body_id, [row["number"] for row in rows]
    )
    teams = _teams(asked, sorted({row["visit_id"] for row in rows}))
    page = []
    for row in rows:
        own = bodies[row["number"]]
        team = [one for one in teams.get(row["visit_id"], ()) if one["body_id"] in own]
        made = dict(row) | {"bodies": own, "team": team}
        page.append({name: made[name] for name in TASK})
    return page


def _teams(asked: Asked, visits: Sequence[int]) -> Mapping[int, list[dict[str, str | None]]]:
    """Return who goes to each of *visits*; who is of another body is told by his role alone."""
    query = (
        select(Assignment)
        .where(col(Assignment.visit_id).in_(visits), Assignment.state != AssignmentState.LEFT.value)
        .order_by(col(Assignment.body_id), col(Assignment.role), col(Assignment.id))
    )
    found: dict[int, list[dict[str, str | None]]] = {}
    for one in asked.tx.session.exec(query):
        officer_id = one.officer_id if one.body_id in asked.reach else None
        member = {"body_id": one.body_id, "role": one.role, "officer_id": officer_id}
        found.setdefault(one.visit_id, []).append(member)
    return found


def _results(asked: Asked) -> Query:
    names = (name for name in RESULT if name != "items")
    query = sa.select(*(col(getattr(ResultRow, name)) for name in names)).where(
        col(ResultRow.state) != ResultState.DRAFT.value
    )
    if not asked.reach.everybody:
        query = query.where(col(ResultRow.task_number).in_(_own(asked)))
    if asked.since is not None:
        query = query.where(col(ResultRow.task_number).in_(asked.touched("task")))
    return query


def _finish_results(asked: Asked, rows: Sequence[sa.RowMapping]) -> Page:
    bodies = collected(
        asked, TaskBody.task_number, TaskBody.body_id, [row["task_number"] for row in rows]
    )
    items = _items(asked, [row["id"] for row in rows])
    page = []
    for row in rows:
        whole = asked.whole(bodies[row["task_number"]])
        told = items.get(row["id"], [])
        made = dict(row) | {"items": told}
        if not whole:
            made |= dict.fromkeys(PERSONAL)
            made["items"] = [one | {"remark": None} for one in told]
        page.append({name: made[name] for name in RESULT})
    return page


def _items(asked: Asked, results: Sequence[int]) -> Mapping[int, list[dict[str, str]]]:
    query = select(ItemResult).where(col(ItemResult.result_id).in_(results))
    found: dict[int, list[dict[str, str]]] = {}
    for one in asked.tx.session.exec(query.order_by(col(ItemResult.item_id))):
        told = {"item_id": one.item_id, "category": one.category, "remark": one.remark}
        found.setdefault(one.result_id, []).append(told)
    return found


TASKS = Export(
    name="tasks",
    columns=TASK,
    operation=Operation.TASK_READ,
    key=col(TaskRow.number),
    query=_tasks,
    finish=_finish_tasks,
)
RESULTS = Export(
    name="results",
    columns=RESULT,
    operation=Operation.TASK_READ,
    key=col(ResultRow.id),
    query=_results,
    finish=_finish_results,
)
