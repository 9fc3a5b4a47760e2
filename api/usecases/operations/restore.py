"""Make an empty place what a service was when it was copied: all of it, or nothing."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.database.dumping import DUMPED, is_empty, kind_of, load
from api.database.engine import connect
from api.database.migrating import newest
from api.database.sessions import transaction
from api.files.archives import unpack
from api.files.evidence.atomic import PRIVATE_FOLDER
from api.files.store import Store
from api.settings import Settings
from api.usecases.operations.back_up import STORE, telling_dump_errors
from api.usecases.operations.named_bytes import named_bytes
from api.usecases.refusals import refusal

EVERYTHING = "everything"
KEYS = "keys"
STAGED = ".restore-"


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back. *is_old* tells that the database must be migrated before it is used."""

    files: int
    made_at: str
    database_version: str
    is_old: bool


def restore(settings: Settings, archive: Path, keys: Path | None = None) -> Restored:
    """Restore an archive, and the keys from one of their own.

    Raises:
        FaultsError: if there is something already, an archive is none or is damaged, holds
            something else or another kind of database, or bytes are missing that rows name.
        OSError: if something cannot be read or written.
    """
    _refuse_occupied(settings, keys)
    place = settings.data
    place.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    # Within the folder: it may be a file system of its own, into which nothing can be renamed.
    with tempfile.TemporaryDirectory(prefix=STAGED, dir=place) as name:
        staged = Path(name) / EVERYTHING
        manifest = _unpacked(archive, staged, EVERYTHING)
        if keys is not None:
            _unpacked(keys, Path(name) / KEYS, KEYS)
        dumped = _dumped(settings, archive, staged, manifest)
        _refuse_false_names(archive, staged)
        with _placed(staged, place, leaving=dumped), telling_dump_errors():
            load(settings.database, dumped)
        if keys is not None:
            _place_keys(Path(name) / KEYS, settings.office_keys)
    _refuse_missing_bytes(settings)
    found = str(manifest["database"]["version"])
    return Restored(
        files=len(manifest["members"]),
        made_at=str(manifest["made_at"]),
        database_version=found,
        is_old=found != newest(),
    )


def _refuse_occupied(settings: Settings, keys: Path | None) -> None:
    """Refuse to write over anything: files, tables or keys."""
    allowed = {settings.office_keys.absolute(), settings.exports.absolute()}
    there = settings.data.iterdir() if settings.data.is_dir() else iter(())
    occupied = [
        path
        for path in there
        if path.absolute() not in allowed and not path.name.startswith(STAGED)
    ]
    if occupied:
        raise refusal("restore-folder-occupied", str(settings.data), found=occupied[0].name)
    if not is_empty(settings.database):
        raise refusal("restore-database-occupied", "database")
    folder = settings.office_keys
    if keys is not None and folder.is_dir() and any(folder.iterdir()):
        raise refusal("restore-folder-occupied", str(folder), found=next(folder.iterdir()).name)


def _unpacked(archive: Path, into: Path, holds: str) -> dict[str, Any]:
    into.mkdir(mode=PRIVATE_FOLDER)
    manifest = unpack(archive, into)
    if manifest.get("holds") != holds:
        facts = {"found": str(manifest.get("holds")), "expected": holds}
        raise refusal("archive-holds-other", str(archive), file=str(archive), **facts)
    return manifest


def _dumped(settings: Settings, archive: Path, staged: Path, manifest: dict[str, Any]) -> Path:
    """Return the dump of the database, which must be of the kind that there is now."""
    kind = kind_of(settings.database)
    found = str(manifest["database"]["kind"])
    if found != kind:
        facts = {"file": str(archive), "found": found, "expected": kind}
        raise refusal("archive-other-database", str(archive), **facts)
    return staged / DUMPED[kind]


def _refuse_false_names(archive: Path, staged: Path) -> None:
    """Refuse a store in which something is not what its name says."""
    for path in sorted((staged / STORE).glob("*/*")):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if path.name != digest:
            place = str(archive)
            raise refusal("archive-damaged", place, file=place, member=path.name, count=1)


@contextmanager
def _placed(staged: Path, place: Path, leaving: Path) -> Iterator[None]:
    """Move everything but the dump to where it belongs; take it back if the block fails."""
    moved = []
    try:
        for path in sorted(staged.iterdir()):
            if path != leaving:
                path.rename(place / path.name)
                moved.append(place / path.name)
        yield
    except BaseException:
        for path in moved:
            shutil.rmtree(path, ignore_errors=True)
        raise


def _place_keys(staged: Path, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.is_dir():
        folder.rmdir()
    shutil.move(staged, folder)
    folder.chmod(PRIVATE_FOLDER)


def _refuse_missing_bytes(settings: Settings) -> None:
    engine = connect(settings.database)
    store = Store(settings.store)
    try:
        with transaction(engine, writes=False) as session:
            missing = {one for one in named_bytes(session) if not store.path(one).is_file()}
    finally:
        engine.dispose()
    if missing:
        raise refusal("backup-bytes-missing", STORE, count=len(missing), found=min(missing))
