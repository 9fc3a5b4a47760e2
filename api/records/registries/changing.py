"""Keep a change of a registry: rows that end, and rows that begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import polars as pl
import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from api.records.registries.differences import Difference
from api.records.registries.frames import table_of, table_rows
from api.records.registries.kinds import RegistryKind
from api.tables.registries import RegistryChange

CHUNK = 2_000
"""Rows in one statement; databases allow some 32,000 values in it."""

KEYS_AT_ONCE = 500

T = TypeVar("T")


def latest_change(session: Session, kind: RegistryKind) -> int:
    """Return the number of a registry's last change; 0 if it has none."""
    query = select(func.max(RegistryChange.id)).where(col(RegistryChange.kind) == kind.name)
    return session.exec(query).one() or 0


def apply_difference(
    session: Session, kind: RegistryKind, change: RegistryChange, found: Difference
) -> None:
    """End the rows that are changed or removed, and add those that are changed or added."""
    if change.id is None:
        message = "A change is kept before its rows."
        raise ValueError(message)
    for ended in (found.before, found.removed):
        _end(session, kind, change.id, ended)
    table = table_of(kind)
    for begun in (found.changed, found.added):
        for rows in _chunks(table_rows(kind, begun), CHUNK):
            session.execute(sa.insert(table), [row | {"held_from": change.id} for row in rows])


def _end(session: Session, kind: RegistryKind, change_id: int, rows: pl.DataFrame) -> None:
    table = table_of(kind)
    current = sa.update(table).where(table.c.held_until.is_(None))
    for keys in _chunks(rows.select(kind.identity).rows(), KEYS_AT_ONCE):
        if len(kind.identity) == 1:
            which = table.c[kind.identity[0]].in_([key[0] for key in keys])
            session.execute(current.where(which).values(held_until=change_id))
            continue
        for key in keys:
            which = sa.and_(
                *(_is(table.c[name], value) for name, value in zip(kind.identity, key, strict=True))
            )
            session.execute(current.where(which).values(held_until=change_id))


def _is(column: sa.ColumnElement[object], value: object) -> sa.ColumnElement[bool]:
    return column.is_(None) if value is None else column == value


def _chunks(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
