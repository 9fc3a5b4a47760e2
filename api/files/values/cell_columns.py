"""Whole columns of text to values, in Polars. `cells` says the same for single values."""

from __future__ import annotations

import re
from collections.abc import Mapping

import polars as pl

from api.files.values.cells import COUNT, FIRST_YEAR, NO, NO_VALUE, SEPARATORS, YES

INVISIBLE = "[\u200b\ufeff\u2060]"
DAY_PATTERN = (
    r"^([0-9]{4})(?:[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))"
    r"(?:[T ]+[0-9:.]+(?:Z|[+-][0-9:]+)?)?$"
)
SERIAL_PATTERN = r"^([2-8][0-9]{4})(?:\.[0-9]+)?$"
METRES_PATTERN = r"^([+-]?)([0-9]{1,9})(?:\.([0-9]{1,30}))?(?:m|米)?$"
SERIAL_ORIGIN = pl.date(1899, 12, 30)


def cleaned(column: pl.Expr) -> pl.Expr:
    """Return the text of cells without blanks around it; null for what stands for no value."""
    text = column.str.replace_all(INVISIBLE, "").str.strip_chars()
    nothing = (text == "") | text.str.to_lowercase().is_in(NO_VALUE)
    return pl.when(nothing).then(None).otherwise(text)


def plain_width(column: pl.Expr) -> pl.Expr:
    """Return text with full-width letters, digits and signs as ordinary ones, and no blanks."""
    return column.str.normalize("NFKC").str.replace_all(r"\s", "")


def days(column: pl.Expr) -> pl.Expr:
    """Read days in any of the usual forms; null for what is none."""
    text = column.str.normalize("NFKC").str.strip_chars()
    part = text.str.extract_groups(DAY_PATTERN).struct
    month = pl.coalesce(part.field("2"), part.field("4")).str.zfill(2)
    day = pl.coalesce(part.field("3"), part.field("5")).str.zfill(2)
    written = pl.concat_str(part.field("1"), month, day, separator="-")
    serial = text.str.extract(SERIAL_PATTERN).cast(pl.Int64)
    day_read = pl.coalesce(
        written.str.to_date("%Y-%m-%d", strict=False),
        SERIAL_ORIGIN + pl.duration(days=serial),
    )
    return pl.when(day_read.dt.year() >= FIRST_YEAR).then(day_read)


def looks_like_day(column: pl.Expr) -> pl.Expr:
    """Tell which cells have the form of a day, even if no such day exists."""
    return column.str.normalize("NFKC").str.strip_chars().str.contains(DAY_PATTERN)


def truths(column: pl.Expr, words: Mapping[str, object] | None = None) -> pl.Expr:
    """Read truth values; *words* are further words that the column knows."""
    known = {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False), **(words or {})}
    return _looked_up(column, known, pl.Boolean())


def choices(column: pl.Expr, words: Mapping[str, object]) -> pl.Expr:
    """Read the members of an enumeration, as their values."""
    return _looked_up(column, {word: str(value) for word, value in words.items()}, pl.String())


def _looked_up(column: pl.Expr, known: Mapping[str, object], kind: pl.DataType) -> pl.Expr:
    word = plain_width(column).str.to_lowercase()
    return word.replace_strict(dict(known), default=None, return_dtype=kind)


def counts(column: pl.Expr) -> pl.Expr:
    """Read whole numbers from 0."""
    pattern = f"^{COUNT.pattern}$".replace("?P<digits>", "")
    return plain_width(column).str.extract(pattern).cast(pl.Int32(), strict=False)


def metres(column: pl.Expr) -> pl.Expr:
    """Read metres, with or without decimals, rounded to whole ones (halves away from zero)."""
    part = plain_width(column).str.to_lowercase().str.extract_groups(METRES_PATTERN).struct
    up = (part.field("3").str.head(1) >= "5").fill_null(value=False)
    size = part.field("2").cast(pl.Int32()) + up.cast(pl.Int32())
    return pl.when(part.field("1") == "-").then(-size).otherwise(size)


def lists(column: pl.Expr) -> pl.Expr:
    """Split cells at any of the separators; empty members fall away."""
    member = pl.element().str.strip_chars()
    return (
        column.str.replace_all(f"[{re.escape(SEPARATORS)}]", "|")
        .str.split("|")
        .list.eval(member.filter(member != ""))
    )
