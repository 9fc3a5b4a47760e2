"""Parquet: the pages become files of their own, which are then made one, piece by piece."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from api.files.exports.pages import DATA, Columns, Page, Pages, json_text
from api.files.exports.watched import watched

MEDIA_TYPE = "application/vnd.apache.parquet"


def write_parquet(columns: Columns, pages: Pages, path: Path) -> None:
    """Write *pages* to *path*; beside it the parts, which are left to whoever owns the folder.

    Raises:
        OSError: if the disk is full, or cannot be written for another reason.
    """
    schema = {name: pl.String() if kind == DATA else kind for name, kind in columns.items()}
    parts = []
    for number, page in enumerate(pages):
        part = path.with_name(f"part-{number:08}.parquet")
        with watched(part) as target:
            _frame(columns, schema, page).write_parquet(target)
        parts.append(part)
    with watched(path) as target:
        if parts:
            pl.scan_parquet(parts).sink_parquet(target)
        else:
            pl.DataFrame(schema=schema).write_parquet(target)


def _frame(columns: Columns, schema: dict[str, Any], page: Page) -> pl.DataFrame:
    texts = [name for name, kind in columns.items() if kind == DATA]
    rows = [row | {name: json_text(row[name]) for name in texts} for row in page]
    return pl.DataFrame(rows, schema=schema, strict=False)
