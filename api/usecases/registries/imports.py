"""An import as far as it has come: where it is found, and who may see it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from sqlmodel import col, select

from api.records.registries.kinds import KINDS, RegistryKind
from api.tables.registries import RegistryImport
from api.usecases.people.roles import Operation
from api.usecases.refusals import not_found, refusal
from api.usecases.transaction import Transaction

BY_BODY = ("officers", "conflicts", "relatives", "leave")
"""Registries of which a body keeps its own part."""


class ImportState(StrEnum):
    """RECEIVED waits for a worker. REFUSED could not be read at all, or has faults in every row."""

    RECEIVED = "received"
    PARSED = "parsed"
    REFUSED = "refused"
    COMMITTED = "committed"
    DISCARDED = "discarded"


def registry_kind(name: str) -> RegistryKind:
    """Return the registry of that name.

    Raises:
        FaultsError: if there is none.
    """
    if name not in KINDS:
        raise not_found("registry", name)
    return KINDS[name]


def require_writing(tx: Transaction, kind: RegistryKind, body_id: str | None) -> None:
    """Refuse who may not change this registry, or the part of *body_id*.

    Raises:
        FaultsError: if it is not allowed.
    """
    if body_id is not None and kind.name not in BY_BODY:
        raise refusal("registry-not-by-body", kind.name, kind=kind.name)
    tx.actor.require(Operation.REGISTRY_WRITE, None if body_id is None else [body_id])


def the_import(tx: Transaction, import_id: int, *, update: bool = False) -> RegistryImport:
    """Return an import that the actor may see; on *update*, as it is, and nobody else changes it.

    Raises:
        FaultsError: if there is none.
    """
    found = tx.session.get(
        RegistryImport, import_id, with_for_update=update or None, populate_existing=update
    )
    if found is None or not _may_see(tx, found):
        raise not_found("import", import_id)
    return found


def imports(
    tx: Transaction,
    *,
    kind: RegistryKind | None = None,
    state: ImportState | None = None,
    before: int | None = None,
    limit: int = 50,
) -> Sequence[RegistryImport]:
    """Return the imports that the actor may see, newest first; one more than *limit*.

    Raises:
        FaultsError: if it is not allowed.
    """
    reach = tx.actor.require_anywhere(Operation.REGISTRY_READ)
    query = select(RegistryImport).order_by(col(RegistryImport.id).desc()).limit(limit + 1)
    if not reach.everybody:
        query = query.where(col(RegistryImport.body_id).in_(reach.bodies))
    if kind is not None:
        query = query.where(RegistryImport.kind == kind.name)
    if state is not None:
        query = query.where(RegistryImport.state == state.value)
    if before is not None:
        query = query.where(col(RegistryImport.id) < before)
    return tx.session.exec(query).all()


def _may_see(tx: Transaction, found: RegistryImport) -> bool:
    reach = tx.actor.reach(Operation.REGISTRY_READ)
    return reach.everybody or (found.body_id is not None and found.body_id in reach)


def require_state(found: RegistryImport, *states: ImportState) -> None:
    """Refuse what an import in its state does not allow.

    Raises:
        FaultsError: if it is in no state of *states*.
    """
    if found.state not in states:
        facts = {"found": found.state, "expected": ", ".join(states)}
        raise refusal("wrong-state", str(found.id), kind="import", **facts)
