"""The whole database in a file, as it was at one moment, and back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from api.database.engine import connect

VERSIONS = Path("/usr/lib/postgresql")
"""Where Debian keeps the programs of each version."""

DUMPED = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
BESIDE = ("-wal", "-shm", "-journal")
OWN_SCHEMAS = ("pg_catalog", "information_schema", "pg_toast")


class DumpError(Exception):
    """The database could not be dumped or loaded; *program* is missing, or said *reason*."""

    def __init__(self, program: str, reason: str = "") -> None:
        super().__init__(program, reason)
        self.program = program
        self.reason = reason


def kind_of(url: str) -> str:
    """Return `sqlite` or `postgresql`."""
    return sa.make_url(url).get_backend_name()


def dump(url: str, path: Path) -> None:
    """Write the database to *path*, while others go on working with it.

    Raises:
        DumpError: if PostgreSQL's own program is missing or fails.
        OSError: if it cannot be written.
    """
    if kind_of(url) == "sqlite":
        with (
            closing(sqlite3.connect(file_of(url))) as source,
            closing(sqlite3.connect(path)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE").close()  # so that it is one file
        return
    _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={path}")


def load(url: str, path: Path) -> None:
    """Make an empty database what was dumped to *path*, all of it or nothing.

    Raises:
        DumpError: if PostgreSQL's own program is missing or fails.
        OSError: if it cannot be written.
    """
    if kind_of(url) == "sqlite":
        target = Path(file_of(url))
        target.parent.mkdir(parents=True, exist_ok=True)
        for ending in BESIDE:
            target.with_name(f"{target.name}{ending}").unlink(missing_ok=True)
        beside = target.with_name(f".{target.name}-restored")
        shutil.copyfile(path, beside)
        beside.chmod(0o600)
        beside.replace(target)
        return
    options = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
    _run("pg_restore", url, *options, "--dbname", str(sa.make_url(url).database), str(path))


def is_empty(url: str) -> bool:
    """Tell whether there is nothing in the database yet."""
    if kind_of(url) == "sqlite" and not Path(file_of(url)).exists():
        return True
    engine = connect(url)
    try:
        with engine.connect() as connection:
            found = sa.inspect(connection)
            schemas = [name for name in found.get_schema_names() if name not in OWN_SCHEMAS]
            return not any(found.get_table_names(schema=name) for name in schemas)
    finally:
        engine.dispose()


def file_of(url: str) -> str:
    """Return where the file of a SQLite database is."""
    return str(sa.make_url(url).database)


def _run(program: str, url: str, *options: str) -> None:
    """Run a program of PostgreSQL's; where to connect to stands in no list of processes."""
    path = _program(program)
    if path is None:
        raise DumpError(program)
    parsed = sa.make_url(url)
    told = {
        "PGHOST": parsed.host,
        "PGPORT": None if parsed.port is None else str(parsed.port),
        "PGUSER": parsed.username,
        "PGPASSWORD": parsed.password,
        "PGDATABASE": parsed.database,
        **{f"PG{name.upper()}": str(value) for name, value in parsed.query.items()},
    }
    environment = os.environ | {name: value for name, value in told.items() if value}
    done = subprocess.run(  # noqa: S603 - a program of the database, with our options
        [str(path), "--no-password", *options],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise DumpError(program, lines[0] if lines else f"{done.returncode}")


def _program(name: str) -> Path | None:
    """Return the newest of a program: an older one refuses a newer server."""
    installed = [path for path in VERSIONS.glob(f"*/bin/{name}") if _version(path) is not None]
    newest = max(installed, key=lambda path: _version(path) or 0, default=None)
    found = shutil.which(name)
    return newest or (Path(found) if found else None)


def _version(path: Path) -> float | None:
    try:
        return float(path.parts[-3])
    except ValueError:
        return None
