"""Headings for people: those that the columns of a registry usually have, beside their names."""

from __future__ import annotations

from collections.abc import Mapping

from api.files.planbook.columns import COLUMNS
from api.files.tables.headings import TableSpec
from api.files.tables.specs.absences import CONFLICTS, LEAVE, RELATIVES
from api.files.tables.specs.bodies import BODIES, ITEMS
from api.files.tables.specs.inspections import HISTORY
from api.files.tables.specs.officers import OFFICERS
from api.files.tables.specs.targets import TARGETS

SPECS: Mapping[str, TableSpec] = {
    "bodies": BODIES,
    "items": ITEMS,
    "targets": TARGETS,
    "officers": OFFICERS,
    "conflicts": CONFLICTS,
    "relatives": RELATIVES,
    "leave": LEAVE,
    "history": HISTORY,
}


def headings_of(name: str) -> Mapping[str, str]:
    """Return the headings of an export: Chinese, and the name that programs know it by."""
    spec = SPECS.get(name)
    known = {column: kind.chinese for column, kind in COLUMNS.items()}
    if spec is not None:
        known |= {
            column: found.headings[0] for column, found in spec.by_name.items() if found.headings
        }
    return {column: f"{chinese}\n{column}" for column, chinese in known.items()}
