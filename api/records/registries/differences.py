"""What would change if a registry came to be as a file says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import polars as pl

from api.records.registries.kinds import RegistryKind
from scheduler.domain.frames import flat

SEPARATOR = "\x1f"
ROW = "\x1frow"


class Mode(StrEnum):
    """MERGE adds and changes rows; REPLACE also ends those that the file does not have."""

    MERGE = "merge"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows that are *added*, *changed* (as they will be) and *removed*; *before* are the changed
    ones as they are.
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


def difference(
    kind: RegistryKind, current: pl.DataFrame, wanted: pl.DataFrame, mode: Mode
) -> Difference:
    """Compare *wanted* with *current*, both with the canonical columns of the registry."""
    columns = list(kind.schema) + sorted(
        {*current.columns, *wanted.columns} - set(kind.schema) if kind.keeps_extra else ()
    )
    old, new = _told(kind, current, columns), _told(kind, wanted, columns)
    key = list(kind.identity)
    keys = [f"{ROW}{name}" for name in key]
    there = new.join(old.select(*keys, ROW), on=keys, how="inner", nulls_equal=True)
    differing = there.filter(pl.col(ROW) != pl.col(f"{ROW}_right"))
    changed_keys = differing.select(keys)
    added = new.join(old.select(keys), on=keys, how="anti", nulls_equal=True)
    removed = (
        old.join(new.select(keys), on=keys, how="anti", nulls_equal=True)
        if mode is Mode.REPLACE
        else old.clear()
    )
    before = changed_keys.join(old, on=keys, how="left", nulls_equal=True, maintain_order="left")
    return Difference(
        added=added.select(columns),
        changed=differing.select(columns),
        before=before.select(columns),
        removed=removed.select(columns),
    )


def _told(kind: RegistryKind, frame: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Return *frame* with all *columns*, its keys as text, and each row as one text."""
    missing = [
        pl.lit(None, dtype=kind.schema.get(name, pl.String())).alias(name)
        for name in columns
        if name not in frame.columns
    ]
    full = frame.with_columns(missing).select(columns)
    texts = flat(full).select(
        pl.col(name).cast(pl.String).fill_null("").alias(name) for name in columns
    )
    return full.with_columns(
        texts.select(pl.concat_str(columns, separator=SEPARATOR)).to_series().alias(ROW),
        *(texts[name].alias(f"{ROW}{name}") for name in kind.identity),
    )


def examples(kind: RegistryKind, found: Difference, at_most: int) -> list[dict[str, Any]]:
    """Return rows that differ, with what of them differs, for people to look at."""
    return [entry for entry, _ in zip(_entries(kind, found), range(at_most), strict=False)]


def _entries(kind: RegistryKind, found: Difference) -> Iterator[dict[str, Any]]:
    for old, new in zip(_plain(found.before), _plain(found.changed), strict=True):
        fields = {name: [old[name], new[name]] for name in new if old[name] != new[name]}
        yield {"change": "changed", "key": _key(kind, new), "fields": fields}
    for row in _plain(found.removed):
        yield {"change": "removed", "key": _key(kind, row), "fields": {}}
    for row in _plain(found.added):
        yield {"change": "added", "key": _key(kind, row), "fields": {}}


def _plain(frame: pl.DataFrame) -> Iterator[dict[str, Any]]:
    texts = flat(frame).select(pl.all().cast(pl.String))
    return texts.iter_rows(named=True)


def _key(kind: RegistryKind, row: dict[str, Any]) -> str:
    return " ".join(str(row[name] or "") for name in kind.identity).strip()
