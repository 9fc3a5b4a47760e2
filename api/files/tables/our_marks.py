"""What we add to a table that goes back to its owner, and how it is taken off when it comes again.

A column of problems, a sign where a cell is missing, and an apostrophe before what a spreadsheet
program would take for a formula: none of it may be taken for the owner's data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from api.files.tables.headings import normal_heading
from api.files.tables.sheet import Sheet
from api.wording.words import Words

PROBLEMS = Words("问题", "Problems")
"""Heading of the column of problems; what is wrong with the whole file stands behind it."""

MISSING = Words("（缺）", "(missing)")
"""Stands for a cell that a row of a text table lacks: a program that pads it hides nothing."""

RISKY = "=+-@\t\r"
"""A cell that begins so may be taken for a formula."""

_FORMULA = r"(?='*[=+\-@])"
_NUMBER = re.compile(r"[+-][0-9]+(\.[0-9]+)?")
_FIRST_SIGNS = frozenset(("'", *RISKY, *(word[0] for word in MISSING)))
_HEADINGS = tuple(normal_heading(word) for word in PROBLEMS)


def is_problems(heading: str) -> bool:
    """Tell whether a heading is that of the column of problems, with or without a remark."""
    normal = normal_heading(heading)
    return any(normal == word or normal.startswith(f"{word}(") for word in _HEADINGS)


def armed(text: str) -> str:
    """Return *text* such that it is taken for no formula and no mark; `disarmed` gives it back."""
    return f"'{text}" if _is_dangerous(text) else text


def disarmed(text: str) -> str:
    """Return what `armed` was given."""
    return text[1:] if text.startswith("'") and _is_dangerous(text[1:]) else text


def _is_dangerous(text: str) -> bool:
    if not text or text[0] not in _FIRST_SIGNS:
        return False
    bare = text.lstrip("'")
    risky = len(bare) > 1 and bare[0] in RISKY and not _NUMBER.fullmatch(bare)
    return risky or bare in MISSING


def broken_line(line: str, separator: str) -> str:
    """Return a line that is no row as its owner wrote it."""
    for heading in PROBLEMS:
        own, mark, _ = line.partition(_told(heading, separator))
        if mark:
            return re.sub(rf"{_cell_start(separator)}'{_FORMULA}", r"\1", own)
    return line


def told_broken(line: str, separator: str, heading: str, told: str) -> str:
    """Return a line that is no row with what is wrong with it; it stays none.

    A quote that the line leaves open is closed by ours, at a place where none may stand: so the
    line is refused again, and a spreadsheet program does not let it swallow those below.
    """
    harmless = re.sub(f"{_cell_start(separator)}{_FORMULA}", r"\1'", line)
    return harmless + _told(heading, separator) + told.replace('"', "”") + '"'


def _cell_start(separator: str) -> str:
    return f'((?:^|{re.escape(separator)})"*)'


def _told(heading: str, separator: str) -> str:
    return f'{separator}"{heading}: '


def without_our_marks(sheet: Sheet, top: int | None) -> Sheet:
    """Return a sheet as its owner gave it; one that was never handed back stays as it is.

    *top* is the row of headings. Where none was found, the problems stand in the first row.
    """
    first: Sequence[str] = sheet.rows[top or 0] if sheet.rows else ()
    places = [place for place, cell in enumerate(first) if is_problems(cell)]
    if not places:
        return sheet
    place = places[0]
    rows: list[Sequence[str]] = [
        [
            disarmed(cell)
            for cell in (*row[:place], *row[place + 1 :])
            if sheet.ragged or cell not in MISSING
        ]
        for row in sheet.rows
    ]
    return replace(sheet, rows=rows)
