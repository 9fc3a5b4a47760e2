"""Parquet: typed columns to the text that a CSV of the same table would hold."""

from __future__ import annotations

import io

import polars as pl

from api.files.imports import Findings

WHOLE_FLOAT = r"^(-?[0-9]+)\.0$"


def read_parquet(content: bytes, findings: Findings) -> pl.DataFrame | None:
    """Return all columns as text, or None after recording why they cannot be read."""
    try:
        frame = pl.read_parquet(io.BytesIO(content))
        return frame.select(_as_text(name, kind) for name, kind in frame.schema.items())
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        # A damaged footer makes the parser panic, which Python sees as its own kind of error.
        findings.file_fault("parquet-broken", found=" ".join(str(error).split())[:80])
        return None


def _as_text(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(kind, pl.List | pl.Array):
        return column.cast(pl.List(pl.String())).list.join("|", ignore_nulls=True)
    if kind.is_float():
        return column.cast(pl.String()).str.replace(WHOLE_FLOAT, "$1")
    if kind == pl.Binary():
        return column.cast(pl.String(), strict=False)
    return column.cast(pl.String())
