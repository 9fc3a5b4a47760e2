"""Write a problem as the canonical folder of a draw, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
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


def problem_files(problem: Problem) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file of the canonical folder."""
    yield "targets.csv", canonical_csv(problem.targets.frame)
    yield "officers.csv", canonical_csv(problem.officers.frame)
    yield "bodies.csv", canonical_csv(bodies_frame(problem.bodies))
    yield "items.csv", canonical_csv(items_frame(problem.items))
    yield "plans.json", write_document(plans_data(problem.plans))
    yield "policy.json", write_document(policy_data(problem.policy))
    yield "calendar.json", write_document(calendar_data(problem.calendar))
    yield "history.csv", canonical_csv(problem.history.frame)
    yield "live_tasks.csv", canonical_csv(problem.live.frame)
    yield "conflicts.csv", canonical_csv(conflicts_frame(problem.conflicts))
    yield "relatives.csv", canonical_csv(relatives_frame(problem.relatives))
    yield "leave.csv", canonical_csv(leave_frame(problem.leave))
    yield "draw.json", write_document(draw_data(problem))


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
