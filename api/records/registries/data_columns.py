"""Columns of plain data (lists, further columns) between tables and frames.

They travel as JSON text that Polars reads and writes whole columns at once. Values made and read
one by one would take most of the time that a registry of a hundred thousand rows does.
"""

from __future__ import annotations

from typing import Any

import polars as pl
import sqlalchemy as sa

from api.records.registries.kinds import RegistryKind

EXTRA = "extra"
"""Column of the table that holds columns which the registry does not know."""


def is_data(column: sa.Column[object]) -> bool:
    """Tell whether a column holds plain data."""
    return isinstance(column.type, sa.JSON)


def as_text(column: sa.Column[object]) -> sa.Label[Any] | sa.Column[object]:
    """Return a column as it is to be selected."""
    return sa.cast(column, sa.Text).label(column.name) if is_data(column) else column


def for_text(column: sa.Column[object]) -> sa.ColumnClause[object]:
    """Return a column as it is to be inserted into: data as a text, which no driver looks at."""
    return sa.column(column.name, None if is_data(column) else column.type)


def kept_as(kind: RegistryKind, column: sa.Column[object]) -> pl.DataType:
    """Return the type of a column in a frame as it was selected."""
    return pl.String() if is_data(column) else kind.schema[column.name]


def decoded(kind: RegistryKind, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame as it was selected with its lists, and a column for each further one."""
    lists = frame.with_columns(
        pl.col(name).str.json_decode(kind.schema[name]) for name in _lists(kind)
    )
    if not kind.keeps_extra or frame.is_empty():
        return lists.drop(EXTRA, strict=False)
    further = lists[EXTRA].str.json_decode(infer_schema_length=None).struct.unnest()
    filled = [name for name in sorted(further.columns) if further[name].null_count() < len(further)]
    return lists.drop(EXTRA).hstack(further.select(pl.col(filled).cast(pl.String())))


def encoded(kind: RegistryKind, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with the columns of the table, data as JSON text."""
    columns = [
        _json_of_list(name) if name in _lists(kind) else pl.col(name) for name in kind.schema
    ]
    if kind.keeps_extra:
        columns.append(_json_of_fields([name for name in frame.columns if name not in kind.schema]))
    return frame.select(columns)


def _lists(kind: RegistryKind) -> list[str]:
    return [name for name, form in kind.schema.items() if isinstance(form, pl.List)]


def _json_of_list(name: str) -> pl.Expr:
    # Polars writes fields of a struct only: so the list is made the only field of one.
    whole = pl.struct(name).struct.json_encode()
    return whole.str.strip_prefix(f'{{"{name}":').str.strip_suffix("}").alias(name)


def _json_of_fields(names: list[str]) -> pl.Expr:
    if not names:
        return pl.lit("{}").alias(EXTRA)
    return pl.struct(names).struct.json_encode().alias(EXTRA)
