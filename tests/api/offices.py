"""Offices to draw in, with a clock that stands where it is put and secrets that are counted."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from api.files.folder_writing import write_problem
from api.usecases.ceremony.office import Office, Surroundings, open_office
from api.usecases.make_draw import Drawn, make_draw
from api.usecases.steps import Steps
from scheduler.domain.problem import Problem

ORIGIN = "office.example/log"
MOMENT = datetime(2026, 11, 30, 8, 15, 30, tzinfo=UTC)


class Clock:
    """Tells the moment that it is set to, a second later each time."""

    def __init__(self, now: datetime = MOMENT) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def surroundings(clock: Clock | None = None, word: str = "secret") -> Surroundings:
    """Return a clock, and secrets that follow from *word*: another word, other secrets."""
    numbers = count()

    def secret() -> str:
        return hashlib.sha256(f"{word} {next(numbers)}".encode()).hexdigest()

    return Surroundings(clock=clock or Clock(), secret=secret)


def office_in(folder: Path, clock: Clock | None = None, word: str = "secret") -> Office:
    """Open the office below *folder*, with its keys."""
    outside = surroundings(clock, word)
    return open_office(folder / "office", folder / "keys", outside, origin=ORIGIN)


def planbook_of(problem: Problem, folder: Path) -> tuple[Path, Drawn]:
    """Draw *problem* by an office of its own; return the plan book and what was drawn."""
    write_problem(problem, folder / "inputs")
    opening = partial(office_in, folder)
    drawn = make_draw(opening, folder / "inputs", folder / "planbook", Steps(), announced=True)
    return folder / "planbook", drawn
