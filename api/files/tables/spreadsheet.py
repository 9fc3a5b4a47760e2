"""Workbooks, read by a child process with limits; its death is a fault, not ours."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from api.files.imports import Findings
from api.files.tables import spreadsheet_child
from api.files.tables.content import Content
from api.files.tables.sheet import Sheet

TIMEOUT_SECONDS = 180
"""Wall time; the child's own limit on processor time is shorter."""

CHILD = Path(spreadsheet_child.__file__)


def read_spreadsheet(
    content: bytes,
    kind: Content,
    headings: Collection[str],
    findings: Findings,
    *,
    timeout: float = TIMEOUT_SECONDS,
) -> Sheet | None:
    """Return the rows of the sheet that fits *headings* best, or None after recording why."""
    command = [sys.executable, "-I", str(CHILD), kind.value, json.dumps(sorted(headings))]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and file
            command, input=content, capture_output=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        findings.file_fault("spreadsheet-too-slow", limit=int(timeout))
        return None
    if done.returncode:
        _explain(done.returncode, done.stderr.decode(errors="replace"), findings)
        return None
    return _rows(done.stdout.decode(), findings)


def _explain(exit_code: int, said: str, findings: Findings) -> None:
    match exit_code:
        case spreadsheet_child.NO_SHEET:
            findings.file_fault("file-empty")
        case spreadsheet_child.UNREADABLE:
            findings.file_fault("spreadsheet-broken", found=said)
        case _ if exit_code == -signal.SIGXCPU:
            findings.file_fault("spreadsheet-too-slow", limit=spreadsheet_child.CPU_SECONDS)
        case _:
            # Aborted, killed, or out of memory: a sheet that claims cells at its far end.
            findings.file_fault("spreadsheet-too-large", limit=spreadsheet_child.MEMORY_BYTES >> 20)


def _rows(text: str, findings: Findings) -> Sheet:
    first, _, rest = text.partition("\n")
    told = json.loads(first)
    if told["others"]:
        findings.file_notice("other-sheets", found=told["sheet"], others="、".join(told["others"]))
    csv.field_size_limit(spreadsheet_child.MAX_CELL + 1)
    rows: list[Sequence[str]] = []
    numbers: list[int] = []
    for number, *cells in csv.reader(io.StringIO(rest, newline="")):
        rows.append(cells)
        numbers.append(int(number))
    return Sheet(rows, numbers, ragged=True)
