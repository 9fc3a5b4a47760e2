"""Put a plan book on disk, whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from api.files.planbook.contents import MANIFEST
from api.files.planbook.documents import FORMAT
from scheduler.errors import Fault, FaultsError


def write_planbook(
    files: Mapping[str, bytes], folder: Path, *, replace: bool = False, public: bool = False
) -> None:
    """Write *files* into *folder*, which must not exist yet or be empty.

    With *replace* it may be a plan book, which then gives way. Everything is written beside it
    first and then renamed, so nobody ever sees half a folder. Only its owner may read it, unless it
    is *public*.

    Raises:
        FaultsError: if something else stands there.
    """
    refuse_occupied(folder, replace=replace)
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, content in files.items():
            path = beside / "new" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (beside / "new").chmod(0o755 if public else 0o700)
        put_in_place(beside / "new", folder, beside / "old")
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def put_in_place(new: Path, folder: Path, old: Path) -> None:
    """Rename *new* to *folder*; what stands there moves to *old*, and back if that fails."""
    if folder.exists():
        folder.replace(old)
    try:
        new.replace(folder)
    except OSError:
        if old.exists():
            old.replace(folder)
        raise


def files_in(folder: Path) -> dict[str, bytes]:
    """Return path -> content of every file below *folder*; links are not followed."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def refuse_occupied(folder: Path, *, replace: bool) -> None:
    """Raise FaultsError if a plan book must not be written to *folder*.

    Never is anything but a plan book replaced: a mistyped path must not cost somebody's files.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    ours = is_planbook(folder)
    if ours and replace:
        return
    code = "planbook-exists" if ours else "folder-not-empty"
    raise FaultsError((Fault(code, str(folder), {"file": str(folder)}),))


def is_planbook(folder: Path) -> bool:
    """Tell whether *folder* holds a plan book of this format."""
    try:
        data = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(data, dict) and data.get("format") == FORMAT
