"""The report of certificates that are over, or will be soon, with the visits that they endanger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from api.tables.draws import DrawRow
from api.tables.registries import OfficerRow
from api.tables.tasks import Assignment, TaskRow, VisitRow
from api.usecases.days import today
from api.usecases.draws.states import DrawState
from api.usecases.reports.scope import bodies_in_report
from api.usecases.tasks.states import AWAITED, AssignmentState
from api.usecases.transaction import Transaction
from scheduler.domain.registry import DutyStatus, Role


@dataclass(frozen=True, slots=True)
class Expiring:
    """An officer whose certificate is over on *valid_to*, and how many visits he has after it."""

    officer_id: str
    name: str
    body_id: str
    valid_to: date | None
    days_left: int | None
    visits_after: int


def expiring_certificates(tx: Transaction, days: int) -> list[Expiring]:
    """Return officers on duty whose certificate is over within *days*, the first to end first.

    Raises:
        FaultsError: if it is not allowed.
    """
    bodies, day = bodies_in_report(tx), today(tx)
    over = sa.or_(
        col(OfficerRow.cert_valid_to).is_(None),
        col(OfficerRow.cert_valid_to) <= day + timedelta(days=days),
    )
    query = select(OfficerRow).where(
        col(OfficerRow.held_until).is_(None),
        OfficerRow.role == Role.OFFICER.value,
        OfficerRow.status == DutyStatus.ON_DUTY.value,
        over,
    )
    rows = [row for row in tx.session.exec(query) if row.body_id in bodies]
    visits = _visit_days(tx, [row.officer_id for row in rows])
    found = [
        Expiring(
            officer_id=row.officer_id,
            name=row.name,
            body_id=row.body_id,
            valid_to=row.cert_valid_to,
            days_left=(row.cert_valid_to - day).days if row.cert_valid_to else None,
            visits_after=sum(
                row.cert_valid_to is None or one > row.cert_valid_to
                for one in visits.get(row.officer_id, ())
            ),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.valid_to or date.min, one.officer_id))


def _visit_days(tx: Transaction, officers: list[str]) -> dict[str, list[date]]:
    """Return the days of the visits that each officer is still to make."""
    ahead = (
        select(TaskRow.visit_id)
        .join(DrawRow, col(DrawRow.id) == col(TaskRow.draw_id))
        .where(
            DrawRow.state == DrawState.DRAWN.value,
            col(TaskRow.state).in_([state.value for state in AWAITED]),
        )
    )
    query = (
        select(Assignment.officer_id, col(VisitRow.day))
        .join(VisitRow, col(VisitRow.id) == col(Assignment.visit_id))
        .where(
            col(Assignment.officer_id).in_(officers),
            Assignment.state != AssignmentState.LEFT.value,
            col(VisitRow.id).in_(ahead),
        )
    )
    found: dict[str, list[date]] = {}
    for officer_id, day in tx.session.exec(query):
        found.setdefault(officer_id, []).append(day)
    return found
