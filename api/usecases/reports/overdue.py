"""The report of what is overdue, by leading body and kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import col, select

from api.tables.draws import DrawRow
from api.tables.tasks import TaskRow, VisitRow
from api.usecases.draws.states import DrawState
from api.usecases.reports.scope import bodies_in_report
from api.usecases.tasks.overdue import Overdue, deadlines
from api.usecases.transaction import Transaction


@dataclass(frozen=True, slots=True)
class OverdueOf:
    """How many tasks of a body are overdue, by what should have happened."""

    body_id: str
    name: str
    counts: Counter[Overdue]


def overdue_report(tx: Transaction) -> tuple[date, list[OverdueOf]]:
    """Return the day of the report, and each body with what is overdue of it.

    Raises:
        FaultsError: if it is not allowed.
    """
    names, limits = bodies_in_report(tx), deadlines(tx)
    counts: dict[str, Counter[Overdue]] = {body_id: Counter() for body_id in names}
    for kind in Overdue:
        query = (
            select(TaskRow.lead_body, sa.func.count())
            .join(VisitRow, col(VisitRow.id) == col(TaskRow.visit_id))
            .join(DrawRow, col(DrawRow.id) == col(TaskRow.draw_id))
            .where(DrawRow.state == DrawState.DRAWN.value, limits.condition(kind))
            .group_by(TaskRow.lead_body)
        )
        for body_id, count in tx.session.exec(query):
            if body_id in counts:
                counts[body_id][kind] = count
    return limits.today, [OverdueOf(one, names[one], counts[one]) for one in names]
