"""Snapshots: a registry as it is now, frozen and named by its digest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from sqlmodel import col, select

from api.records.registries.changing import latest_change
from api.records.registries.frames import registry_frame
from api.records.registries.kinds import KINDS, RegistryKind
from api.tables.registries import Snapshot
from api.usecases.transaction import Transaction
from scheduler.domain.frames import canonical_csv


def take_snapshot(tx: Transaction, kind: RegistryKind) -> Snapshot:
    """Return the snapshot of a registry as it is now; it is made if there is none yet."""
    change = latest_change(tx.session, kind)
    query = select(Snapshot).where(Snapshot.kind == kind.name, Snapshot.change_id == change)
    known = tx.session.exec(query).first()
    if known is not None and tx.service.store.path(known.digest).is_file():
        return known
    frame = registry_frame(tx.session, kind)
    digest = tx.service.store.put(canonical_csv(frame))
    if known is not None:
        return known
    snapshot = Snapshot(
        kind=kind.name, digest=digest, change_id=change, n_rows=frame.height, taken_at=tx.now
    )
    tx.session.add(snapshot)
    tx.session.flush()
    return snapshot


def take_snapshots(tx: Transaction, names: Iterable[str] = tuple(KINDS)) -> dict[str, str]:
    """Return name -> digest of the snapshots of registries as they are now."""
    return {name: take_snapshot(tx, KINDS[name]).digest for name in names}


def write_snapshots(tx: Transaction, digests: Mapping[str, str], folder: Path) -> None:
    """Write snapshots as the tables of a draw's folder."""
    for name, digest in digests.items():
        (folder / f"{name}.csv").write_bytes(tx.service.store.get(digest))


def snapshots_of(tx: Transaction, kind: RegistryKind) -> list[Snapshot]:
    """Return the snapshots that were taken of a registry, newest first."""
    query = select(Snapshot).where(Snapshot.kind == kind.name).order_by(col(Snapshot.id).desc())
    return list(tx.session.exec(query))
