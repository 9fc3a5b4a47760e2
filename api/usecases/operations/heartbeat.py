"""Signs of life: a worker gives them, and whoever watches the service looks for them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from api.tables.operations import Heartbeat
from api.usecases.people.actor import SERVICE
from api.usecases.service import Service
from api.usecases.transaction import begin

EVERY = timedelta(seconds=10)
"""A worker may call as often as it likes; more often than this nothing is written."""


def beat(service: Service, worker: str) -> None:
    """Put on record that *worker* is alive."""
    with begin(service, SERVICE, writes=False) as tx:
        known = tx.session.get(Heartbeat, worker)
        if known is not None and timedelta() <= tx.now - known.seen_at < EVERY:
            return
    with begin(service, SERVICE) as tx:
        known = tx.session.get(Heartbeat, worker) or Heartbeat(worker=worker, seen_at=tx.now)
        known.seen_at = tx.now
        tx.session.add(known)


def last_beats(session: Session) -> dict[str, datetime]:
    """Return when each worker was last seen."""
    found = session.exec(select(Heartbeat).order_by(col(Heartbeat.worker)))
    return {beat.worker: beat.seen_at for beat in found}
