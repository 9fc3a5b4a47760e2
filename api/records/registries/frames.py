"""A registry as a frame, as it holds after any change."""

from __future__ import annotations

from typing import Any

import polars as pl
import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from api.records.registries.kinds import RegistryKind

EXTRA = "extra"


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
    table = table_of(kind)
    names = [*kind.schema, *([EXTRA] if kind.keeps_extra else [])]
    query = sa.select(*(table.c[name] for name in names)).where(held_at(table, change))
    rows = session.execute(query).all()
    schema = dict(kind.schema) | ({EXTRA: pl.Object()} if kind.keeps_extra else {})
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    series = [
        pl.Series(name, column, schema[name])
        for name, column in zip(names, columns, strict=True)
        if name != EXTRA
    ]
    if kind.keeps_extra:
        series += _spread(columns[names.index(EXTRA)])
    return pl.DataFrame(series).sort(kind.identity, nulls_last=False)


def _spread(extras: Any) -> list[pl.Series]:  # noqa: ANN401 - a column of objects
    """Return a column for each name that stands in any of *extras*, in alphabetical order."""
    names = sorted({name for extra in extras for name in extra})
    return [pl.Series(name, [extra.get(name) for extra in extras], pl.String()) for name in names]


def table_rows(kind: RegistryKind, frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as the table keeps them."""
    rows = frame.select(list(kind.schema)).to_dicts()
    if not kind.keeps_extra:
        return rows
    names = [name for name in frame.columns if name not in kind.schema]
    extras = frame.select(names).to_dicts() if names else [{} for _ in rows]
    for row, extra in zip(rows, extras, strict=True):
        row[EXTRA] = {name: value for name, value in extra.items() if value is not None}
    return rows
