"""A worker's step: read the file of an import, and tell its faults and what it would change."""

from __future__ import annotations

import io
import json

import polars as pl

from api.files.uploads.plain_faults import fault_data
from api.files.uploads.reading import Reading
from api.records.registries.kinds import RegistryKind
from api.tables.registries import RegistryImport
from api.usecases.people.actor import SERVICE
from api.usecases.registries.compare_import import compare
from api.usecases.registries.imports import ImportState, registry_kind
from api.usecases.registries.known_rows import known_to
from api.usecases.registries.read_upload import read_upload, without_strangers
from api.usecases.service import Service
from api.usecases.transaction import Transaction, begin
from scheduler.errors import Fault

MOST_FAULTS = 1_000
"""Faults that are kept with an import; the file with its 问题 column has all of them."""


def parse_import(service: Service, import_id: int) -> None:
    """Read a received file. Repeating it, after a worker died, gives the same."""
    try:
        _parse(service, import_id)
    except Exception:
        # Whoever sent it must not wait for ever; the job tells what went wrong to those who can
        # mend it.
        _give_up(service, import_id)
        raise


def _parse(service: Service, import_id: int) -> None:
    with begin(service, SERVICE) as tx:
        received = tx.session.get(RegistryImport, import_id)
        if received is None or received.state != ImportState.RECEIVED:
            return
        kind = registry_kind(received.kind)
        known = known_to(tx, kind, received.body_id)
    reading = read_upload(tx, kind, received, known)
    with begin(service, SERVICE) as tx:
        received = tx.session.get(RegistryImport, import_id, with_for_update=True)
        if received is None or received.state != ImportState.RECEIVED:
            return
        _keep(tx, kind, received, without_strangers(tx, kind, received, reading))


def _keep(tx: Transaction, kind: RegistryKind, received: RegistryImport, reading: Reading) -> None:
    faults, notices = map(fault_data, reading.faults), map(fault_data, reading.notices)
    findings = {"faults": list(faults), "notices": list(notices)}
    received.n_rows = reading.n_rows
    received.n_faults, received.n_notices = reading.n_faults, reading.n_notices
    received.faults = findings["faults"][:MOST_FAULTS]
    received.notices = findings["notices"][:MOST_FAULTS]
    received.findings = tx.service.store.put(json.dumps(findings).encode())
    usable = reading.readable and reading.frame.height
    if usable:
        received.staged = tx.service.store.put(_parquet(reading.frame))
        compare(tx, kind, received, reading.frame)
    _conclude(tx, received, ImportState.PARSED if usable else ImportState.REFUSED)


def _give_up(service: Service, import_id: int) -> None:
    with begin(service, SERVICE) as tx:
        received = tx.session.get(RegistryImport, import_id, with_for_update=True)
        if received is None or received.state != ImportState.RECEIVED:
            return
        name = received.file_name
        fault = Fault("reading-failed", name, {"file": name, "found": import_id})
        received.n_faults, received.faults = 1, [fault_data(fault)]
        _conclude(tx, received, ImportState.REFUSED)


def _conclude(tx: Transaction, received: RegistryImport, state: ImportState) -> None:
    received.state = state.value
    received.version += 1
    tx.session.add(received)
    tx.tell(
        f"import.{received.state}",
        ("import", received.id),
        bodies=[received.body_id] if received.body_id else (),
        kind=received.kind,
        rows=received.n_rows,
        faults=received.n_faults,
    )


def _parquet(frame: pl.DataFrame) -> bytes:
    target = io.BytesIO()
    frame.write_parquet(target)
    return target.getvalue()
