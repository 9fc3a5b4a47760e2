"""A spreadsheet handed back: cells at fault in red, and the view where the first one is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from api.files.returned.layout import Cells, Layout
from api.files.returned.package import FAULTY, HEADING, MAIN, NOTICED, PLAIN, workbook
from api.files.returned.problems import Problems
from api.wording.telling import Lang

A4 = 9
LONGEST_CELL = 32_767
"""Characters, a limit of the format."""

NARROWEST, WIDEST, PROBLEMS_WIDTH, FILLED = 9, 40, 64, 58
"""Widths of columns, in digits; a line breaks before the last is full."""

LINE, TALLEST_ROW = 17, 409
"""Points; the second is a limit of the format."""

LOOKED_AT = 200
"""Rows that decide how wide columns are."""

TALLEST_FROZEN = 8
"""More rows of titles than these would fill the window if they stayed in view."""

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NOT_PLAIN = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x")
ESCAPE_ALIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""The format has escapes of its own: text that looks like one must not be taken for it."""


def marked_workbook(layout: Layout, problems: Problems, lang: Lang) -> bytes:
    """Return the table as a workbook with the one sheet that was read."""
    last = max(layout.sheet.numbers, default=1)
    top = layout.sheet.numbers[layout.top or 0] if layout.sheet.numbers else 1
    end = column_letters(layout.place)
    filtered = f"$A${top}:${end}${last}"
    pieces = _sheet(layout, problems, lang, filtered.replace("$", ""))
    return workbook(layout.sheet.name, pieces, filtered)


def _sheet(layout: Layout, problems: Problems, lang: Lang, filtered: str) -> Iterator[str]:
    yield f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    yield _view(layout, problems)
    yield _columns(layout)
    yield "<sheetData>"
    letters = [column_letters(place) for place in range(_width(layout))]
    top = layout.top or 0
    for position, (number, cells) in enumerate(layout.rows(problems, lang)):
        if position == top:
            looks: list[int] | None = _heading_looks(layout, problems, len(cells))
        else:
            looks = _looks(layout, problems, number, len(cells))
        told = cells[layout.place] if looks else ""
        yield _row(number, cells, looks, letters, _height(told))
    yield "</sheetData>"
    yield f'<autoFilter ref="{filtered}"/>'
    yield f'<pageSetup paperSize="{A4}" orientation="landscape" fitToHeight="0"/>'
    yield f'<ignoredErrors><ignoredError sqref="{filtered}" numberStoredAsText="1"/>'
    yield "</ignoredErrors></worksheet>"


def _view(layout: Layout, problems: Problems) -> str:
    """Return the view: headings stay, below them stands the first row with a fault."""
    top = layout.sheet.numbers[layout.top or 0] if layout.sheet.numbers else 1
    faulty = [number for number, found in problems.of_row.items() if found.faulty]
    first = max(min(faulty, default=top + 1), top + 1)
    cell = f"{column_letters(layout.place)}{first}"
    selected = f'activeCell="{cell}" sqref="{cell}"'
    if top > TALLEST_FROZEN:
        inner = f"<selection {selected}/>"
    else:
        inner = (
            f'<pane ySplit="{top}" topLeftCell="A{first}" activePane="bottomLeft" state="frozen"/>'
            f'<selection pane="bottomLeft" {selected}/>'
        )
    return (
        f'<sheetViews><sheetView tabSelected="1" workbookViewId="0">{inner}</sheetView>'
        "</sheetViews>"
    )


def _columns(layout: Layout) -> str:
    """Return the columns: all are text, so that what a person types is kept as it is."""
    widths = [NARROWEST] * layout.place
    for row in layout.sheet.rows[layout.top or 0 : LOOKED_AT]:
        for place, cell in enumerate(row[: layout.place]):
            widths[place] = max(widths[place], _wide(cell) + 2)
    widths = [min(width, WIDEST) for width in widths]
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" style="{PLAIN}" customWidth="1"/>'
        for number, width in enumerate((*widths, PROBLEMS_WIDTH), start=1)
    )
    return f"<cols>{columns}</cols>"


def _width(layout: Layout) -> int:
    return max((*map(len, layout.sheet.rows), layout.place)) + 1


def _heading_looks(layout: Layout, problems: Problems, width: int) -> list[int]:
    looks = [
        FAULTY if heading in problems.headings else HEADING for heading in layout.headings
    ] or [PLAIN] * layout.place
    told = FAULTY if problems.of_file else HEADING
    return [*looks, told, *[PLAIN] * (width - len(looks) - 1)]


def _looks(layout: Layout, problems: Problems, number: int, width: int) -> list[int] | None:
    """Return the looks of the cells of a row; None if nothing is to be said about it."""
    found = problems.of_row.get(number)
    if found is None:
        return None
    if not found.faulty:
        return [NOTICED] * width
    at_fault = [heading in found.headings for heading in layout.headings]
    if not any(at_fault):
        return [FAULTY] * width
    looks = [FAULTY if at else PLAIN for at in at_fault]
    return [*looks, FAULTY, *[PLAIN] * (width - len(looks) - 1)]


def _height(told: str) -> str:
    """Return the height that shows what is told whole: not every program finds it by itself."""
    lines = sum(1 + _wide(line) // FILLED for line in told.split("\n"))
    return f' ht="{min(LINE * lines, TALLEST_ROW)}" customHeight="1"' if lines > 1 else ""


def _wide(text: str) -> int:
    # In this encoding a character has as many bytes as it is wide, or more.
    return len(text.encode("gb18030", "replace"))


def _row(
    number: int, cells: Cells, looks: Sequence[int] | None, letters: Sequence[str], height: str
) -> str:
    pieces = [f'<row r="{number}"{height}>']
    for place, cell in enumerate(cells):
        look = f' s="{looks[place]}"' if looks else ""
        at = f'<c r="{letters[place]}{number}"{look}'
        if cell:
            text = _escaped(cell) if NOT_PLAIN.search(cell) else cell[:LONGEST_CELL]
            pieces.append(f'{at} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')
        elif looks:
            pieces.append(f"{at}/>")
    pieces.append("</row>")
    return "".join(pieces)


def _escaped(text: str) -> str:
    clean = NOT_IN_XML.sub(" ", text[:LONGEST_CELL])
    return escape(ESCAPE_ALIKE.sub("_x005F_", clean), {"\r": "&#13;"})


def column_letters(place: int) -> str:
    """Return what a spreadsheet calls the column at *place*, from 0."""
    letters = ""
    number = place + 1
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
