"""Answer requests until told to stop: the server around the application, in one process or more."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn
from sqlalchemy.exc import OperationalError

from api.database.engine import connect
from api.database.migrating import current, newest
from api.jobs.inline import InlineQueue
from api.logs import configure_logs
from api.routes.operations import SEVERAL_PROCESSES
from api.settings import Settings
from api.usecases.make_service import make_service
from api.usecases.refusals import refusal
from api.usecases.service import Service

APPLICATION = "api.app:application"
GRACE_SECONDS = 40
"""Longer than a stream lasts; what is not answered by then is broken off."""

MOST_CONNECTIONS = 2_000


def serve(settings: Settings, host: str, port: int, processes: int) -> None:
    """Serve until SIGTERM or SIGINT: then requests that have begun are answered to their end."""
    configure_logs(settings.logs)
    # The server raises the signal again when it has ended well; then there is nothing left to do.
    signal.signal(signal.SIGTERM, _end)
    with tempfile.TemporaryDirectory(prefix="doubledraw-metrics-") as figures:
        if processes > 1:
            # Read when the metrics are made, in processes that are started later.
            os.environ[SEVERAL_PROCESSES] = figures
        uvicorn.run(
            APPLICATION,
            factory=True,
            host=host,
            port=port,
            workers=processes,
            log_config=None,
            access_log=False,
            server_header=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_graceful_shutdown=GRACE_SECONDS,
            forwarded_allow_ips=settings.trusted_proxies,
        )


def _end(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


@contextmanager
def opened(settings: Settings) -> Iterator[Service]:
    """Give the service for one piece of work on this machine, which asks for no jobs."""
    service = make_service(settings, InlineQueue())
    try:
        yield service
    finally:
        service.engine.dispose()


def require_migrated(settings: Settings) -> None:
    """Refuse a database of another version than this program's.

    Raises:
        FaultsError: if it is older, newer, was never migrated, or cannot be reached.
    """
    engine = connect(settings.database)
    try:
        with engine.connect() as connection:
            found = current(connection)
    except OperationalError:
        raise refusal("database-unreachable", "database") from None
    finally:
        engine.dispose()
    if found != newest():
        facts = {"found": found or "", "expected": newest() or ""}
        raise refusal("database-not-migrated", "database", **facts)
