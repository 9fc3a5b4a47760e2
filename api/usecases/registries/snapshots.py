"""Snapshots: a registry as it is now, frozen and named by its digest."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl
from sqlmodel import col, select

from api.records.registries.changing import latest_change
from api.records.registries.frames import registry_frame
from api.records.registries.kinds import KINDS, RegistryKind
from api.tables.registries import Snapshot
from api.usecases.people.roles import Operation
from api.usecases.refusals import not_found, refusal
from api.usecases.registries.imports import registry_kind
from api.usecases.registries.sight import sight
from api.usecases.transaction import Transaction
from scheduler.domain import frames
from scheduler.domain.frames import canonical_csv


def freeze_registry(tx: Transaction, kind: RegistryKind) -> Snapshot:
    """Take a snapshot because somebody asks for one.

    Raises:
        FaultsError: if it is not allowed.
    """
    tx.actor.require(Operation.REGISTRY_READ)
    return take_snapshot(tx, kind)


def take_snapshot(tx: Transaction, kind: RegistryKind) -> Snapshot:
    """Return the snapshot of a registry as it is now; it is made if there is none yet."""
    change = latest_change(tx.session, kind)
    query = select(Snapshot).where(Snapshot.kind == kind.name, Snapshot.change_id == change)
    known = tx.session.exec(query).first()
    if known is not None and tx.service.store.path(known.digest).is_file():
        return known
    frame = registry_frame(tx.session, kind, change)  # whatever others change meanwhile
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


def snapshots_of(
    tx: Transaction, kind: RegistryKind, *, before: int | None = None, limit: int = 50
) -> list[Snapshot]:
    """Return the snapshots that were taken of a registry, newest first; one more than *limit*.

    Raises:
        FaultsError: if it is not allowed.
    """
    tx.actor.require_anywhere(Operation.REGISTRY_READ)
    query = select(Snapshot).where(Snapshot.kind == kind.name)
    if before is not None:
        query = query.where(col(Snapshot.id) < before)
    return list(tx.session.exec(query.order_by(col(Snapshot.id).desc()).limit(limit + 1)))


def the_snapshot(tx: Transaction, digest: str) -> Snapshot:
    """Return the snapshot of that digest; of several with the same rows, the first.

    Raises:
        FaultsError: if it is not allowed, or there is none.
    """
    tx.actor.require_anywhere(Operation.REGISTRY_READ)
    query = select(Snapshot).where(Snapshot.digest == digest).order_by(col(Snapshot.id))
    found = tx.session.exec(query).first()
    if found is None:
        raise not_found("snapshot", digest)
    return found


def snapshot_text(tx: Transaction, digest: str) -> tuple[Snapshot, Path]:
    """Return a snapshot and where its canonical CSV is.

    Raises:
        FaultsError: if it is not allowed, or there is none.
    """
    found = _whole(tx, digest)
    path = tx.service.store.path(digest)
    if not path.is_file():
        tx.service.store.put(canonical_csv(_held(tx, found)))
    return found, path


def snapshot_parquet(tx: Transaction, digest: str) -> tuple[Snapshot, bytes]:
    """Return a snapshot and its rows as Parquet, with the types of the columns.

    Raises:
        FaultsError: if it is not allowed, or there is none.
    """
    found = _whole(tx, digest)
    target = io.BytesIO()
    _held(tx, found).write_parquet(target, metadata={"kind": found.kind, "digest": digest})
    return found, target.getvalue()


def _whole(tx: Transaction, digest: str) -> Snapshot:
    """Return a snapshot for those who see every cell of its registry.

    A part of it would be what another digest names. Others look at the rows that they see, as
    they were after its change.
    """
    found = the_snapshot(tx, digest)
    if not sight(tx, registry_kind(found.kind)).is_whole:
        raise refusal("snapshot-is-whole", digest, kind=found.kind, change=found.change_id)
    return found


def _held(tx: Transaction, found: Snapshot) -> pl.DataFrame:
    """Return the rows of a snapshot from the history of its registry, which has everything."""
    frame = registry_frame(tx.session, registry_kind(found.kind), found.change_id)
    again = frames.digest(frame)
    if again != found.digest:
        message = f"Change {found.change_id} of {found.kind} gives {again}, not {found.digest}."
        raise RuntimeError(message)
    return frame
