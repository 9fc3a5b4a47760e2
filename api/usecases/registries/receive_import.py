"""First step of an import: take the bytes as they are, and let a worker read them."""

from __future__ import annotations

from pathlib import PurePath

from api.files.folder_listing import ENDINGS
from api.records.registries.differences import Mode
from api.tables.registries import RegistryImport
from api.usecases.refusals import refusal
from api.usecases.registries.imports import ImportState, registry_kind, require_writing
from api.usecases.transaction import Transaction

LONGEST_NAME = 200


def receive_import(
    tx: Transaction,
    kind_name: str,
    file_name: str,
    content: bytes,
    *,
    mode: Mode = Mode.MERGE,
    body_id: str | None = None,
) -> RegistryImport:
    """Keep an uploaded file and ask for it to be read.

    Raises:
        FaultsError: if it is not allowed, the file is empty, or its name does not tell what kind
            of file it is.
    """
    kind = registry_kind(kind_name)
    require_writing(tx, kind, body_id)
    name = PurePath(file_name.replace("\\", "/")).name
    if not name.lower().endswith(ENDINGS[kind.name]) or len(name) > LONGEST_NAME:
        known = " ".join(ENDINGS[kind.name])
        raise refusal("file-name-unknown", "file_name", found=name[:LONGEST_NAME], known=known)
    if not content:
        raise refusal("file-empty", name, file=name)
    received = RegistryImport(
        kind=kind.name,
        file_name=name,
        upload=tx.service.store.put(content),
        mode=mode.value,
        body_id=body_id,
        state=ImportState.RECEIVED.value,
        created_by=tx.actor.login,
        created_at=tx.now,
    )
    tx.session.add(received)
    tx.session.flush()
    tx.tell(
        "import.received",
        ("import", received.id),
        bodies=[body_id] if body_id else (),
        kind=kind.name,
        upload=received.upload,
    )
    tx.enqueue("parse-import", received.id)
    return received
