"""Rows of cells as text, with the row numbers that a person sees; no meaning yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows that hold anything, and the number of each in the file, from 1.

    *ragged* says that a row may have more cells than the heading row without being broken: so in
    a spreadsheet, where a stray cell is a note; in text it means that a separator is misplaced.
    *name* is that of a sheet in a workbook; *separator* is that of text, in which lines that are no
    rows are kept whole as *broken*, by number.
    """

    rows: list[Sequence[str]]
    numbers: list[int]
    ragged: bool = False
    name: str = ""
    separator: str = ""
    broken: Mapping[int, str] = field(default_factory=dict)
