"""Keep a change of a registry, whoever asked for it: an import, or somebody who edits a row."""

from __future__ import annotations

import polars as pl

from api.records.registries.changing import apply_difference, end_rows
from api.records.registries.differences import Difference
from api.records.registries.kinds import KINDS, RegistryKind
from api.tables.registries import RegistryChange
from api.usecases.refusals import refusal
from api.usecases.registries.references import first_missing, referring
from api.usecases.transaction import Transaction


def keep_change(
    tx: Transaction,
    kind: RegistryKind,
    found: Difference,
    *,
    reason: str = "",
    import_id: int | None = None,
) -> RegistryChange:
    """Keep *found*, and end what cannot stay without the rows that end.

    Raises:
        FaultsError: if a row would refer to nothing.
    """
    _require_references(tx, kind, found)
    change = _begin(tx, kind, reason, import_id, found.counts)
    apply_difference(tx.session, kind, change, found)
    for name, row_ids in going_along(tx, kind, found).items():
        follower = KINDS[name]
        its = _begin(tx, follower, reason, import_id, {"removed": len(row_ids)})
        end_rows(tx.session, follower, its.id or 0, row_ids)
        tx.tell(
            "registry.followed",
            ("registry", name),
            reason=reason,
            change=its.id,
            after=change.id,
            removed=len(row_ids),
        )
    return change


def going_along(tx: Transaction, kind: RegistryKind, found: Difference) -> dict[str, list[int]]:
    """Return the numbers of the rows, by registry, that end with those that are removed."""
    return referring(tx, kind, _removed(kind, found), follows=True)


def in_the_way(tx: Transaction, kind: RegistryKind, found: Difference) -> dict[str, list[int]]:
    """Return the numbers of the rows, by registry, because of which others cannot be removed."""
    return referring(tx, kind, _removed(kind, found), follows=False)


def _removed(kind: RegistryKind, found: Difference) -> list[str]:
    return found.removed[kind.key[0]].to_list() if kind.key else []


def _require_references(tx: Transaction, kind: RegistryKind, found: Difference) -> None:
    blocking = in_the_way(tx, kind, found)
    for name, row_ids in blocking.items():
        raise refusal("row-still-needed", kind.name, kind=kind.name, by=name, count=len(row_ids))
    begun = pl.concat([found.changed, found.added])
    missing = first_missing(tx, kind, begun)
    if missing is not None:
        reference, gone = missing
        raise refusal("reference-gone", reference.column, found=gone, kind=reference.to)


def _begin(
    tx: Transaction,
    kind: RegistryKind,
    reason: str,
    import_id: int | None,
    counts: dict[str, int],
) -> RegistryChange:
    change = RegistryChange(
        kind=kind.name,
        at=tx.now,
        actor=tx.actor.login,
        import_id=import_id,
        reason=reason,
        **counts,
    )
    tx.session.add(change)
    tx.session.flush()
    return change
