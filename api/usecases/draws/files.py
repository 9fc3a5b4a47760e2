"""The files of a draw: its workbook and record, tables, and bundles once it is published."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from api.files.planbook.contents import INPUTS, SECRETS, WORKBOOK
from api.tables.draws import DrawRow
from api.usecases.draws.inputs import number_of
from api.usecases.draws.publish_draw import bundle_folders
from api.usecases.draws.run_draw import planbook_folder
from api.usecases.draws.states import DrawState, Publication, require_draw_state
from api.usecases.draws.the_draw import require_whole, the_draw
from api.usecases.people.roles import Operation
from api.usecases.refusals import not_found, refusal
from api.usecases.transaction import Transaction
from scheduler.domain.problem import DrawNumber

RECORDS = {"zh": "record.html", "en": "record.en.html"}
EPOCH = (1980, 1, 1, 0, 0, 0)
"""Every file in an archive has this moment, so that the same files give the same bytes."""


def workbook_of(tx: Transaction, draw_id: int) -> bytes:
    """Return the workbook of a draw: plans, tasks, teams, loads.

    Raises:
        FaultsError: if it is not allowed, or not drawn.
    """
    return (_planbook(tx, draw_id) / WORKBOOK).read_bytes()


def record_of(tx: Transaction, draw_id: int, lang: str) -> bytes:
    """Return the printable record of a draw, with lines for the witnesses.

    Raises:
        FaultsError: if it is not allowed, or not drawn.
    """
    return (_planbook(tx, draw_id) / RECORDS[lang]).read_bytes()


def planbook_archive(tx: Transaction, draw_id: int) -> bytes:
    """Return the tables of a draw in one archive, without its inputs and its secrets.

    Raises:
        FaultsError: if it is not allowed, or not drawn.
    """
    folder = _planbook(tx, draw_id)
    hidden = (folder / INPUTS, folder / SECRETS)
    return archive(folder, lambda path: not any(path.is_relative_to(one) for one in hidden))


def bundle_archive(tx: Transaction, draw_id: int, *, audit: bool) -> bytes:
    """Return the public bundle of a published draw, or the one for auditors.

    Raises:
        FaultsError: if it is not allowed, or not published.
    """
    draw = the_draw(tx, draw_id)
    if audit:
        tx.actor.require(Operation.AUDIT_READ)
    number = _number(draw)
    if draw.publication != Publication.PUBLISHED:
        facts = {"found": draw.publication, "expected": Publication.PUBLISHED.value}
        raise refusal("wrong-state", str(draw_id), kind="draw", **facts)
    folder = bundle_folders(tx.service, number)[audit]
    if not folder.is_dir():
        raise not_found("bundle", draw_id)
    return archive(folder)


def archive(folder: Path, wanted: Callable[[Path], bool] = lambda _path: True) -> bytes:
    """Return the files of a folder as a ZIP archive; *wanted* tells which, by path."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and wanted(path):
                name = str(path.relative_to(folder))
                packed.writestr(zipfile.ZipInfo(name, EPOCH), path.read_bytes())
    return target.getvalue()


def _planbook(tx: Transaction, draw_id: int) -> Path:
    draw = the_draw(tx, draw_id)
    require_whole(tx, draw, Operation.DRAW_READ)
    require_draw_state(draw, DrawState.DRAWN)
    folder = planbook_folder(tx.service, _number(draw))
    if not folder.is_dir():
        raise not_found("planbook", draw_id)
    return folder


def _number(draw: DrawRow) -> DrawNumber:
    number = number_of(draw)
    if number is None:
        raise not_found("bundle", str(draw.id))
    return number
