"""An application for recusal as it stands: where it is found, and who may see it."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import col, select

from api.tables.tasks import RecusalRow
from api.usecases.people.roles import Operation
from api.usecases.recusals.states import RecusalState
from api.usecases.refusals import not_found
from api.usecases.transaction import Transaction


def the_recusal(tx: Transaction, recusal_id: int, *, update: bool = False) -> RecusalRow:
    """Return an application that the actor may see.

    Raises:
        FaultsError: if there is none.
    """
    found = tx.session.get(
        RecusalRow, recusal_id, with_for_update=update or None, populate_existing=update
    )
    if found is None or not (
        found.body_id in tx.actor.reach(Operation.TASK_READ) or _own(tx, found)
    ):
        raise not_found("recusal", recusal_id)
    return found


def recusals(
    tx: Transaction,
    *,
    state: RecusalState | None = None,
    before: int | None = None,
    limit: int = 50,
) -> Sequence[RecusalRow]:
    """Return applications of one's bodies, or one's own, newest first; one more than *limit*."""
    reach = tx.actor.reach(Operation.TASK_READ)
    query = select(RecusalRow)
    if not reach.everybody:
        mine = col(RecusalRow.officer_id) == (_officer(tx) or "")
        query = query.where(sa.or_(col(RecusalRow.body_id).in_(reach.bodies), mine))
    if state is not None:
        query = query.where(RecusalRow.state == state.value)
    if before is not None:
        query = query.where(col(RecusalRow.id) < before)
    return tx.session.exec(query.order_by(col(RecusalRow.id).desc()).limit(limit + 1)).all()


def tells_reason(tx: Transaction, found: RecusalRow) -> bool:
    """Tell whether the actor may know why: it is a matter of somebody's family or money."""
    deciding = (Operation.RECUSAL_DECIDE, Operation.TASK_MANAGE)
    return _own(tx, found) or any(found.body_id in tx.actor.reach(one) for one in deciding)


def _own(tx: Transaction, found: RecusalRow) -> bool:
    return found.officer_id == _officer(tx)


def _officer(tx: Transaction) -> str | None:
    """Return the officer who asks, if he asks as one: a token may be for something else."""
    return tx.actor.officer_id if tx.actor.reach(Operation.TASK_WORK) else None
