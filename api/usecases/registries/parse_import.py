"""A worker's step: read the file of an import, and tell its faults and what it would change."""

from __future__ import annotations

import io
from typing import Any

from api.records.registries.changing import latest_change
from api.records.registries.differences import Mode, difference, examples
from api.records.registries.frames import registry_frame
from api.records.registries.kinds import RegistryKind
from api.tables.registries import RegistryImport
from api.usecases.people.actor import SERVICE
from api.usecases.registries.imports import ImportState, registry_kind
from api.usecases.registries.own_part import own_part
from api.usecases.registries.read_upload import Upload, neighbours_of, read_upload
from api.usecases.service import Service
from api.usecases.transaction import Transaction, begin
from scheduler.errors import Fault

MOST_FAULTS = 1_000
"""Faults that are kept with an import; the file with its 问题 column has all of them."""

MOST_EXAMPLES = 200


def parse_import(service: Service, import_id: int) -> None:
    """Read a received file. Repeating it, after a worker died, gives the same."""
    with begin(service, SERVICE) as tx:
        received = tx.session.get(RegistryImport, import_id)
        if received is None or received.state != ImportState.RECEIVED:
            return
        kind = registry_kind(received.kind)
        digests = neighbours_of(tx, kind)
    upload = read_upload(tx, kind, received, digests)
    with begin(service, SERVICE) as tx:
        received = tx.session.get(RegistryImport, import_id, with_for_update=True)
        if received is None or received.state != ImportState.RECEIVED:
            return
        _keep(tx, kind, received, upload)


def _keep(tx: Transaction, kind: RegistryKind, received: RegistryImport, upload: Upload) -> None:
    received.n_rows = upload.n_rows
    received.n_faults, received.n_notices = len(upload.faults), len(upload.notices)
    received.faults = [fault_data(fault) for fault in upload.faults[:MOST_FAULTS]]
    received.notices = [fault_data(fault) for fault in upload.notices[:MOST_FAULTS]]
    received.version += 1
    usable = upload.readable and upload.frame.height
    received.state = (ImportState.PARSED if usable else ImportState.REFUSED).value
    if usable:
        target = io.BytesIO()
        upload.frame.write_parquet(target)
        received.staged = tx.service.store.put(target.getvalue())
        compare(tx, kind, received, upload.frame)
    tx.session.add(received)
    tx.tell(
        f"import.{received.state}",
        ("import", received.id),
        bodies=[received.body_id] if received.body_id else (),
        kind=kind.name,
        rows=received.n_rows,
        faults=received.n_faults,
    )


def compare(tx: Transaction, kind: RegistryKind, received: RegistryImport, frame: Any) -> None:  # noqa: ANN401
    """Tell what committing the import would change now."""
    current = own_part(tx, kind, registry_frame(tx.session, kind), received.body_id)
    found = difference(kind, current, frame, Mode(received.mode))
    received.compared_with = latest_change(tx.session, kind)
    received.differences = {**found.counts, "examples": examples(kind, found, MOST_EXAMPLES)}


def fault_data(fault: Fault) -> dict[str, Any]:
    """Return a fault as plain data."""
    return {"code": fault.code, "place": fault.place, "facts": dict(fault.facts)}
