"""draw.json: number, attempt and window of the draw."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from api.files.documents import read_document
from api.files.forms.form import Entry
from api.files.imports import Findings, Import
from api.files.windows import read_window, window_data
from scheduler.domain.calendar import Window
from scheduler.domain.identifiers import is_plain
from scheduler.domain.problem import DrawNumber, Problem


def draw_data(problem: Problem) -> dict[str, Any]:
    """Return number and window as plain data for a document."""
    return {
        "number": problem.number.series,
        "attempt": problem.number.attempt,
        "window": window_data(problem.window),
    }


def read_draw(path: Path) -> Import[tuple[DrawNumber, Window] | None]:
    """Read number and window; the value is None if anything is wrong."""
    findings = Findings(path.name)
    data = read_document(path, findings)
    value = None if findings.faults else _read(Entry(data, "", findings))
    return findings.unreadable(None) if value is None else findings.result(value, n_rows=1)


def _read(entry: Entry) -> tuple[DrawNumber, Window] | None:
    series = entry.text("number")
    attempt = entry.count("attempt", 1)
    window = read_window(entry.entry("window"))
    if series and not is_plain(series):
        entry.findings.entry_fault("not-a-plain-id", entry.at("number"), found=series)
    if attempt < 1:
        entry.findings.entry_fault("must-be-at-least-one", entry.at("attempt"), found=attempt)
    if not entry.finish() or window is None:
        return None
    return DrawNumber(series=series, attempt=attempt), window
