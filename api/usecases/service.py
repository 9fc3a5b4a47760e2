"""The service as its use cases see it: settings, database, clock, secrets, queue and store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from api.files.store import Store
from api.jobs.queue import Queue
from api.settings import Settings


@dataclass(frozen=True, slots=True)
class Service:
    """What lasts longer than a request. *secret* gives 64 fresh hexadecimal digits."""

    settings: Settings
    engine: sa.Engine
    clock: Callable[[], datetime]
    secret: Callable[[], str]
    queue: Queue
    store: Store
