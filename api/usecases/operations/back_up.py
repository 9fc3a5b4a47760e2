"""Copy everything that a service keeps into one archive, while it goes on working.

The order makes the copy whole. First the database: all that its rows name was on the disk before
them. Then the office's log, while nobody adds to it, and after it the dossiers, which are written
before their records. Last the rest, of which nothing is ever changed or taken away. So the archive
may have bytes that its database does not know yet, and never the other way round.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from api.database.dumping import DUMPED, DumpError, dump, file_of, kind_of
from api.database.migrating import current
from api.database.sessions import transaction
from api.files.archives import ArchiveWriter, new_archive
from api.files.evidence.locking import held
from api.files.evidence.log_folder import RECORDS
from api.usecases.ceremony.office import LOG
from api.usecases.operations.named_bytes import named_bytes
from api.usecases.refusals import refusal
from api.usecases.service import Service

STORE = "store"
OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Backup:
    """What was copied: how many files, how many bytes, and the version of the database."""

    files: int
    size: int
    database_version: str


def back_up(service: Service, archive: Path, keys: Path | None = None) -> Backup:
    """Write an archive of everything but the keys; those only into one of their own, *keys*.

    Raises:
        FaultsError: if something stands there already, the programs of the database are missing
            or fail, or the store lacks bytes that the database names.
        OSError: if something cannot be read or written.
    """
    settings = service.settings
    with new_archive(archive) as writer:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=archive.parent) as name:
            dumped = Path(name) / DUMPED[kind_of(settings.database)]
            with telling_dump_errors():
                dump(settings.database, dumped)
            writer.add(dumped.name, dumped)
        with transaction(service.engine, writes=False) as session:
            named = set(named_bytes(session))
            database_version = current(session.connection()) or ""
        _add_log(writer, settings.office)
        for path in _rest(service, archive):
            _add(writer, settings.data, path)
        missing = {one for one in named if f"{STORE}/{one[:2]}/{one}" not in writer.members}
        if missing:
            raise refusal("backup-bytes-missing", STORE, count=len(missing), found=min(missing))
        writer.finish(_facts(service, database_version))
        told = Backup(
            files=len(writer.members),
            size=sum(one["size"] for one in writer.members.values()),
            database_version=database_version,
        )
    if keys is not None:
        _back_up_keys(service, keys)
    return told


@contextmanager
def telling_dump_errors() -> Iterator[None]:
    """Tell as a fault that the database's own program is missing or failed."""
    try:
        yield
    except DumpError as error:
        code = "dump-program-failed" if error.reason else "dump-program-missing"
        facts = {"program": error.program, "found": error.reason}
        raise refusal(code, error.program, **facts) from None


def _add_log(writer: ArchiveWriter, office: Path) -> None:
    folder = office / LOG
    records = folder / RECORDS
    if not records.exists():
        return
    with held(records):
        for path in _files(folder):
            writer.add(f"{OFFICE}/{LOG}/{path.relative_to(folder).as_posix()}", path)


def _rest(service: Service, archive: Path) -> Iterator[Path]:
    """Yield what else there is: not the database, the log, the keys, nor what is made anew."""
    settings = service.settings
    apart = [settings.exports, settings.office / LOG, settings.office_keys, archive]
    if kind_of(settings.database) == "sqlite":
        database = Path(file_of(settings.database))
        apart += [database.with_name(database.name + end) for end in ("", "-wal", "-shm")]
    left_out = [path.resolve() for path in apart]
    for path in _files(settings.data):
        if not any(path.resolve().is_relative_to(one) for one in left_out):
            yield path


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below *folder* that are whole: those still being written begin with a dot."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file() and not path.is_symlink():
            yield path


def _add(writer: ArchiveWriter, data: Path, path: Path) -> None:
    try:
        writer.add(path.relative_to(data).as_posix(), path)
    except FileNotFoundError:
        if path.is_relative_to(data / STORE):
            raise  # of the rest a folder may be replaced by a newer one


def _back_up_keys(service: Service, archive: Path) -> None:
    folder = service.settings.office_keys
    with new_archive(archive) as writer:
        for path in _files(folder):
            writer.add(path.relative_to(folder).as_posix(), path)
        writer.finish({"holds": "keys", "made_at": service.clock().isoformat()})


def _facts(service: Service, database_version: str) -> dict[str, Any]:
    return {
        "holds": "everything",
        "made_at": service.clock().isoformat(),
        "program": version("doubledraw"),
        "database": {"kind": kind_of(service.settings.database), "version": database_version},
    }
