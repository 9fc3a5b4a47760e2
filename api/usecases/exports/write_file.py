"""An export as a file: made beside the others, given away, and deleted."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore
from time import time

from api.files.exports import parquet, workbook
from api.usecases.exports.asking import Export
from api.usecases.exports.exports import export_pages
from api.usecases.exports.headings import headings_of
from api.usecases.people.actor import Actor
from api.usecases.refusals import refusal
from api.usecases.service import Service

FILES_AT_ONCE = 2
"""Making one keeps a processor busy, which the answers to everybody else need too."""

BUSY_SECONDS = 30
PREFIX = "export-"
OLD_SECONDS = 24 * 3600

_turns = BoundedSemaphore(FILES_AT_ONCE)


def write_file(
    service: Service, actor: Actor, export: Export, form: str, since: int | None = None
) -> Path:
    """Write an export as `parquet` or `xlsx` into a folder of its own, whole or not at all.

    Raises:
        FaultsError: if it is not allowed, too long for the form, or too many are being made.
        OSError: if the disk is full.
    """
    found = export_pages(service, actor, export, since)
    folder = service.settings.exports
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _turn():
        _forget_left_over(folder)
        own = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
        path = own / f"{export.name}.{form}"
        try:
            if form == "parquet":
                parquet.write_parquet(export.columns, found, path)
            else:
                workbook.write_workbook(export.columns, found, path, headings_of(export.name))
        except BaseException:
            shutil.rmtree(own, ignore_errors=True)
            raise
    return path


def forget_file(path: Path) -> None:
    """Delete a file that was given away, with its folder."""
    shutil.rmtree(path.parent, ignore_errors=True)


def _forget_left_over(folder: Path) -> None:
    """Delete what a process that was killed could not."""
    for own in folder.glob(f"{PREFIX}*"):
        if time() - own.stat().st_mtime > OLD_SECONDS:
            shutil.rmtree(own, ignore_errors=True)


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(blocking=False):
        raise refusal("exports-busy", "exports", most=FILES_AT_ONCE, retry_seconds=BUSY_SECONDS)
    try:
        yield
    finally:
        _turns.release()
