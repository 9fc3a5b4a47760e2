"""Figures of the service's state, for whoever watches it: asked of the database each time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from api.database.sessions import transaction
from api.tables.draws import Job
from api.tables.webhooks import WebhookDelivery
from api.usecases.operations.heartbeat import last_beats
from api.usecases.service import Service

OPEN_JOBS = ("queued", "running")
OPEN_DELIVERIES = ("pending", "dead")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, with what it counts in one value of one label."""

    name: str
    value: float
    label: str = ""


def measure(service: Service) -> Iterator[Figure]:
    """Yield all figures.

    Raises:
        SQLAlchemyError: if the database cannot be asked.
    """
    with suppress(FileNotFoundError):  # nothing was ever kept
        yield Figure("storage_free_bytes", shutil.disk_usage(service.settings.data).free)
    now = service.clock()
    with transaction(service.engine, writes=False) as session:
        yield from _jobs(session, now)
        yield from _deliveries(session)
        for worker, seen in last_beats(session).items():
            yield Figure("worker_unseen_seconds", (now - seen).total_seconds(), worker)


def _jobs(session: Session, now: datetime) -> Iterator[Figure]:
    query = (
        select(Job.state, func.count(), func.min(Job.asked_at))
        .where(col(Job.state).in_(OPEN_JOBS))
        .group_by(Job.state)
    )
    found = {state: (count, oldest) for state, count, oldest in session.exec(query)}
    for state in OPEN_JOBS:
        count, oldest = found.get(state, (0, now))
        yield Figure("jobs", count, state)
        yield Figure("jobs_oldest_seconds", (now - oldest).total_seconds(), state)


def _deliveries(session: Session) -> Iterator[Figure]:
    query = (
        select(WebhookDelivery.state, func.count())
        .where(col(WebhookDelivery.state).in_(OPEN_DELIVERIES))
        .group_by(WebhookDelivery.state)
    )
    found = dict(session.exec(query).all())
    for state in OPEN_DELIVERIES:
        yield Figure("webhook_deliveries", found.get(state, 0), state)
