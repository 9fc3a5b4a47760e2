"""Columnar tables with a declared schema, one order and one canonical text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

LIST_SEPARATOR = "|"
TEXTS = pl.List(pl.String())

Schema = Mapping[str, tuple[Any, Any]]
"""Column -> (Polars type, default). The default `...` marks a column that must be given."""


def conform(frame: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    """Return *frame* with the declared columns first, in order, cast and with defaults filled.

    Columns beyond the schema are kept after them, as text, in alphabetical order.

    Raises:
        ValueError: if a required column is missing or has empty cells.
    """
    missing = [
        name
        for name, (_, default) in schema.items()
        if default is ... and (name not in frame.columns or frame[name].null_count())
    ]
    if missing:
        message = f"These columns need a value in every row: {', '.join(missing)}."
        raise ValueError(message)
    extra = sorted(set(frame.columns) - set(schema))
    return frame.select(
        *(_column(frame, name, *schema[name]) for name in schema),
        *(pl.col(name).cast(pl.String) for name in extra),
    )


def _column(frame: pl.DataFrame, name: str, kind: Any, default: Any) -> pl.Expr:  # noqa: ANN401
    filler = None if default is ... else default
    if name not in frame.columns:
        return pl.lit(filler, dtype=kind).alias(name)
    column = pl.col(name).cast(kind)
    return column if filler is None else column.fill_null(pl.lit(filler, dtype=kind))


def empty(schema: Schema) -> pl.DataFrame:
    """Return a frame without rows."""
    return pl.DataFrame(schema={name: kind for name, (kind, _) in schema.items()})


def flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Return *frame* with lists joined by `|`, ready to be written as text."""
    lists = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List)]
    return frame.with_columns(pl.col(name).list.join(LIST_SEPARATOR) for name in lists)


def canonical_csv(frame: pl.DataFrame) -> bytes:
    """Return the canonical text of a frame: UTF-8 CSV (RFC 4180) with LF and a heading row.

    Dates are ISO 8601, truth values `true` and `false`, lists joined by `|`, no value is empty.
    """
    return flat(frame).write_csv(None, line_terminator="\n").encode()


def digest(frame: pl.DataFrame) -> str:
    """Return the SHA-256 of the canonical text, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_csv(frame)).hexdigest()


def rows_by(frame: pl.DataFrame, key: str, wanted: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the rows whose *key* is *wanted*, as dictionaries by key."""
    chosen = frame.filter(pl.col(key).is_in(sorted(set(wanted))))
    return {row[key]: row for row in chosen.iter_rows(named=True)}
