"""The service that settings describe."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from api.database.engine import connect
from api.files.store import Store
from api.jobs.queue import Queue
from api.settings import Settings
from api.usecases.service import Service


def make_service(settings: Settings, queue: Queue) -> Service:
    """Return the service, with the clock and the randomness of this machine."""
    return Service(
        settings=settings,
        engine=connect(settings.database),
        clock=lambda: datetime.now(UTC),
        secret=lambda: secrets.token_hex(32),
        queue=queue,
        store=Store(settings.store),
    )
