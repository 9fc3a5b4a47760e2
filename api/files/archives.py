"""Archives of everything that a service keeps: a tar whose last member names all others.

The manifest comes last, with size and SHA-256 of each member as it was written. An archive that
was cut off has none, and one in which a byte changed disagrees with it.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import re
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from api.files.evidence.atomic import PRIVATE_FILE, PRIVATE_FOLDER, sync_folder
from scheduler.errors import Fault, FaultsError

MANIFEST = "manifest.json"
FORMAT = 1
LEVEL = 3
"""Of compression: databases shrink to a third; more costs more time than it saves room."""

AT_ONCE = 1 << 20
MOST_MANIFEST_BYTES = 1 << 28
PART = re.compile(r"[^\x00-\x1f/\\]{1,255}")


@dataclass(slots=True)
class Entry:
    """A member: how many bytes, and their digest."""

    size: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    def add(self, content: bytes) -> None:
        """Count further bytes."""
        self.size += len(content)
        self.digest.update(content)

    def told(self) -> dict[str, Any]:
        """Return what the manifest says of it."""
        return {"size": self.size, "sha256": self.digest.hexdigest()}


class _Hashed(io.RawIOBase):
    """A file that is read and counted."""

    def __init__(self, file: IO[bytes], entry: Entry) -> None:
        super().__init__()
        self._file = file
        self._entry = entry

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        content = self._file.read(size)
        self._entry.add(content)
        return content


class ArchiveWriter:
    """An archive that is being written."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.members: dict[str, dict[str, Any]] = {}

    def add(self, name: str, path: Path) -> None:
        """Add the file at *path* as it is now; what is appended meanwhile is left out."""
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.mode = about.st_size, int(about.st_mtime), PRIVATE_FILE
            entry = Entry()
            self._tar.addfile(info, _Hashed(file, entry))
        self.members[name] = entry.told()

    def finish(self, facts: Mapping[str, Any]) -> None:
        """Add the manifest, with *facts* about the whole."""
        manifest = {"format": FORMAT, **facts, "members": self.members}
        content = json.dumps(manifest, indent=1, ensure_ascii=False).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size, info.mode = len(content), PRIVATE_FILE
        self._tar.addfile(info, io.BytesIO(content))


@contextmanager
def new_archive(path: Path) -> Iterator[ArchiveWriter]:
    """Write an archive for its owner alone, whole or not at all.

    Raises:
        FaultsError: if something stands there already.
        OSError: if it cannot be written.
    """
    if path.exists():
        raise _fault("archive-exists", path)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(handle, "wb") as file:
            with (
                gzip.GzipFile("", "wb", LEVEL, file, mtime=0) as packed,
                tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
            ):
                yield ArchiveWriter(tar)
            file.flush()
            os.fsync(file.fileno())
        # Unlike a rename, this fails if something came to stand there meanwhile.
        path.hardlink_to(beside)
    except FileExistsError:
        raise _fault("archive-exists", path) from None
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(path.parent)


def unpack(path: Path, into: Path) -> dict[str, Any]:
    """Write all members of an archive below *into*, which is empty; return the manifest.

    Raises:
        FaultsError: if it is no archive of ours, is cut off, or disagrees with its manifest.
        OSError: if it cannot be read, or the members cannot be written.
    """
    found: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] | None = None
    try:
        with tarfile.open(path, mode="r|gz") as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isreg() else None
                if content is None or manifest is not None:
                    raise _fault("archive-unreadable", path)
                if member.name == MANIFEST:
                    manifest = json.loads(content.read(MOST_MANIFEST_BYTES))
                    continue
                if not is_plain(member.name) or member.name in found:
                    raise _fault("archive-unreadable", path)
                found[member.name] = _written(content, into / member.name)
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error, ValueError):
        raise _fault("archive-unreadable", path) from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise _fault("archive-unreadable", path)
    _compare(path, manifest.get("members"), found)
    return manifest


def is_plain(name: str) -> bool:
    """Tell whether a name leads below a folder, whatever system it is read on."""
    parts = PurePosixPath(name).parts
    return bool(parts) and all(PART.fullmatch(one) and one not in {".", ".."} for one in parts)


def _written(content: IO[bytes], path: Path) -> dict[str, Any]:
    path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    entry = Entry()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(handle, "wb") as target:
        while piece := content.read(AT_ONCE):
            entry.add(piece)
            target.write(piece)
    return entry.told()


def _compare(path: Path, told: object, found: Mapping[str, dict[str, Any]]) -> None:
    """Refuse an archive whose members are not those of its manifest."""
    if not isinstance(told, dict) or told.keys() != found.keys():
        raise _fault("archive-incomplete", path)
    differing = [name for name in found if told[name] != found[name]]
    if differing:
        raise _fault("archive-damaged", path, member=differing[0], count=len(differing))


def _fault(code: str, path: Path, **facts: str | int) -> FaultsError:
    return FaultsError((Fault(code, str(path), {"file": str(path), **facts}),))
