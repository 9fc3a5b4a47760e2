"""A text table handed back: CSV with a mark, as spreadsheet programs read it best."""

from __future__ import annotations

import csv
import io
import re

from api.files.returned.layout import Cells, Layout
from api.files.returned.problems import Problems
from api.files.tables.our_marks import PROBLEMS, told_broken
from api.wording.telling import Lang

LINE_END = "\r\n"
WOULD_BE_CUT = re.compile(r"0[0-9]+|[0-9]{12,}|[0-9]+[eE][0-9]+")
"""Numbers that a spreadsheet program shortens or rounds once it opens and saves the file."""


def text_table(layout: Layout, problems: Problems, lang: Lang) -> bytes:
    """Return the table as CSV; every row keeps its number, so that faults lead to it again."""
    target = io.StringIO(newline="")
    separator = layout.sheet.separator
    writer = csv.writer(target, delimiter=separator, lineterminator=LINE_END)
    written = 0

    def fill(until: int) -> None:
        for number in range(written + 1, until):
            line = layout.sheet.broken.get(number, "")
            if line:
                told = " ".join(problems.told(number))
                line = told_broken(line, separator, getattr(PROBLEMS, lang), told)
            target.write(line + LINE_END)

    for number, cells in layout.rows(problems, lang):
        fill(number)
        writer.writerow(_kept(cells))
        written = number
    fill(max(layout.sheet.broken, default=0) + 1)
    return target.getvalue().encode("utf-8-sig")


def _kept(cells: Cells) -> list[str]:
    """Return cells with a tab behind what would be cut: it keeps them text and is read away."""
    return [f"{cell}\t" if WOULD_BE_CUT.fullmatch(cell) else cell for cell in cells]
