"""Verify a plan book: repeat the draw from its own inputs and seed text, compare every byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from api.files.folder import import_folder
from api.files.planbook.comparison import Difference, differences
from api.files.planbook.contents import INPUTS, LOCK, SEED, SUMS, planbook_files
from api.files.planbook.edition import Edition
from api.files.planbook.locks import read_lock
from api.files.planbook.sums import check_sums
from api.usecases.chance import read_seed_text
from api.usecases.reopen import replayed
from api.usecases.steps import Steps
from scheduler.errors import Fault, FaultsError, SchedulerError
from scheduler.lottery.seed import SeedTextError
from scheduler.rules.violation import Violation
from scheduler.verification import Replay

STEPS = ("sums", "seed", "inputs", "replay", "judge", "compare")


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one step: sound if there are neither differences, faults nor violations."""

    step: str
    checked: int = 0
    differences: tuple[Difference, ...] = ()
    faults: tuple[Fault, ...] = ()
    violations: tuple[Violation, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not (self.differences or self.faults or self.violations)


def verify_planbook(folder: Path, steps: Steps) -> Iterator[Finding]:
    """Yield the finding of each step; a step that cannot be made for want of another is left out.

    Raises:
        FaultsError: if *folder* holds no plan book.
    """
    files = _files_of(folder)
    steps.begin("sums")
    yield Finding("sums", len(files), differences=tuple(check_sums(files)))
    steps.begin("seed")
    try:
        text, saved = read_seed_text(folder / SEED), read_lock(folder / LOCK)
    except FaultsError as error:
        yield Finding("seed", faults=error.faults)
        return
    yield Finding("seed", 2)
    steps.begin("inputs")
    found = import_folder(folder / INPUTS)
    yield Finding("inputs", sum(found.n_rows.values()), faults=found.faults)
    if found.problem is None:
        return
    steps.begin("replay")
    try:
        again = replayed(found.problem, saved, text)
    except SchedulerError as error:
        yield Finding("replay", faults=_faults_of(error))
        return
    yield from _compare(files, again, steps)
    steps.end()


def is_verified(findings: Iterable[Finding]) -> bool:
    """Tell whether every step was made and sound."""
    made = list(findings)
    return {one.step for one in made} == set(STEPS) and all(one.sound for one in made)


def _compare(files: Mapping[str, bytes], again: Replay, steps: Steps) -> Iterator[Finding]:
    yield Finding("replay", len(again.book.visits))
    yield Finding("judge", len(again.book.teams), violations=again.violations)
    steps.begin("compare")
    expected = planbook_files(Edition(again.lock, again.book), earlier=files)
    found = tuple(differences(files, expected))
    yield Finding("compare", len(expected), differences=found)


def _files_of(folder: Path) -> dict[str, bytes]:
    if not (folder / SUMS).is_file():
        raise FaultsError((Fault("not-a-planbook", str(folder), {"file": str(folder)}),))
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _faults_of(error: SchedulerError) -> tuple[Fault, ...]:
    if isinstance(error, FaultsError):
        return error.faults
    place = SEED if isinstance(error, SeedTextError) else INPUTS
    return (Fault(error.code, place, error.facts),)
