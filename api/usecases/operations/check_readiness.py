"""Can the service answer: is all there that it needs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from api.database.migrating import current, newest
from api.database.sessions import transaction
from api.usecases.operations.heartbeat import last_beats
from api.usecases.service import Service

log = structlog.get_logger()

NEEDED = ("database", "migrations", "storage")
"""Without these nothing can be answered; without a worker, all that needs no work still can."""


def check_readiness(service: Service) -> dict[str, bool]:
    """Return what was checked, and whether it is well."""
    return {name: _is_well(name, service) for name in CHECKS}


def _is_well(name: str, service: Service) -> bool:
    try:
        well = CHECKS[name](service)
    except (SQLAlchemyError, OSError) as error:
        log.warning("not-ready", check=name, kind=type(error).__name__)
        return False
    return well


def _database(service: Service) -> bool:
    with service.engine.connect() as connection:
        return connection.exec_driver_sql("SELECT 1").scalar() == 1


def _migrations(service: Service) -> bool:
    with service.engine.connect() as connection:
        return current(connection) == newest()


def _storage(service: Service) -> bool:
    for folder in (service.settings.store, service.settings.exports):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0" * 4096)
            file.flush()
    return True


def _worker(service: Service) -> bool:
    late = timedelta(seconds=service.settings.worker_late_seconds)
    with transaction(service.engine, writes=False) as session:
        return any(service.clock() - seen < late for seen in last_beats(session).values())


CHECKS: Mapping[str, Callable[[Service], bool]] = {
    "database": _database,
    "migrations": _migrations,
    "storage": _storage,
    "worker": _worker,
}
