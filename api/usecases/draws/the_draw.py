"""A draw as it stands: where it is found, and who may see it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from api.tables.draws import DrawBody, DrawRow
from api.usecases.draws.states import DrawState, draw_bodies, draw_plans
from api.usecases.people.roles import Operation
from api.usecases.refusals import not_found, refusal
from api.usecases.transaction import Transaction


def the_draw(tx: Transaction, draw_id: int, *, update: bool = False) -> DrawRow:
    """Return a draw that the actor may see.

    Raises:
        FaultsError: if there is none.
    """
    found = tx.session.get(DrawRow, draw_id, with_for_update=update or None)
    reach = tx.actor.reach(Operation.DRAW_READ)
    if found is None or not reach.touches(draw_bodies(tx, found)):
        raise not_found("draw", draw_id)
    return found


def require_whole(tx: Transaction, draw: DrawRow, operation: Operation) -> None:
    """Refuse who may not do this to every plan of a draw.

    One that came to nothing has let its plans go; it is a matter of all its bodies.

    Raises:
        FaultsError: if one of them is not his.
    """
    reach = tx.actor.reach(operation)
    bodies = [plan.initiating_body for plan in draw_plans(tx, draw)] or draw_bodies(tx, draw)
    if not reach or not all(body_id in reach for body_id in bodies):
        raise refusal("not-allowed", operation.value, operation=operation.value)


def list_draws(
    tx: Transaction,
    *,
    state: DrawState | None = None,
    before: int | None = None,
    limit: int = 50,
) -> Sequence[DrawRow]:
    """Return draws, newest first; one more than *limit*.

    Raises:
        FaultsError: if it is not allowed.
    """
    reach = tx.actor.require_anywhere(Operation.DRAW_READ)
    query = select(DrawRow)
    if not reach.everybody:
        mine = select(DrawBody.draw_id).where(col(DrawBody.body_id).in_(reach.bodies))
        query = query.where(col(DrawRow.id).in_(mine))
    if state is not None:
        query = query.where(DrawRow.state == state.value)
    if before is not None:
        query = query.where(col(DrawRow.id) < before)
    return tx.session.exec(query.order_by(col(DrawRow.id).desc()).limit(limit + 1)).all()
