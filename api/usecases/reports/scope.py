"""Whom a report is about: the bodies that one may read reports of, each by its name."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import col, select

from api.tables.registries import BodyRow
from api.usecases.people.roles import Operation
from api.usecases.transaction import Transaction


def bodies_in_report(tx: Transaction) -> Mapping[str, str]:
    """Return id -> name of the bodies that reports may tell the actor about, by id.

    Raises:
        FaultsError: if there is none.
    """
    reach = tx.actor.require_anywhere(Operation.REPORT_READ)
    query = select(BodyRow).where(col(BodyRow.held_until).is_(None))
    rows = tx.session.exec(query.order_by(col(BodyRow.body_id)))
    return {row.body_id: row.name for row in rows if row.body_id in reach}
