"""Keep a change of a registry: rows that end, and rows that begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl
import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from api.records.registries.data_columns import encoded, for_text
from api.records.registries.differences import Difference
from api.records.registries.frames import ROW_ID, table_of
from api.records.registries.kinds import RegistryKind
from api.tables.registries import RegistryChange

CHUNK = 5_000
"""Rows in one statement; databases allow some 32,000 values in it."""


def latest_change(session: Session, kind: RegistryKind) -> int:
    """Return the number of a registry's last change; 0 if it has none."""
    query = select(func.max(RegistryChange.id)).where(col(RegistryChange.kind) == kind.name)
    return session.exec(query).one() or 0


def one_at_a_time(session: Session) -> None:
    """Wait until nobody else changes a registry, and let nobody begin before we are done.

    What is read from here on is what the change will be applied to. SQLite has one writer anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("LOCK TABLE registry_change IN SHARE ROW EXCLUSIVE MODE"))


def apply_difference(
    session: Session, kind: RegistryKind, change: RegistryChange, found: Difference
) -> None:
    """End the rows that are changed or removed, and add those that are changed or added."""
    if change.id is None:
        message = "A change is kept before its rows."
        raise ValueError(message)
    for ended in (found.before, found.removed):
        end_rows(session, kind, change.id, ended[ROW_ID].to_list())
    target = sa.table(table_of(kind).name, *(for_text(column) for column in table_of(kind).c))
    for begun in (found.changed, found.added):
        rows = encoded(kind, begun).with_columns(held_from=pl.lit(change.id, pl.Int64()))
        for part in rows.iter_slices(CHUNK):
            if part.height:
                session.execute(sa.insert(target), part.to_dicts())


def end_rows(session: Session, kind: RegistryKind, change_id: int, row_ids: Sequence[int]) -> None:
    """End rows that hold; it is an error of ours if one of them does not."""
    table = table_of(kind)
    for part in _chunks(row_ids):
        holding = sa.and_(table.c.row_id.in_(part), table.c.held_until.is_(None))
        done: sa.CursorResult[Any] = session.execute(
            sa.update(table).where(holding).values(held_until=change_id)
        )  # type: ignore[assignment]
        if done.rowcount != len(part):
            message = f"{done.rowcount} of {len(part)} rows of {kind.name} held."
            raise RuntimeError(message)


def _chunks(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]
