"""Short ways to describe a column."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from api.files.tables.headings import LONGEST_NAME, Column, Kind
from api.files.values.words import word_list, words_for

FOREVER = date(9999, 12, 31)


def text(name: str, *headings: str) -> Column:
    """Describe a column of text."""
    return Column(name=name, headings=headings)


def title(name: str, *headings: str) -> Column:
    """Describe a column of names: text that is looked up."""
    return Column(name=name, headings=headings, longest=LONGEST_NAME)


def identifier(name: str, *headings: str) -> Column:
    """Describe a column of identifiers: plain ASCII; width and blanks do not matter."""
    return Column(name=name, headings=headings, kind=Kind.ID)


def code(name: str, *headings: str) -> Column:
    """Describe a column of codes: width and blanks do not matter, other signs are left alone."""
    return Column(name=name, headings=headings, kind=Kind.CODE)


def day(name: str, *headings: str, forever: bool = False) -> Column:
    """Describe a column of days; *forever* allows words like 长期."""
    words = dict.fromkeys(("长期", "永久", "长期有效", "无限期", "forever"), FOREVER)
    return Column(name=name, headings=headings, kind=Kind.DAY, words=words if forever else None)


def truth(name: str, *headings: str, yes: str = "", no: str = "") -> Column:
    """Describe a column of truth values; *yes* and *no* are its further words."""
    words: Mapping[str, object] = {
        **dict.fromkeys(yes.split(), True),
        **dict.fromkeys(no.split(), False),
    }
    return Column(name=name, headings=headings, kind=Kind.TRUTH, words=words)


def count(name: str, *headings: str) -> Column:
    """Describe a column of whole numbers from 0."""
    return Column(name=name, headings=headings, kind=Kind.COUNT)


def metres(name: str, *headings: str) -> Column:
    """Describe a column of coordinates: metres, rounded to whole ones."""
    return Column(name=name, headings=headings, kind=Kind.METRES)


def members(name: str, *headings: str) -> Column:
    """Describe a column of lists."""
    return Column(name=name, headings=headings, kind=Kind.LIST)


def choice(name: str, kind: type[StrEnum], *headings: str) -> Column:
    """Describe a column that holds members of an enumeration."""
    return Column(
        name=name,
        headings=headings,
        kind=Kind.CHOICE,
        words=words_for(kind),
        offer=word_list(kind),
    )


def ignored(name: str, *headings: str) -> Column:
    """Describe a column that is known and says nothing, like the number of the row."""
    return Column(name=name, headings=headings, kind=Kind.IGNORED)
