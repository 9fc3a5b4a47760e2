"""What would change if a registry came to be as a file says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import Any

import polars as pl

from api.records.registries.frames import ROW_ID
from api.records.registries.kinds import RegistryKind
from scheduler.domain.frames import flat

OLD = "\x1fold"
"""Behind the name of a column: as it is now."""


class Mode(StrEnum):
    """MERGE adds and changes rows; REPLACE also ends those that the file does not have."""

    MERGE = "merge"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows that are *added*, *changed* (as they will be) and *removed*.

    *before* are the changed ones as they are. Rows that are there have their `ROW_ID`.
    """

    added: pl.DataFrame
    changed: pl.DataFrame
    before: pl.DataFrame
    removed: pl.DataFrame

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return not (self.added.height or self.changed.height or self.removed.height)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each."""
        return {
            "added": self.added.height,
            "changed": self.changed.height,
            "removed": self.removed.height,
        }

    def sparing(self, spared: pl.Expr) -> Difference:
        """Return the difference without the removal of rows for which *spared* holds."""
        return replace(self, removed=self.removed.filter(~spared))


def difference(
    kind: RegistryKind, current: pl.DataFrame, wanted: pl.DataFrame, mode: Mode
) -> Difference:
    """Compare *wanted*, a row for each key, with *current*, which has `ROW_ID`.

    Both have the canonical columns of the registry.
    """
    columns = list(kind.schema) + sorted(
        {*current.columns, *wanted.columns} - {*kind.schema, ROW_ID} if kind.keeps_extra else ()
    )
    old, new = _with(kind, current, [*columns, ROW_ID]), _with(kind, wanted, columns)
    key, others = list(kind.identity), [name for name in columns if name not in kind.identity]
    both = new.join(old, on=key, how="inner", suffix=OLD, nulls_equal=True, maintain_order="left")
    differs = [pl.col(name).ne_missing(pl.col(name + OLD)) for name in others]
    changed = both.filter(pl.any_horizontal(pl.lit(value=False), *differs))
    gone = old.join(new, on=key, how="anti", nulls_equal=True, maintain_order="left")
    return Difference(
        added=new.join(old, on=key, how="anti", nulls_equal=True, maintain_order="left"),
        changed=changed.select(columns),
        before=changed.select(
            *(pl.col(name if name in key else name + OLD).alias(name) for name in columns), ROW_ID
        ),
        removed=gone if mode is Mode.REPLACE else gone.clear(),
    )


def _with(kind: RegistryKind, frame: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Return *frame* with all *columns*, in order."""
    return frame.select(
        pl.col(name)
        if name in frame.columns
        else pl.lit(None, dtype=kind.schema.get(name, pl.String())).alias(name)
        for name in columns
    )


def examples(kind: RegistryKind, found: Difference, at_most: int) -> list[dict[str, Any]]:
    """Return rows that differ, with what of them differs, for people to look at."""
    return list(islice(entries(kind, found), at_most))


def entries(kind: RegistryKind, found: Difference) -> Iterator[dict[str, Any]]:
    """Yield each row that differs: its key, its name, and its columns as they are and will be.

    Of a row that comes or goes whole, columns are told only if nothing else says what it is.
    """
    for old, new in zip(_plain(found.before), _plain(found.changed), strict=True):
        fields = {name: [old[name], new[name]] for name in new if old[name] != new[name]}
        yield _entry(kind, "changed", new) | {"fields": fields}
    for row in _plain(found.removed):
        fields = {} if kind.key else {name: [value, None] for name, value in row.items() if value}
        yield _entry(kind, "removed", row) | {"fields": fields}
    for row in _plain(found.added):
        fields = {} if kind.key else {name: [None, value] for name, value in row.items() if value}
        yield _entry(kind, "added", row) | {"fields": fields}


def _entry(kind: RegistryKind, change: str, row: dict[str, Any]) -> dict[str, Any]:
    key = " ".join(str(row[name] or "") for name in kind.identity).strip()
    return {"change": change, "key": key, "name": row.get("name")}


def _plain(frame: pl.DataFrame) -> Iterator[dict[str, Any]]:
    texts = flat(frame.drop(ROW_ID, strict=False)).select(pl.all().cast(pl.String))
    return texts.iter_rows(named=True)
