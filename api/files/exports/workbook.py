"""A workbook of one sheet, written row by row; no cell in it is a formula."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, time
from itertools import chain
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from api.files.exports.pages import Columns, Pages, json_text, plain
from api.files.planbook.pages import safe
from scheduler.errors import Fault, FaultsError

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_575
"""Below the headings; a limit of the format."""

WIDTH = 16


def write_workbook(columns: Columns, pages: Pages, path: Path, headings: Mapping[str, str]) -> None:
    """Write *pages* to *path* under *headings*, or the columns' own names.

    Raises:
        FaultsError: if a sheet cannot hold so many rows.
        OSError: if the disk is full, or cannot be written for another reason.
    """
    options = {
        "constant_memory": True,
        "tmpdir": str(path.parent),
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    book = xlsxwriter.Workbook(str(path), options)
    try:
        _write(book, columns, pages, headings)
    except BaseException:
        with suppress(OSError, XlsxWriterException):
            book.close()  # it has files open
        raise
    _close(book)


def _write(
    book: xlsxwriter.Workbook, columns: Columns, pages: Pages, headings: Mapping[str, str]
) -> None:
    page = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    page.set_column(0, max(0, len(columns) - 1), WIDTH)
    page.freeze_panes(1, 0)
    for place, name in enumerate(columns):
        page.write_string(0, place, safe(headings.get(name, name)))
    for row, values in enumerate(chain.from_iterable(pages), start=1):
        if row > MOST_ROWS:
            raise FaultsError((Fault("export-too-long", "xlsx", {"most": MOST_ROWS}),))
        for place, name in enumerate(columns):
            _put(page, row, place, values[name], day)


def _put(page: Worksheet, row: int, place: int, value: object, day: Format) -> None:
    match value:
        case None:
            pass
        case bool():
            page.write_boolean(row, place, value)
        case int() | float():
            page.write_number(row, place, value)
        case str():
            page.write_string(row, place, safe(value))
        case datetime():
            page.write_string(row, place, str(plain(value)))
        case date():
            page.write_datetime(row, place, datetime.combine(value, time()), day)
        case list() if all(isinstance(one, str) for one in value):
            page.write_string(row, place, safe("、".join(value)))
        case _:
            page.write_string(row, place, safe(json_text(value)))


def _close(book: xlsxwriter.Workbook) -> None:
    try:
        book.close()
    except XlsxWriterException as error:
        inner = error.args[0] if error.args else None
        raise (inner if isinstance(inner, OSError) else error) from None
