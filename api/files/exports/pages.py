"""Pages of a table that goes out: its columns, and its rows as plain values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import polars as pl

TEXT = pl.String()
NUMBER = pl.Int64()
TRUTH = pl.Boolean()
DAY = pl.Date()
MOMENT = pl.Datetime("us", "UTC")
TEXTS = pl.List(pl.String())
DATA = pl.Object()
"""Plain data of any shape: as it is in JSON, and as JSON text where columns have types."""

Columns = Mapping[str, Any]
"""Names of columns with the types of Polars; `DATA` besides."""

Page = list[dict[str, Any]]
Pages = Iterable[Page]


def plain(value: object) -> object:
    """Return a value as JSON has it: days and moments as text."""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def json_text(value: object) -> str:
    """Return a value as JSON, on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=plain)
