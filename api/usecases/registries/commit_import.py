"""Second step of an import: make the registry as the file says, all of it or nothing."""

from __future__ import annotations

import io

import polars as pl

from api.records.registries.changing import apply_difference, latest_change
from api.records.registries.differences import Mode, difference
from api.records.registries.frames import registry_frame
from api.tables.registries import RegistryChange, RegistryImport
from api.usecases.refusals import refusal
from api.usecases.registries.imports import (
    ImportState,
    registry_kind,
    require_state,
    require_writing,
    the_import,
)
from api.usecases.registries.own_part import own_part
from api.usecases.registries.parse_import import compare
from api.usecases.transaction import Transaction


def commit_import(
    tx: Transaction, import_id: int, *, skip_bad: bool = False, reason: str = ""
) -> RegistryImport:
    """Commit a parsed import; rows with faults are left out only if told to *skip_bad* rows.

    Raises:
        FaultsError: if it is not allowed, not parsed, has faults, or the registry has changed
            since its differences were told.
    """
    found = the_import(tx, import_id, update=True)
    kind = registry_kind(found.kind)
    require_writing(tx, kind, found.body_id)
    require_state(found, ImportState.PARSED)
    if found.n_faults and not skip_bad:
        raise refusal("import-has-faults", str(import_id), count=found.n_faults)
    if latest_change(tx.session, kind) != found.compared_with:
        raise refusal("registry-moved-on", str(import_id), kind=kind.name)
    current = own_part(tx, kind, registry_frame(tx.session, kind), found.body_id)
    changes = difference(kind, current, _staged(tx, found), Mode(found.mode))
    change = RegistryChange(
        kind=kind.name,
        at=tx.now,
        actor=tx.actor.login,
        import_id=found.id,
        reason=reason,
        **changes.counts,
    )
    tx.session.add(change)
    tx.session.flush()
    apply_difference(tx.session, kind, change, changes)
    found.state, found.change_id = ImportState.COMMITTED.value, change.id
    found.version += 1
    tx.session.add(found)
    tx.tell(
        "import.committed",
        ("import", found.id),
        bodies=[found.body_id] if found.body_id else (),
        reason=reason,
        kind=kind.name,
        change=change.id,
        **changes.counts,
    )
    return found


def compare_again(tx: Transaction, import_id: int) -> RegistryImport:
    """Tell anew what an import would change, after the registry has changed.

    Raises:
        FaultsError: if it is not allowed, or not parsed.
    """
    found = the_import(tx, import_id, update=True)
    kind = registry_kind(found.kind)
    require_writing(tx, kind, found.body_id)
    require_state(found, ImportState.PARSED)
    compare(tx, kind, found, _staged(tx, found))
    found.version += 1
    tx.session.add(found)
    return found


def discard_import(tx: Transaction, import_id: int) -> RegistryImport:
    """Give up an import that was not committed.

    Raises:
        FaultsError: if it is not allowed, or over already.
    """
    found = the_import(tx, import_id, update=True)
    require_writing(tx, registry_kind(found.kind), found.body_id)
    require_state(found, ImportState.RECEIVED, ImportState.PARSED, ImportState.REFUSED)
    found.state = ImportState.DISCARDED.value
    found.version += 1
    tx.session.add(found)
    tx.tell("import.discarded", ("import", found.id), kind=found.kind)
    return found


def _staged(tx: Transaction, found: RegistryImport) -> pl.DataFrame:
    if found.staged is None:
        message = f"Import {found.id} is parsed and has no rows."
        raise AssertionError(message)
    return pl.read_parquet(io.BytesIO(tx.service.store.get(found.staged)))
