"""One row as a table of its own, so that it is judged as a row of a file is."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from api.files.tables.our_marks import is_problems
from api.files.tables.specs import SPECS
from api.files.uploads.reading import KnownTables, Reading, read_registry
from scheduler.domain.frames import LIST_SEPARATOR
from scheduler.errors import Fault

VALUES = "/values"
"""Where the columns of a row stand in a request."""


def read_one_row(kind: str, values: Mapping[str, Any], known: KnownTables) -> Reading:
    """Read a row given as column -> value; faults point to the columns."""
    with tempfile.TemporaryDirectory(prefix="doubledraw-") as folder:
        path = Path(folder) / "row.csv"
        path.write_bytes(_table(values))
        found = read_registry(kind, path, VALUES, known)
    return replace(
        found,
        faults=tuple(_at_column(fault) for fault in found.faults),
        notices=tuple(_at_column(fault) for fault in found.notices if "row" in fault.facts),
    )


def has_meaning(kind: str, heading: str) -> bool:
    """Tell whether a heading means a column that the registry knows, or one that we add."""
    return SPECS[kind].meaning(heading) is not None or is_problems(heading)


def _table(values: Mapping[str, Any]) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target, quoting=csv.QUOTE_ALL)
    writer.writerow(values)
    writer.writerow(_text(value) for value in values.values())
    return target.getvalue().encode()


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return LIST_SEPARATOR.join(map(str, value))
        case date():
            return value.isoformat()
    return str(value)


def _at_column(fault: Fault) -> Fault:
    """Return a fault that points to where its column stands in the request."""
    facts = {name: fact for name, fact in fault.facts.items() if name not in {"file", "row"}}
    column = facts.pop("column", None)
    place = VALUES if column is None else f"{VALUES}/{column}"
    return Fault(fault.code, place, {**facts, "path": place})
