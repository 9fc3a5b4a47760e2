"""Where a process can die: the state of every file before and after each call that changes one.

A process that is killed leaves the files as they are at that moment: what it wrote is there,
whatever it had only in memory is not. So the ceremony is held once, and its folder is copied at
every such moment; each copy is an office whose process died there. `python -m
tests.evidence.killing HOME N` is such a process that really dies, at call number N.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from api.files.folder_writing import write_problem
from api.usecases.ceremony.commit_nonce import commit_nonce
from api.usecases.ceremony.deliver_entropy import deliver_entropy
from api.usecases.ceremony.lock_draw import lock_draw
from api.usecases.ceremony.office import Office
from api.usecases.check_folder import check_folder
from api.usecases.make_draw import write_result
from api.usecases.steps import Steps
from scenarios.catalogue import build
from scheduler.evidence.records import Event
from scheduler.evidence.sources.context import Delivery
from tests.evidence.office import (
    AFTER_THE_VISITS,
    ALL_SOURCES,
    Around,
    Desk,
    executed,
    numbered,
)
from tests.scheduler.evidence.sources.ceremony import (
    AMR,
    DELIVERED,
    DRAW,
    JUSTICE,
    LOCKED_AT,
    MOMENTS,
)

CHANGING = (
    (os, "write"),
    (os, "fsync"),
    (os, "ftruncate"),
    (shutil, "rmtree"),
    (Path, "replace"),
    (Path, "hardlink_to"),
    (Path, "unlink"),
    (Path, "write_bytes"),
)
"""Calls that change files, or wait for the disk."""

MACHINE = 3
"""The source that the machine gives: another value at every try."""


def at(seconds: float) -> datetime:
    """Return a moment so long after the lock."""
    return LOCKED_AT + timedelta(seconds=seconds)


def prepared(home: Path) -> None:
    """Write the folder of the draw: everything else is done by the process that dies."""
    write_problem(numbered(build("tiny"), DRAW.series), home / "folder")


def carried_on(home: Path, around: Around) -> Office:
    """Do whatever the ceremony still lacks, as people do who find it interrupted."""
    desk = Desk(home, around)
    around.now = at(-30)
    office = desk.open()
    _committed(office)
    around.now = at(0)
    if not office.history.attempt(DRAW).has(Event.LOCK):
        lock_draw(office, check_folder(home / "folder", Steps()), ALL_SOURCES, Steps())
    for source in office.attempt(DRAW).missing_sources:
        around.now = at(MOMENTS[source])
        given = DELIVERED[source]
        given = Delivery(value=around.secret()) if source == MACHINE else given
        deliver_entropy(office, DRAW, source, given)
    around.now = at(70)
    edition = executed(office, DRAW)
    if not (home / "planbook").exists():
        write_result(office, edition, home / "planbook", Steps())
    around.now = AFTER_THE_VISITS
    desk.published(office, DRAW, _free(home))
    return office


def _committed(office: Office) -> None:
    there = {one.fields["party"] for one in office.history.attempt(DRAW).of(Event.COMMIT)}
    for one in (AMR, JUSTICE):
        if one.party not in there:
            commit_nonce(office, DRAW, party=one.party, commit=one.commit)


def _free(home: Path) -> str:
    """Return a folder without bundles."""
    names = (f"bundles{number}" for number in range(9))
    return next(name for name in names if not (home / name).exists())


@dataclass
class Calls:
    """Calls that change files, told to *visit* before and after each.

    Of what is written to a descriptor, half is written first, and then the rest.
    """

    visit: Callable[[], None]
    busy: bool = False
    torn: bool = False

    @contextmanager
    def watched(self) -> Iterator[None]:
        real = [(place, name, getattr(place, name)) for place, name in CHANGING]
        for place, name, call in real:
            setattr(place, name, self._telling(call, by_halves=name == "write"))
        try:
            yield
        finally:
            for place, name, call in real:
                setattr(place, name, call)

    def _telling(self, call: Callable[..., Any], *, by_halves: bool) -> Callable[..., Any]:
        def telling(*arguments: Any, **named: Any) -> Any:
            if self.busy:  # a call within a call, or our own copying
                return call(*arguments, **named)
            self._tell()
            self.busy = True
            try:
                self.torn = by_halves and not self.torn
                if self.torn:
                    descriptor, content = arguments
                    return call(descriptor, content[: len(content) // 2])
                return call(*arguments, **named)
            finally:
                self.busy = False
                self._tell()

        return telling

    def _tell(self) -> None:
        self.busy = True
        try:
            self.visit()
        finally:
            self.busy = False


def tree_of(home: Path) -> dict[str, str]:
    """Return the hash of every file by its path, leaving out what is not yet in its place."""
    return {
        path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(home.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.parts)
    }


def deaths(home: Path, copies: Path) -> tuple[list[Path], int]:
    """Hold the ceremony in *home*; return a copy of every state in which it could have died.

    States that differ only in files that are not yet in their place are copied once. The number
    of all calls comes with them, before and after each counted apart.
    """
    seen: set[tuple[tuple[str, str], ...]] = set()
    found: list[Path] = []
    n_moments = 0

    def copy() -> None:
        nonlocal n_moments
        n_moments += 1
        state = tuple(tree_of(home).items())
        if state in seen:
            return
        seen.add(state)
        found.append(copies / f"{n_moments:04}")
        shutil.copytree(home, found[-1])

    with Calls(copy).watched():
        carried_on(home, Around(LOCKED_AT))
    return found, n_moments


def die(home: Path, moment: int) -> None:
    """Hold the ceremony in *home*, and die at that moment without a farewell."""
    passed = 0

    def count() -> None:
        nonlocal passed
        passed += 1
        if passed == moment:
            os._exit(9)

    with Calls(count).watched():
        carried_on(home, Around(LOCKED_AT))


if __name__ == "__main__":
    die(Path(sys.argv[1]), int(sys.argv[2]))
