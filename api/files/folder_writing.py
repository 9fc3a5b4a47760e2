"""Write a problem as the canonical folder of a draw, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import polars as pl

from api.files.calendars import calendar_data
from api.files.documents import write_document
from api.files.draws import draw_data
from api.files.folder_reading import import_folder
from api.files.forms.plans import plans_data
from api.files.imports import Findings
from api.files.policy import policy_data
from api.files.table_rows import (
    bodies_frame,
    conflicts_frame,
    items_frame,
    leave_frame,
    relatives_frame,
)
from scheduler.domain.frames import canonical_csv, flat
from scheduler.domain.problem import Problem
from scheduler.errors import Fault, FaultsError

FRAMES = {
    "targets": "targets.csv",
    "officers": "officers.csv",
    "history": "history.csv",
    "live": "live_tasks.csv",
}
TUPLES = {
    "bodies": "bodies.csv",
    "items": "items.csv",
    "plans": "plans.json",
    "policy": "policy.json",
    "calendar": "calendar.json",
    "conflicts": "conflicts.csv",
    "relatives": "relatives.csv",
    "leave": "leave.csv",
    "number": "draw.json",
    "window": "draw.json",
}


def write_problem(problem: Problem, folder: Path) -> None:
    """Write *problem* into *folder*, which must not exist yet or be empty.

    Everything is written beside it, read back and compared, and then renamed: nobody ever sees
    half a folder, nor one that would be read as another problem.

    Raises:
        FaultsError: if the folder already holds something, or if a value cannot stand in a file
            (like a name that is only a dash, which means no name).
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FaultsError((Fault("folder-not-empty", str(folder), {"file": str(folder)}),))
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, content in problem_files(problem):
            (beside / name).write_bytes(content)
        faults = _read_back(problem, beside)
        if faults:
            raise FaultsError(faults)
        beside.chmod(0o755)
        beside.replace(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


WRITERS: Mapping[str, Callable[[Problem], bytes]] = {
    "targets.csv": lambda problem: canonical_csv(problem.targets.frame),
    "officers.csv": lambda problem: canonical_csv(problem.officers.frame),
    "bodies.csv": lambda problem: canonical_csv(bodies_frame(problem.bodies)),
    "items.csv": lambda problem: canonical_csv(items_frame(problem.items)),
    "plans.json": lambda problem: write_document(plans_data(problem.plans)),
    "policy.json": lambda problem: write_document(policy_data(problem.policy)),
    "calendar.json": lambda problem: write_document(calendar_data(problem.calendar)),
    "history.csv": lambda problem: canonical_csv(problem.history.frame),
    "live_tasks.csv": lambda problem: canonical_csv(problem.live.frame),
    "conflicts.csv": lambda problem: canonical_csv(conflicts_frame(problem.conflicts)),
    "relatives.csv": lambda problem: canonical_csv(relatives_frame(problem.relatives)),
    "leave.csv": lambda problem: canonical_csv(leave_frame(problem.leave)),
    "draw.json": lambda problem: write_document(draw_data(problem)),
}
"""Every file of the canonical folder."""

PEOPLE = (
    "officers.csv",
    "history.csv",
    "live_tasks.csv",
    "conflicts.csv",
    "relatives.csv",
    "leave.csv",
)
"""Those of them that name officers."""


def problem_files(
    problem: Problem, names: Iterable[str] = tuple(WRITERS)
) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files of the canonical folder, or of some."""
    for name in names:
        yield name, WRITERS[name](problem)


def _read_back(problem: Problem, folder: Path) -> tuple[Fault, ...]:
    """Return why the written folder is not *problem*; nothing if it is."""
    found = import_folder(folder)
    if found.problem is None:
        return found.faults
    findings = Findings(folder.name)
    for part, file in FRAMES.items():
        written, read = getattr(problem, part), getattr(found.problem, part)
        if written.digest != read.digest:
            value = _first_difference(flat(written.frame), flat(read.frame))
            findings.file_fault("not-writable", found=value, key=file)
    for part, file in TUPLES.items():
        if getattr(problem, part) != getattr(found.problem, part):
            findings.file_fault("not-writable", found=part, key=file)
    return tuple(findings.faults)


def _first_difference(written: pl.DataFrame, read: pl.DataFrame) -> str:
    if written.columns != read.columns or written.height != read.height:
        strange = sorted(set(written.columns) ^ set(read.columns))
        return ", ".join(strange) or f"{written.height} -> {read.height}"
    for name in written.columns:
        differs = written[name].ne_missing(read[name])
        if differs.any():
            return f"{name}: {written[name].filter(differs)[0]!r}"
    return ""
