"""Read one file of any kind and put its canonical form into a draw's folder."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.files.canonical import canonical_file
from api.files.folder_listing import ENDINGS, FAULTS, list_folder
from api.files.imports import Findings, Import
from api.files.planbook.pages import safe
from api.usecases.neighbours import Neighbours
from api.usecases.steps import Steps
from api.wording.telling import tell
from scheduler.errors import Fault, FaultsError

KINDS = tuple(ENDINGS)
"""What can be imported, in an order in which each finds what it refers to."""


@dataclass(frozen=True, slots=True)
class FileImport:
    """A file that was read; *written* and *listed* (its faults as a file) are where things went."""

    found: Import[Any]
    written: Path | None = None
    listed: Path | None = None


def import_file(
    kind: str,
    file: Path,
    folder: Path,
    steps: Steps,
    *,
    skip_bad: bool = False,
    replace: bool = False,
) -> FileImport:
    """Read *file* and, unless it has faults, write it into *folder*.

    With *skip_bad* the rows that faults name are left out, and the faults are written beside.
    What the folder holds already gives ids for names and is what references are checked against.

    Raises:
        FaultsError: if there is no such kind, or the folder has a file for it already.
    """
    if kind not in KINDS:
        facts = {"found": kind, "known": ", ".join(KINDS)}
        raise FaultsError((Fault("unknown-kind", kind, facts),))
    _refuse_taken(kind, folder, replace=replace)
    steps.begin("read")
    found = Neighbours(folder).read(kind, file)
    if not found.readable or (found.faults and not skip_bad):
        steps.end()
        return FileImport(found)
    steps.begin("write")
    folder.mkdir(parents=True, exist_ok=True)
    name, content = canonical_file(kind, found.value)
    _write(folder / name, content)
    listed = folder / f"{kind}{FAULTS}"
    listed.unlink(missing_ok=True)
    if found.faults:
        _write(listed, faults_table(found.faults))
    steps.end()
    return FileImport(found, folder / name, listed if found.faults else None)


def _refuse_taken(kind: str, folder: Path, *, replace: bool) -> None:
    """Refuse to write beside another file for the same table, or over one unless told to."""
    if not folder.exists():
        return
    listing = list_folder(folder, findings := Findings(folder.name))
    if listing is None:
        raise FaultsError(tuple(findings.faults))
    if not listing.has(kind):
        return
    there = listing.path(kind)
    usual = folder / f"{kind}{ENDINGS[kind][0]}"
    if there != usual or not replace:
        code = "table-exists" if there == usual else "table-exists-otherwise"
        raise FaultsError((Fault(code, str(there), {"file": str(there), "key": kind}),))


def _write(path: Path, content: bytes) -> None:
    """Write a file in one step: nobody ever sees half of it."""
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(content)
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)


def faults_table(faults: tuple[Fault, ...]) -> bytes:
    """Return faults as a CSV for people, which a spreadsheet program opens as it is."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(("row", "column", "code", "found", "中文", "English"))
    for fault in faults:
        facts = fault.facts
        place = (facts.get("row", ""), facts.get("column", facts.get("path", "")))
        cells = (*place, fault.code, facts.get("found", ""))
        told = (tell(fault, "zh"), tell(fault, "en"))
        writer.writerow([safe(str(cell)) for cell in (*cells, *told)])
    return target.getvalue().encode("utf-8-sig")
