"""Pages of the workbook: the looks of cells, how values are written, how pages are printed."""

from __future__ import annotations

from datetime import date, datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from api.files.planbook.sheet_values import Cell

A4 = 9
LONGEST_CELL = 32_767
"""Characters, a limit of the format."""

RISKY = tuple("=+-@\t\r")
"""A cell that begins so may be taken for a formula once it is copied or saved as CSV."""


class Looks:
    """The looks of cells in one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        plain = {"valign": "top", "font_size": 10, "border": 1, "border_color": "#D0D0D0"}
        middle = plain | {"valign": "vcenter", "align": "center"}
        shaded = {"bold": True, "bg_color": "#E8EEF4"}
        self.heading: Format = book.add_format(
            plain | shaded | {"text_wrap": True, "valign": "vcenter"}
        )
        self.text: Format = book.add_format(plain | {"text_wrap": True})
        self.number: Format = book.add_format(plain | {"num_format": "0"})
        self.decimal: Format = book.add_format(plain | {"num_format": "0.00"})
        self.day: Format = book.add_format(plain | {"num_format": "yyyy-mm-dd", "align": "left"})
        self.title: Format = book.add_format({"bold": True, "font_size": 16})
        self.subtitle: Format = book.add_format({"bold": True, "font_size": 11})
        self.marking: Format = book.add_format({"bold": True, "font_color": "#B00020"})
        self.note: Format = book.add_format({"font_size": 10, "font_color": "#555555"})
        self.label: Format = book.add_format(plain | {"valign": "vcenter", "shrink": True})
        # In a grid of days a nought says nothing, and a week begins with a line.
        grid = {"num_format": "0;-0;"}
        week = {"left": 2, "left_color": "#7F7F7F"}
        self.grid = (book.add_format(middle | grid), book.add_format(middle | grid | week))
        share = {"num_format": "0%", "font_size": 8}
        self.share = (book.add_format(middle | share), book.add_format(middle | share | week))
        self.grid_heading = (
            book.add_format(middle | shaded),
            book.add_format(middle | shaded | week),
        )
        self.sum: Format = book.add_format(middle | grid | {"bold": True})


def safe(text: str) -> str:
    """Return *text* such that no program takes it for a formula, cut to what a cell holds."""
    risky = len(text) > 1 and text.startswith(RISKY)
    return (f"'{text}" if risky else text)[:LONGEST_CELL]


def put(page: Worksheet, row: int, place: int, cell: Cell, looks: Looks) -> None:
    """Write one value in the looks of its type."""
    match cell:
        case None:
            page.write_blank(row, place, None, looks.text)
        case str():
            page.write_string(row, place, safe(cell), looks.text)
        case date():
            midnight = datetime.combine(cell, time())
            page.write_datetime(row, place, midnight, looks.day)
        case float():
            page.write_number(row, place, cell, looks.decimal)
        case _:
            page.write_number(row, place, cell, looks.number)


def set_up_print(page: Worksheet, draw: str, *, wide: int = 1) -> None:
    """Fit a page to A4, *wide* sheets of paper side by side, with the draw's number above."""
    page.set_paper(A4)
    page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    page.fit_to_pages(wide, 0)
    page.set_header(f"&L{draw}&C&A&R内部资料，公布前保密")
    page.set_footer("&C第 &P 页，共 &N 页")
