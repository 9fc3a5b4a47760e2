"""planbook.xlsx: the plan book for people. Its bytes depend on the plan book alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from api.files.planbook.calendar_sheet import write_calendar
from api.files.planbook.columns import Column
from api.files.planbook.documents import MARKING, counts
from api.files.planbook.edition import Edition
from api.files.planbook.load_charts import write_load_charts
from api.files.planbook.pages import Looks, put, set_up_print
from api.files.planbook.sheet_values import Cell, Sheet
from api.files.planbook.sheets import sheets
from api.files.planbook.totals import TOTALS, beijing_time
from scheduler.domain.hashing import plain
from scheduler.evidence.records import moment_text

LINE, TALLEST_ROW = 13.5, 409.0
"""Points; the second is a limit of the format."""

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


DRAWN_AFTER = {"检查组": write_calendar, "人员负荷": write_load_charts}
"""Sheets that are drawn rather than listed, and after which of the lists each stands."""


def workbook(edition: Edition) -> bytes:
    """Return the workbook."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        number = str(edition.problem.number)
        # Its own clock would make every copy differ.
        created = edition.lock.locked_at.astimezone(UTC).replace(tzinfo=None)
        book.set_properties(
            {"title": f"双随机检查计划书 {number}", "comments": MARKING, "created": created}
        )
        looks = Looks(book)
        _cover(book.add_worksheet("说明"), edition, looks)
        for sheet in sheets(edition):
            _write(book.add_worksheet(sheet.name), sheet, looks, number)
            if sheet.name in DRAWN_AFTER:
                DRAWN_AFTER[sheet.name](book, edition, looks)
    return target.getvalue()


def _write(page: Worksheet, sheet: Sheet, looks: Looks, draw: str) -> None:
    headings = tuple(f"{column.chinese}\n{column.english}" for column in sheet.columns)
    page.set_row(0, _height(headings, sheet.columns))
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, headings[place], looks.heading)
    for number, row in enumerate(sheet.rows, start=1):
        page.set_row(number, _height(row, sheet.columns))
        for place, cell in enumerate(row):
            put(page, number, place, cell, looks)
    last = len(sheet.columns) - 1
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(len(sheet.rows), 1), last)
    set_up_print(page, draw)
    page.repeat_rows(0)
    page.set_landscape()


def _height(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> float:
    """Return the height that shows the longest text whole: not every program finds it by itself."""
    lines = (
        # In this encoding a character has as many bytes as it is wide, or more.
        sum(1 + len(line.encode("gb18030", "replace")) // column.width for line in cell.split("\n"))
        for cell, column in zip(row, columns, strict=True)
        if isinstance(cell, str)
    )
    return min(LINE * max(1, *lines) + 2, TALLEST_ROW)


def _cover(page: Worksheet, edition: Edition, looks: Looks) -> None:
    page.set_column(0, 0, 46)
    page.set_column(1, 1, 60)
    page.write_string(0, 0, "双随机检查计划书 / Plan book", looks.title)
    page.write_string(1, 0, MARKING, looks.marking)
    for row, (name, value) in enumerate(_facts(edition), start=3):
        page.write_string(row, 0, name, looks.heading)
        put(page, row, 1, value, looks)
    set_up_print(page, str(edition.problem.number))


def _facts(edition: Edition) -> Iterator[tuple[str, Cell]]:
    window = edition.problem.window
    yield "抽取编号 / Draw", str(edition.problem.number)
    yield "锁定时间（北京时间） / Locked at (Beijing)", beijing_time(edition.lock.locked_at)
    yield "锁定时间（UTC） / Locked at (UTC)", moment_text(edition.lock.locked_at)
    yield "检查期 / Window", f"{window.starts} – {window.ends} (不含末日 / last day excluded)"
    totals = counts(edition)
    for name, (chinese, english) in TOTALS.items():
        yield f"{chinese} / {english}", totals[name]
    yield "密钥 K_target", plain(edition.keys.target)
