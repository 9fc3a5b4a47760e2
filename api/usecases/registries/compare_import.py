"""What an import would change, now or when it was last looked at."""

from __future__ import annotations

import io

import polars as pl

from api.records.registries.changing import latest_change
from api.records.registries.differences import Difference, Mode, difference, examples
from api.records.registries.frames import held_frame
from api.records.registries.kinds import RegistryKind
from api.tables.registries import RegistryImport
from api.usecases.registries.imports import (
    ImportState,
    registry_kind,
    require_state,
    require_writing,
    the_import,
)
from api.usecases.registries.keep_change import going_along, in_the_way
from api.usecases.registries.own_part import of_body, of_others_too
from api.usecases.transaction import Transaction

MOST_EXAMPLES = 200


def compare(
    tx: Transaction, kind: RegistryKind, received: RegistryImport, frame: pl.DataFrame
) -> None:
    """Tell what committing the import would change now."""
    received.compared_with = latest_change(tx.session, kind)
    found = found_difference(tx, kind, received, frame, received.compared_with)
    received.differences = {
        **found.counts,
        "going_along": _counted(going_along(tx, kind, found)),
        "in_the_way": _counted(in_the_way(tx, kind, found)),
        "examples": examples(kind, found, MOST_EXAMPLES),
    }


def found_difference(
    tx: Transaction,
    kind: RegistryKind,
    received: RegistryImport,
    frame: pl.DataFrame,
    change: int | None = None,
) -> Difference:
    """Compare the rows of an import with the registry as it held after *change*; None is now."""
    own = of_body(tx, kind, received.body_id)
    current = held_frame(tx.session, kind, change).filter(own)
    found = difference(kind, current, frame, Mode(received.mode))
    return found.sparing(of_others_too(tx, kind, received.body_id))


def compare_again(tx: Transaction, import_id: int) -> RegistryImport:
    """Tell anew what an import would change, after the registry has changed.

    Raises:
        FaultsError: if it is not allowed, or not parsed.
    """
    found = the_import(tx, import_id, update=True)
    kind = registry_kind(found.kind)
    require_writing(tx, kind, found.body_id)
    require_state(found, ImportState.PARSED)
    compare(tx, kind, found, staged_rows(tx, found))
    found.version += 1
    tx.session.add(found)
    return found


def staged_rows(tx: Transaction, found: RegistryImport) -> pl.DataFrame:
    """Return the good rows of an import that was parsed."""
    if found.staged is None:
        message = f"Import {found.id} is parsed and has no rows."
        raise AssertionError(message)
    return pl.read_parquet(io.BytesIO(tx.service.store.get(found.staged)))


def _counted(rows: dict[str, list[int]]) -> dict[str, int]:
    return {name: len(row_ids) for name, row_ids in rows.items()}
