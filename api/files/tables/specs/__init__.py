"""The columns of every table, with the headings really in use, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from api.files.tables.headings import TableSpec
from api.files.tables.specs.absences import CONFLICTS, LEAVE, RELATIVES
from api.files.tables.specs.bodies import BODIES, ITEMS
from api.files.tables.specs.inspections import HISTORY, LIVE_TASKS
from api.files.tables.specs.officers import OFFICERS
from api.files.tables.specs.plans import PLANS, POLICY
from api.files.tables.specs.targets import TARGETS

SPECS: Mapping[str, TableSpec] = {
    spec.table: spec
    for spec in (
        TARGETS,
        OFFICERS,
        BODIES,
        ITEMS,
        PLANS,
        POLICY,
        HISTORY,
        LIVE_TASKS,
        CONFLICTS,
        RELATIVES,
        LEAVE,
    )
}
"""Table name -> its columns."""
