"""Which column is meant by which heading, and which row of a sheet holds the headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

LOOK_AHEAD = 30
"""Rows at the top that may hold titles and remarks before the heading row."""

MOST_COLUMNS = 1_000
"""Of a table; more are a slip of a spreadsheet, or meant to keep us busy."""

LONGEST_HEADING = 200
LONGEST_CELL = 32_767
"""Characters; as many as a cell of a spreadsheet holds."""

LONGEST_NAME = 500
"""Characters of a name, which databases keep in an index."""

_NOISE = re.compile(r"[\s_*＊:：'\-\ufeff\u200b]+")
_REMARK = re.compile(r"\([^()]*\)$")


def normal_heading(text: str) -> str:
    """Return a heading without what people add to it: blanks, stars, case, width."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).lower())


class Kind(Enum):
    """How the cells of a column are read."""

    TEXT = auto()
    ID = auto()
    CODE = auto()
    DAY = auto()
    TRUTH = auto()
    COUNT = auto()
    METRES = auto()
    LIST = auto()
    CHOICE = auto()
    IGNORED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name in the code, its headings (the preferred one first), how to read it.

    *words* are further words for its values: of an enumeration, of truth, or for a day.
    *offer* is what to offer a person who wrote another word. *longest* counts characters.
    """

    name: str
    headings: tuple[str, ...]
    kind: Kind = Kind.TEXT
    words: Mapping[str, object] | None = None
    offer: str = ""
    longest: int = LONGEST_CELL


@dataclass(frozen=True, kw_only=True)
class TableSpec:
    """The columns of a table.

    Of each group in *requires*, one column must be there. *keeps_extra*: columns beyond these are
    kept as text; otherwise they are not used.
    """

    table: str
    columns: tuple[Column, ...]
    requires: tuple[tuple[str, ...], ...]
    keeps_extra: bool = False

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """Columns by name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def meanings(self) -> Mapping[str, tuple[str, int]]:
        """Normalised heading -> column name and rank; the lowest rank is preferred."""
        found: dict[str, tuple[str, int]] = {}
        for column in self.columns:
            for rank, heading in enumerate((column.name, *column.headings)):
                found.setdefault(normal_heading(heading), (column.name, rank))
        return found

    def meaning(self, heading: str) -> tuple[str, int] | None:
        """Return what a heading as found means here, or None."""
        normal = normal_heading(heading)
        return self.meanings.get(normal) or self.meanings.get(_REMARK.sub("", normal))

    def recognised(self, cells: Sequence[str]) -> set[str]:
        """Return the names of the columns that a row of headings holds."""
        return {found[0] for cell in cells if cell and (found := self.meaning(cell))}

    def missing(self, names: set[str]) -> list[tuple[str, ...]]:
        """Return the groups of required columns of which none is among *names*."""
        return [group for group in self.requires if not names.intersection(group)]

    def asked_for(self, group: tuple[str, ...]) -> str:
        """Return the headings to offer for a group of columns."""
        return " / ".join(f"{self.by_name[name].headings[0]} ({name})" for name in group)


def heading_row(rows: Sequence[Sequence[str]], spec: TableSpec) -> int | None:
    """Return the position of the row with most known headings; None if no row has any."""
    counts = [len(spec.recognised(row)) for row in rows[:LOOK_AHEAD]]
    best = max(counts, default=0)
    return counts.index(best) if best else None
