"""What has happened to a draw, in order."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from api.tables.draws import DrawRow
from api.tables.events import Event
from api.usecases.draws.states import FINAL, Publication
from api.usecases.draws.the_draw import the_draw
from api.usecases.transaction import Transaction

DRAW = "draw"


def draw_events(
    tx: Transaction, draw_id: int, *, after: int = 0, limit: int = 200
) -> Sequence[Event]:
    """Return what happened to a draw after event number *after*; one more than *limit*.

    Raises:
        FaultsError: if there is no such draw.
    """
    the_draw(tx, draw_id)
    return events_since(tx.session, draw_id, after, limit + 1)


def events_since(session: Session, draw_id: int, after: int, limit: int) -> Sequence[Event]:
    """Return events of a draw, without asking who wants to know."""
    query = select(Event).where(
        Event.subject == DRAW, Event.subject_id == str(draw_id), col(Event.id) > after
    )
    return session.exec(query.order_by(col(Event.id)).limit(limit)).all()


def is_at_rest(session: Session, draw_id: int) -> bool:
    """Tell whether nothing happens to a draw by itself any more."""
    draw = session.get(DrawRow, draw_id)
    return draw is None or (draw.state in FINAL and draw.publication != Publication.PUBLISHING)
