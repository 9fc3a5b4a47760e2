"""SQLite databases in a folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from sqlalchemy import make_url

BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite adds to the name of a database for the files of it."""


class SqliteDatabases:
    """Databases that are files of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fresh_database(self, template: str | None = None) -> str:
        """Return the URL of a new database: empty, or a copy of a *template* that nobody uses."""
        path = self.folder / f"test_{token_hex(8)}.sqlite3"
        if template is not None:
            source = _path(template)
            # What stands in the write-ahead log only would be missing in the copy.
            if source.with_name(f"{source.name}-wal").exists():
                raise RuntimeError(f"{template} is still open: dispose of its engine, then copy it")
            shutil.copyfile(source, path)
        return f"sqlite:///{path}"

    def drop(self, url: str) -> None:
        """Remove the files of the database."""
        path = _path(url)
        for ending in BESIDE:
            path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)


def _path(url: str) -> Path:
    return Path(str(make_url(url).database))


@contextmanager
def sqlite_databases(folder: Path) -> Iterator[SqliteDatabases]:
    """Give away databases in *folder*; at the end, remove those that are left."""
    databases = SqliteDatabases(folder)
    try:
        yield databases
    finally:
        for path in folder.glob("test_*.sqlite3*"):
            path.unlink(missing_ok=True)
