"""Engines: SQLite as a file among threads, PostgreSQL as a server that may go away for a while."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

BUSY_SECONDS = 30
WRITES = "doubledraw_writes"
"""Execution option of a transaction that will write: SQLite then takes its only pen at once."""


def connect(url: str) -> sa.Engine:
    """Return an engine for *url*; nothing is asked of the database yet."""
    if sa.make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url)
    return sa.create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=10,
        pool_timeout=10,
        connect_args={"connect_timeout": 5, "application_name": "doubledraw"},
    )


def _sqlite(url: str) -> sa.Engine:
    engine = sa.create_engine(
        url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS}, pool_size=10
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - sqlite3's
    """Let readers and one writer work side by side, and check references as PostgreSQL does."""
    connection.isolation_level = None  # transactions begin where `_begin` says
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: sa.Connection) -> None:
    """Begin; a transaction that reads first and writes later could lose its turn in between."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
