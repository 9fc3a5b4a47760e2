"""Workbooks, read by a child process with limits; its death is a fault, not ours."""

from __future__ import annotations

import csv
import io
import json
import signal
from collections.abc import Collection, Sequence

from api.files.imports import Findings
from api.files.tables import spreadsheet_child
from api.files.tables.children import TIMEOUT_SECONDS, run_child
from api.files.tables.content import Content
from api.files.tables.sheet import Sheet


def read_spreadsheet(
    content: bytes,
    kind: Content,
    headings: Collection[str],
    findings: Findings,
    *,
    timeout: float = TIMEOUT_SECONDS,
) -> Sheet | None:
    """Return the rows of the sheet that fits *headings* best, or None after recording why."""
    known = json.dumps(sorted(headings))
    ended = run_child(
        spreadsheet_child.__file__, kind.value, known, content=content, timeout=timeout
    )
    if ended.exit_code is None:
        findings.file_fault("spreadsheet-too-slow", limit=int(timeout))
        return None
    if ended.exit_code:
        _explain(ended.exit_code, ended.said, findings)
        return None
    return _rows(ended.output.decode(), findings)


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
    return Sheet(rows, numbers, ragged=True, name=told["sheet"])
