"""Columns and values of the registries in people's words, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from api.files.tables.headings import Kind
from api.files.tables.specs import SPECS
from api.files.values.words import CHINESE
from api.wording.telling import Lang
from scheduler.domain.frames import LIST_SEPARATOR

TRUTH: Mapping[Lang, Mapping[str, str]] = {
    "zh": {"true": "是", "false": "否"},
    "en": {"true": "yes", "false": "no"},
}
BETWEEN: Mapping[Lang, str] = {"zh": "、", "en": ", "}


def heading(table: str, column: str, lang: Lang) -> str:
    """Return what a column is called; one that the table does not know keeps its own heading."""
    known = SPECS[table].by_name.get(column)
    if known is None or lang == "en":
        return column.replace("_", " ") if known else column
    return known.headings[0] if known.headings else column


def readable(table: str, column: str, text: str | None, lang: Lang) -> str | None:
    """Return a value as people say it; *text* is as the canonical table has it."""
    known = SPECS[table].by_name.get(column)
    if text is None or known is None:
        return text
    if known.kind is Kind.TRUTH:
        return TRUTH[lang].get(text, text)
    if known.kind is Kind.LIST:
        return text.replace(LIST_SEPARATOR, BETWEEN[lang])
    if known.kind is Kind.CHOICE and lang == "zh":
        return _chinese(known.words or {}, text)
    return text


def _chinese(words: Mapping[str, object], text: str) -> str:
    """Return the Chinese word for a member of an enumeration."""
    for member in words.values():
        if member == text and isinstance(member, StrEnum) and member in CHINESE:
            return CHINESE[member][0]
    return text
