"""planbook.xlsx: the plan book for people. Its bytes depend on the plan book alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from api.files.planbook.columns import Column
from api.files.planbook.documents import MARKING, counts, moment_text
from api.files.planbook.edition import Edition
from api.files.planbook.sheet_values import Cell, Sheet
from api.files.planbook.sheets import sheets
from api.files.planbook.totals import TOTALS, beijing_time

A4 = 9
LONGEST_CELL = 32_767
"""Characters, a limit of the format."""

LINE, TALLEST_ROW = 13.5, 409.0
"""Points; the second is a limit of the format."""

RISKY = tuple("=+-@\t\r")
"""A cell that begins so may be taken for a formula once it is copied or saved as CSV."""

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


class _Formats:
    """The looks of cells in one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        plain = {"valign": "top", "font_size": 10, "border": 1, "border_color": "#D0D0D0"}
        self.heading: Format = book.add_format(
            plain | {"bold": True, "bg_color": "#E8EEF4", "text_wrap": True, "valign": "vcenter"}
        )
        self.text: Format = book.add_format(plain | {"text_wrap": True})
        self.number: Format = book.add_format(plain | {"num_format": "0"})
        self.decimal: Format = book.add_format(plain | {"num_format": "0.00"})
        self.day: Format = book.add_format(plain | {"num_format": "yyyy-mm-dd", "align": "left"})
        self.title: Format = book.add_format({"bold": True, "font_size": 16})
        self.marking: Format = book.add_format({"bold": True, "font_color": "#B00020"})


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
        formats = _Formats(book)
        _cover(book.add_worksheet("说明"), edition, formats)
        for sheet in sheets(edition):
            _write(book.add_worksheet(sheet.name), sheet, formats, number)
    return target.getvalue()


def safe(text: str) -> str:
    """Return *text* such that no program takes it for a formula, cut to what a cell holds."""
    risky = len(text) > 1 and text.startswith(RISKY)
    return (f"'{text}" if risky else text)[:LONGEST_CELL]


def _write(page: Worksheet, sheet: Sheet, formats: _Formats, draw: str) -> None:
    headings = tuple(f"{column.chinese}\n{column.english}" for column in sheet.columns)
    page.set_row(0, _height(headings, sheet.columns))
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, headings[place], formats.heading)
    for number, row in enumerate(sheet.rows, start=1):
        page.set_row(number, _height(row, sheet.columns))
        for place, cell in enumerate(row):
            _put(page, number, place, cell, formats)
    last = len(sheet.columns) - 1
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(len(sheet.rows), 1), last)
    _set_up_print(page, draw)
    page.repeat_rows(0)
    page.set_landscape()


def _put(page: Worksheet, row: int, place: int, cell: Cell, formats: _Formats) -> None:
    match cell:
        case None:
            page.write_blank(row, place, None, formats.text)
        case str():
            page.write_string(row, place, safe(cell), formats.text)
        case date():
            midnight = datetime.combine(cell, time())
            page.write_datetime(row, place, midnight, formats.day)
        case float():
            page.write_number(row, place, cell, formats.decimal)
        case _:
            page.write_number(row, place, cell, formats.number)


def _height(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> float:
    """Return the height that shows the longest text whole: not every program finds it by itself."""
    lines = (
        # In this encoding a character has as many bytes as it is wide, or more.
        sum(1 + len(line.encode("gb18030", "replace")) // column.width for line in cell.split("\n"))
        for cell, column in zip(row, columns, strict=True)
        if isinstance(cell, str)
    )
    return min(LINE * max(1, *lines) + 2, TALLEST_ROW)


def _set_up_print(page: Worksheet, draw: str) -> None:
    page.set_paper(A4)
    page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    page.fit_to_pages(1, 0)
    page.set_header(f"&L{draw}&C&A&R内部资料，公布前保密")
    page.set_footer("&C第 &P 页，共 &N 页")


def _cover(page: Worksheet, edition: Edition, formats: _Formats) -> None:
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 60)
    page.write_string(0, 0, "双随机检查计划书 / Plan book", formats.title)
    page.write_string(1, 0, MARKING, formats.marking)
    for row, (name, value) in enumerate(_facts(edition), start=3):
        page.write_string(row, 0, name, formats.heading)
        _put(page, row, 1, value, formats)
    _set_up_print(page, str(edition.problem.number))


def _facts(edition: Edition) -> Iterator[tuple[str, Cell]]:
    window = edition.problem.window
    yield "抽取编号 / Draw", str(edition.problem.number)
    yield "锁定时间（北京时间） / Locked at (Beijing)", beijing_time(edition.lock.locked_at)
    yield "锁定时间（UTC） / Locked at (UTC)", moment_text(edition.lock.locked_at)
    yield "检查期 / Window", f"{window.starts} – {window.ends} (不含末日 / last day excluded)"
    totals = counts(edition)
    for name, (chinese, english) in TOTALS.items():
        yield f"{chinese} / {english}", totals[name]
    yield "密钥 K_target", edition.keys.target
