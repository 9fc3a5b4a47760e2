"""Second step of an import: make the registry as the file says, all of it or nothing."""

from __future__ import annotations

from api.records.registries.changing import latest_change, one_at_a_time
from api.tables.registries import RegistryImport
from api.usecases.refusals import refusal
from api.usecases.registries.compare_import import found_difference, staged_rows
from api.usecases.registries.imports import (
    ImportState,
    registry_kind,
    require_state,
    require_writing,
    the_import,
)
from api.usecases.registries.keep_change import keep_change
from api.usecases.transaction import Transaction


def commit_import(
    tx: Transaction, import_id: int, *, skip_bad: bool = False, reason: str = ""
) -> RegistryImport:
    """Commit a parsed import; rows with faults are left out only if told to *skip_bad* rows.

    One that is committed already stays as it is: who did not hear the answer may ask again.

    Raises:
        FaultsError: if it is not allowed, not parsed, has faults, or the registry has changed
            since its differences were told.
    """
    one_at_a_time(tx.session)
    found = the_import(tx, import_id, update=True)
    kind = registry_kind(found.kind)
    require_writing(tx, kind, found.body_id)
    if found.state == ImportState.COMMITTED:
        return found
    require_state(found, ImportState.PARSED)
    if found.n_faults and not skip_bad:
        raise refusal("import-has-faults", str(import_id), count=found.n_faults)
    if latest_change(tx.session, kind) != found.compared_with:
        raise refusal("registry-moved-on", str(import_id), kind=kind.name)
    changes = found_difference(tx, kind, found, staged_rows(tx, found))
    if not changes.is_empty:
        change = keep_change(tx, kind, changes, reason=reason, import_id=found.id)
        found.change_id = change.id
    found.state = ImportState.COMMITTED.value
    found.version += 1
    tx.session.add(found)
    tx.tell(
        "import.committed",
        ("import", found.id),
        bodies=[found.body_id] if found.body_id else (),
        reason=reason,
        kind=kind.name,
        change=found.change_id,
        **changes.counts,
    )
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
    tx.tell(
        "import.discarded",
        ("import", found.id),
        bodies=[found.body_id] if found.body_id else (),
        kind=found.kind,
    )
    return found
