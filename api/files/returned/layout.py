"""Where the column of problems stands in a table, and what its rows hold then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from api.files.returned.problems import Problems
from api.files.tables.delimited import SEPARATORS
from api.files.tables.headings import LOOK_AHEAD, TableSpec, heading_row
from api.files.tables.our_marks import (
    MISSING,
    PROBLEMS,
    armed,
    is_problems,
    without_our_marks,
)
from api.files.tables.sheet import Sheet
from api.files.tables.tabular import headings_in, mended
from api.wording.telling import Lang

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
"""Of a sheet in a workbook."""

LOOK_ALIKES = {",": "\u201a", ";": "\u201a", "，": "、", "；": "、", "\t": " "}

Cells = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A table as its owner gave it, and where to add what.

    *top* is the position of the row of headings, None if none was found; *place* is that of the
    column of problems, right behind the last heading.
    """

    sheet: Sheet
    top: int | None
    headings: Sequence[str]
    place: int

    def rows(self, problems: Problems, lang: Lang) -> Iterator[tuple[int, Cells]]:
        """Yield the number and the cells of each row, what is wrong with it among them."""
        between = "\n" if self.sheet.ragged else {"zh": "", "en": " "}[lang]
        top = self.top or 0
        rows = zip(self.sheet.numbers, self.sheet.rows, strict=True)
        for position, (number, cells) in enumerate(rows):
            told = self._heading(problems, lang) if position == top else ""
            if position > top:
                told = between.join(problems.told(number))
            yield number, self._with(cells, told, position, lang)

    def _with(self, cells: Cells, told: str, position: int, lang: Lang) -> Cells:
        """Return a row with one more cell; a title above the headings, if short, as it is."""
        if self.top is not None and position < self.top and len(cells) <= self.place:
            return [armed(cell) for cell in cells]
        filling = ""
        if self.top is not None and position > self.top and not self.sheet.ragged:
            cells = mended(cells, self.place) or cells
            filling = getattr(MISSING, lang)
        own = [armed(cell) for cell in cells]
        lacking = [filling] * (self.place - len(own))
        return (*own[: self.place], *lacking, armed(told), *own[self.place :])

    def _heading(self, problems: Problems, lang: Lang) -> str:
        """Return the heading of the column: behind it stands what is wrong with the file."""
        heading: str = getattr(PROBLEMS, lang)
        if not problems.of_file:
            return heading
        told = " ".join(problems.of_file)
        if self.sheet.separator:
            # The reader finds out by the headings what separates them: no comma may mislead it.
            for sign in SEPARATORS:
                if sign != self.sheet.separator:
                    told = told.replace(sign, LOOK_ALIKES[sign])
        return f"{heading}（{told}）" if lang == "zh" else f"{heading} ({told})"

    def fits_a_workbook(self) -> bool:
        """Tell whether a sheet has room for it: a hostile one may claim a row far below."""
        return (
            max(self.sheet.numbers, default=0) <= MAX_ROWS
            and max(map(len, self.sheet.rows), default=0) < MAX_COLUMNS
        )


def lay_out(sheet: Sheet, spec: TableSpec) -> Layout:
    """Find the row of headings and the place behind it; what we once added is taken off first."""
    top = heading_row(sheet.rows, spec)
    given = without_our_marks(sheet, top)
    candidates = given.rows[:LOOK_AHEAD] if top is None else [given.rows[top]]
    headings = max((headings_in(row) for row in candidates), key=len, default=[])
    known = [] if top is None else headings
    return Layout(sheet=given, top=top, headings=known, place=len(headings))


def with_heading_row(frame: pl.DataFrame) -> Sheet:
    """Return a frame as a sheet, its headings in the first row; as text if it is too long."""
    kept = frame.select(heading for heading in frame.columns if not is_problems(heading))
    rows: list[Cells] = [kept.columns, *kept.with_columns(pl.all().fill_null("")).iter_rows()]
    numbers = list(range(1, len(rows) + 1))
    if len(rows) > MAX_ROWS:
        return Sheet(rows, numbers, separator=",")
    return Sheet(rows, numbers, ragged=True)
