"""Judge one row as a row of a file is judged, and against the same registries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from api.files.uploads.one_row import VALUES, has_meaning, read_one_row
from api.records.registries.kinds import RegistryKind
from api.usecases.people.roles import Operation
from api.usecases.refusals import refusal
from api.usecases.registries.known_rows import known_to
from api.usecases.transaction import Transaction
from scheduler.errors import Fault, FaultsError


def judged_row(
    tx: Transaction, kind: RegistryKind, values: Mapping[str, Any]
) -> tuple[pl.DataFrame, tuple[Fault, ...]]:
    """Return a row in canonical columns, and what is worth knowing about it.

    Raises:
        FaultsError: with all that is wrong with it.
    """
    bodies = tx.actor.reach(Operation.REGISTRY_WRITE).bodies
    own = next(iter(bodies)) if len(bodies) == 1 else None
    named = str(values["subject_id"]) if values.get("subject_id") else ""
    found = read_one_row(kind.name, values, known_to(tx, kind, own, target=named))
    if found.faults:
        raise FaultsError(found.faults)
    if found.frame.is_empty():
        # Skipped as a sample or a heading would be, or nothing stands in it.
        empty = Fault("row-empty", VALUES, {"path": VALUES})
        raise FaultsError(found.notices or (empty,))
    return found.frame, found.notices


def require_columns(kind: RegistryKind, values: Mapping[str, Any]) -> None:
    """Refuse columns that the registry does not have: a slip must not be kept as a new one.

    Raises:
        FaultsError: if there are some.
    """
    strange = [
        name
        for name in values
        if name not in kind.schema and (not kind.keeps_extra or has_meaning(kind.name, name))
    ]
    if strange:
        path = f"{VALUES}/{strange[0]}"
        known = ", ".join(kind.schema)
        raise refusal("column-unknown", path, path=path, found=strange[0], known=known)
