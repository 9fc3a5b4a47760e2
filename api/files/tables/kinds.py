"""Recognise a file of another kind, given by mistake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from api.files.tables.headings import TableSpec, heading_row
from api.files.tables.specs import SPECS


def other_kind(rows: Sequence[Sequence[str]], spec: TableSpec, *, more_than: int = 0) -> str | None:
    """Return the table that *rows* seem to be instead of *spec*, or None.

    It has all columns that it requires and more known ones than *more_than*.
    """
    best: tuple[int, str] | None = None
    for other in _others(spec).values():
        top = heading_row(rows, other)
        if top is None:
            continue
        names = other.recognised(rows[top])
        if not other.missing(names) and len(names) > max(more_than, best[0] if best else 0):
            best = (len(names), other.table)
    return best[1] if best else None


def _others(spec: TableSpec) -> Mapping[str, TableSpec]:
    return {name: other for name, other in SPECS.items() if name != spec.table}
