"""A database in use: numbers are written down and read again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, inspect, text


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """Open the database, and leave nothing open."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def note(url: str, number: int) -> None:
    """Write a number down."""
    with connected(url) as connection, connection.begin():
        connection.execute(text("CREATE TABLE IF NOT EXISTS notes (number INTEGER)"))
        connection.execute(text("INSERT INTO notes VALUES (:number)"), {"number": number})


def notes(url: str) -> list[int]:
    """Return the numbers, in order."""
    with connected(url) as connection:
        return list(connection.execute(text("SELECT number FROM notes ORDER BY number")).scalars())


def tables(url: str) -> list[str]:
    """Return the names of all tables."""
    with connected(url) as connection:
        return inspect(connection).get_table_names()
