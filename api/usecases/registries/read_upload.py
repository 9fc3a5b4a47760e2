"""Read an uploaded file among the registries that it refers to."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from api.files.canonical import FRAMES
from api.files.imports import Import
from api.records.registries.kinds import RegistryKind
from api.tables.registries import RegistryImport
from api.usecases.neighbours import Neighbours
from api.usecases.registries.snapshots import take_snapshots, write_snapshots
from api.usecases.transaction import Transaction
from scheduler.errors import Fault

REFERS_TO: Mapping[str, tuple[str, ...]] = {
    "items": ("bodies",),
    "officers": ("bodies",),
    "conflicts": ("officers", "targets"),
    "relatives": ("officers",),
    "leave": ("officers",),
    "history": ("bodies", "targets", "officers"),
}
"""Which registries the ids and names in a file are looked up in."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What was read: the good rows, and all that is wrong with the others."""

    frame: pl.DataFrame
    n_rows: int
    faults: tuple[Fault, ...]
    notices: tuple[Fault, ...]
    readable: bool


def neighbours_of(tx: Transaction, kind: RegistryKind) -> dict[str, str]:
    """Return name -> digest of the registries that a file of this kind refers to."""
    wanted = REFERS_TO.get(kind.name, ())
    return {name: digest for name, digest in take_snapshots(tx, wanted).items() if digest}


def read_upload(
    tx: Transaction, kind: RegistryKind, received: RegistryImport, digests: Mapping[str, str]
) -> Upload:
    """Read the file of an import; nothing is asked of the database."""
    with tempfile.TemporaryDirectory(prefix="doubledraw-") as name:
        folder = Path(name) / "known"
        folder.mkdir()
        write_snapshots(tx, digests, folder)
        file = Path(name) / received.file_name
        file.write_bytes(tx.service.store.get(received.upload))
        found = Neighbours(folder).read(kind.name, file)
    frame = _frame(kind, found)
    strangers = tuple(_strangers(kind, received, frame, digests, tx))
    if strangers:
        frame = frame.clear()
    return Upload(
        frame=frame,
        n_rows=found.n_rows,
        faults=found.faults + strangers,
        notices=found.notices,
        readable=found.readable,
    )


def _frame(kind: RegistryKind, found: Import[object]) -> pl.DataFrame:
    make = FRAMES.get(kind.name)
    frame: pl.DataFrame = make(found.value) if make else found.value.frame  # type: ignore[attr-defined]
    return frame.unique(subset=kind.identity, keep="first", maintain_order=True)


def _strangers(
    kind: RegistryKind,
    received: RegistryImport,
    frame: pl.DataFrame,
    digests: Mapping[str, str],
    tx: Transaction,
) -> Iterator[Fault]:
    """Find rows that belong to another body than the one whose part this is."""
    if received.body_id is None:
        return
    if kind.body:
        outside = frame.filter(pl.col(kind.body) != received.body_id)
    else:
        officers = pl.read_csv(tx.service.store.get(digests["officers"]), infer_schema=False)
        own = officers.filter(pl.col("body_id") == received.body_id)["officer_id"].to_list()
        outside = frame.filter(~pl.col("officer_id").is_in(own))
    for key in outside.select(kind.identity[0]).to_series().unique(maintain_order=True):
        facts = {"file": received.file_name, "found": str(key), "body": received.body_id}
        yield Fault("row-of-other-body", received.file_name, facts)
