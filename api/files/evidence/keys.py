"""Files of private keys: readable by their owner alone, made once, never overwritten."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from api.files.evidence.atomic import PRIVATE_FOLDER, sync_folder
from api.files.evidence.log_folder import log_fault
from scheduler.errors import SchedulerError
from scheduler.evidence.keys import SigningKey, VerifierKey

OTHERS_READ_OR_WRITE = 0o077
OTHERS_WRITE = 0o022
MOST_BYTES = 10_000


def key_path(folder: Path, key: VerifierKey) -> Path:
    """Return where the private part of an office's *key* is kept in *folder*."""
    return folder / f"{key.key_id.hex()}.key"


def create_key(path: Path, key: SigningKey) -> None:
    """Write *key* to *path*, whole or not at all; its folder is made, for its owner alone.

    Raises:
        FaultsError: if something stands there already, or if others may write into the folder.
        OSError: if it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    _refuse_open_folder(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w") as file:  # mkstemp: nobody else may read it
            file.write(f"{key.private_text()}\n")
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(name)  # unlike a rename, this fails if there is a key already
    except FileExistsError:
        raise log_fault("key-exists", path) from None
    finally:
        Path(name).unlink()
    sync_folder(path.parent)


def load_key(path: Path) -> SigningKey:
    """Return the key in the file at *path*.

    Raises:
        FaultsError: if there is none, if others may read or replace it, or if it is no key.
        OSError: if it cannot be read.
    """
    try:
        content = _read_private(path)
    except FileNotFoundError:
        raise log_fault("key-missing", path) from None
    _refuse_open_folder(path)
    try:
        return SigningKey.parse(content.decode(errors="replace").removesuffix("\n"))
    except SchedulerError as error:
        raise log_fault("key-unreadable", path) from error


def refuse_beside_data(keys: Path, data: Path) -> None:
    """Raise FaultsError if the folder *keys* lies in the folder *data*, which travels."""
    if keys.resolve().is_relative_to(data.resolve()):
        raise log_fault("key-beside-data", keys)


def _read_private(path: Path) -> bytes:
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_mode & OTHERS_READ_OR_WRITE:
            raise log_fault("key-readable-by-others", path)
        return file.read(MOST_BYTES)


def _refuse_open_folder(path: Path) -> None:
    if path.parent.stat().st_mode & OTHERS_WRITE:
        raise log_fault("key-folder-open", path.parent)
