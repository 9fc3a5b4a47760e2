"""Read a table of a registry: files and single rows are judged by the same readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from api.files.bodies import read_bodies
from api.files.canonical import FRAMES
from api.files.conflicts import read_conflicts
from api.files.imports import Import
from api.files.inspections import read_inspections
from api.files.items import read_items
from api.files.known import Known
from api.files.leave import read_leave
from api.files.officers import read_officers
from api.files.relatives import read_relatives
from api.files.targets import read_targets
from scheduler.errors import Fault

KnownTables = Mapping[str, Known]
"""What other registries hold, by their names; a missing one cannot judge anything."""


MOST_TOLD = 100_000
"""Faults, and notices, that leave the process that found them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The good rows in canonical columns, and what is wrong with the others.

    *faults* and *notices* are the first of so many: whoever has more mends these first.
    """

    frame: pl.DataFrame
    n_rows: int
    faults: tuple[Fault, ...]
    notices: tuple[Fault, ...]
    n_faults: int
    n_notices: int
    readable: bool

    def with_faults(self, *more: Fault) -> Reading:
        """Return the reading with *more* faults."""
        return replace(self, faults=self.faults + more, n_faults=self.n_faults + len(more))


READERS: Mapping[str, Callable[[Path, KnownTables], Import[Any]]] = {
    "bodies": lambda path, _: read_bodies(path),
    "items": lambda path, known: read_items(path, known.get("bodies")),
    "targets": lambda path, _: read_targets(path),
    "officers": lambda path, known: read_officers(path, known.get("bodies")),
    "conflicts": lambda path, known: read_conflicts(
        path, known.get("officers"), known.get("targets")
    ),
    "relatives": lambda path, known: read_relatives(path, known.get("officers")),
    "leave": lambda path, known: read_leave(path, known.get("officers")),
    "history": lambda path, known: read_inspections(
        path,
        bodies=known.get("bodies"),
        targets=known.get("targets"),
        officers=known.get("officers"),
    ),
}
"""How a table of each registry is read."""


def read_registry(kind: str, path: Path, name: str, known: KnownTables) -> Reading:
    """Read a table; faults call the file by *name*, whatever it is called where it lies."""
    found = READERS[kind](path, known)
    make = FRAMES.get(kind)

    def told(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
        return tuple(_called(fault, path.name, name) for fault in faults[:MOST_TOLD])

    return Reading(
        frame=make(found.value) if make else found.value.frame,
        n_rows=found.n_rows,
        faults=told(found.faults),
        notices=told(found.notices),
        n_faults=len(found.faults),
        n_notices=len(found.notices),
        readable=found.readable,
    )


def _called(fault: Fault, was: str, name: str) -> Fault:
    place = name + fault.place.removeprefix(was)
    return replace(fault, place=place, facts={**fault.facts, "file": name})
