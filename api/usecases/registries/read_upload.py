"""Read an uploaded file among the registries that it refers to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from api.files.known import Known
from api.files.uploads.limited import read_limited
from api.files.uploads.reading import Reading
from api.records.registries.kinds import RegistryKind
from api.tables.registries import RegistryImport
from api.usecases.registries.own_part import of_body
from api.usecases.transaction import Transaction
from scheduler.errors import Fault


def read_upload(
    tx: Transaction, kind: RegistryKind, received: RegistryImport, known: dict[str, Known]
) -> Reading:
    """Read the file of an import; nothing is asked of the database."""
    upload = tx.service.store.path(received.upload)
    found = read_limited(kind.name, upload, received.file_name, known)
    if not found.readable:
        return found
    if not found.n_rows and not found.faults:
        # Nothing to commit must not be taken for everything to end.
        nothing = Fault("no-rows", received.file_name, {"file": received.file_name})
        return found.with_faults(nothing)
    frame = found.frame.unique(subset=kind.identity, keep="first", maintain_order=True)
    return replace(found, frame=frame)


def without_strangers(
    tx: Transaction, kind: RegistryKind, received: RegistryImport, found: Reading
) -> Reading:
    """Refuse a table of one body that has rows of another: all of it, lest half a list be taken."""
    if received.body_id is None or not found.readable:
        return found
    outside = found.frame.filter(~of_body(tx, kind, received.body_id))
    strangers = tuple(_strangers(kind, received, outside))
    if not strangers:
        return found
    return replace(found, frame=found.frame.clear()).with_faults(*strangers)


def _strangers(
    kind: RegistryKind, received: RegistryImport, outside: pl.DataFrame
) -> Iterator[Fault]:
    for key in outside.select(kind.identity[0]).to_series().unique(maintain_order=True):
        facts = {
            "file": received.file_name,
            "found": str(key),
            "body": received.body_id or "",
        }
        yield Fault("row-of-other-body", received.file_name, facts)
