"""A registry as a frame, as it holds after any change."""

from __future__ import annotations

import polars as pl
import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from api.records.registries.data_columns import EXTRA, as_text, decoded, kept_as
from api.records.registries.kinds import RegistryKind

ROW_ID = "\x1frow_id"
"""Column of the rows' own numbers in their table: no heading can be called so."""

CHUNK = 10_000
"""Rows that are fetched at once, so that no second copy of a whole registry is made."""


def table_of(kind: RegistryKind) -> sa.Table:
    """Return the table in which a registry is kept."""
    return SQLModel.metadata.tables[str(kind.table.__tablename__)]


def held_at(table: sa.Table, change: int | None) -> sa.ColumnElement[bool]:
    """Return the condition that a row held after *change*; None is now."""
    if change is None:
        return table.c.held_until.is_(None)
    ended = sa.or_(table.c.held_until.is_(None), table.c.held_until > change)
    return sa.and_(table.c.held_from <= change, ended)


def registry_frame(session: Session, kind: RegistryKind, change: int | None = None) -> pl.DataFrame:
    """Return a registry in canonical order, with its canonical columns."""
    return held_frame(session, kind, change).drop(ROW_ID)


def held_frame(
    session: Session,
    kind: RegistryKind,
    change: int | None = None,
    *,
    only: sa.ColumnElement[bool] | None = None,
) -> pl.DataFrame:
    """Return a registry as `registry_frame` does, or *only* some rows of it, and `ROW_ID`."""
    table = table_of(kind)
    names = [*kind.schema, *([EXTRA] if kind.keeps_extra else [])]
    query = sa.select(table.c.row_id, *(as_text(table.c[name]) for name in names))
    query = query.where(held_at(table, change), sa.true() if only is None else only)
    found = session.execute(query.execution_options(yield_per=CHUNK))
    schema = {ROW_ID: pl.Int64()} | {name: kept_as(kind, table.c[name]) for name in names}
    parts = [pl.DataFrame(rows, schema, orient="row") for rows in found.partitions()]
    frame = pl.concat(parts) if parts else pl.DataFrame(schema=schema)
    return decoded(kind, frame).sort(kind.identity, nulls_last=False)
