"""Staffing: how many officers each body must send to a visit, and how many are missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sqlmodel import col, select

from api.tables.plans import PlanRow
from api.tables.tasks import Assignment, TaskBody, TaskRow
from api.usecases.tasks.states import AssignmentState, TaskState, TeamRole
from api.usecases.transaction import Transaction

Place = tuple[int, str]
"""A visit and a body that sends a team there."""

OVER = (TaskState.CARRIED.value, TaskState.DROPPED.value)
AT_ONCE = 400


def open_places(tx: Transaction, visits: Iterable[int]) -> Mapping[Place, int]:
    """Return how many officers are missing of each team that is not whole."""
    ids = sorted(set(visits))
    missing: dict[Place, int] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        sent = _sent(tx, some)
        for place, size in _needed(tx, some).items():
            if sent[place] < size:
                missing[place] = size - sent[place]
    return missing


def _needed(tx: Transaction, visits: list[int]) -> Mapping[Place, int]:
    """Return the largest team that any plan asks of each body."""
    needed: dict[Place, int] = defaultdict(int)
    query = (
        select(TaskRow.visit_id, TaskRow.plan_id, TaskBody.body_id)
        .join(TaskBody, col(TaskBody.task_number) == col(TaskRow.number))
        .where(col(TaskRow.visit_id).in_(visits), col(TaskRow.state).not_in(OVER))
    )
    rows = tx.session.exec(query).all()
    plans = select(PlanRow).where(col(PlanRow.plan_id).in_({plan_id for _, plan_id, _ in rows}))
    sizes = {plan.plan_id: team_sizes(plan) for plan in tx.session.exec(plans)}
    for visit_id, plan_id, body_id in rows:
        place = (visit_id, body_id)
        needed[place] = max(needed[place], sizes[plan_id].get(body_id, 0))
    return needed


def team_sizes(plan: PlanRow) -> dict[str, int]:
    """Return how many officers each body of a plan sends."""
    return {
        str(part["body_id"]): max(int(part.get("team_size", 2)), len(part.get("slots", ())))
        for part in plan.document["participations"]
    }


def _sent(tx: Transaction, visits: list[int]) -> Counter[Place]:
    query = select(Assignment.visit_id, Assignment.body_id).where(
        col(Assignment.visit_id).in_(visits),
        Assignment.state != AssignmentState.LEFT.value,
        Assignment.role != TeamRole.EXPERT.value,
    )
    return Counter((visit_id, body_id) for visit_id, body_id in tx.session.exec(query))
