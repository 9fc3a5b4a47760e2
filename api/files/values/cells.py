"""Single values as people write them. Each reader returns None for what it cannot read."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from fractions import Fraction

YES = ("true", "yes", "y", "t", "1", "是", "有", "√", "✓", "对")
NO = ("false", "no", "n", "f", "0", "否", "无", "×", "✗", "不")

NO_VALUE = ("n/a", "#n/a", "null", "none", "-", "--", "—", "——", "/", "无")
"""Lower-case cells that stand for no value, beside the empty cell."""

SEPARATORS = "、,，;；|\n"
"""What separates the members of a list in one cell."""

DAY = re.compile(
    r"(?P<year>[0-9]{4})(?:[-/.年](?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})日?"
    r"|(?P<compact>[0-9]{4}))(?:[T ]+[0-9:.]+(?:Z|[+-][0-9:]+)?)?"
)
SERIAL = re.compile(r"(?P<serial>[2-8][0-9]{4})(?:\.[0-9]+)?")
SERIAL_ORIGIN = date(1899, 12, 30)
"""Day 0 of spreadsheet dates; serials of five digits are days from 1954 to 2146."""

FIRST_YEAR = 1900
"""A date before it is a slip of the pen: nothing in a registry is so old."""

COUNT = re.compile(
    r"(?P<digits>[0-9]{1,9})(?:\.0+)?(?:次|户|户次|家|家次|人|名|件|条|起|个|个月|月)?"
)
# Digits are bounded: nobody needs more, and a number of a million digits takes minutes.
DECIMAL = re.compile(r"[0-9]{1,30}(?:\.[0-9]{1,30})?|\.[0-9]{1,30}")
QUOTIENT = re.compile(r"([0-9]{1,30})/([0-9]{1,30})")
DIVISORS = {"%": 100, "‰": 1000}


def as_text(value: object) -> str | None:
    """Return a parsed scalar as the text that a cell would hold, or None for no value."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    text = value.isoformat() if isinstance(value, date) else str(value)
    return text.strip() or None


def plain_width(text: str) -> str:
    """Return *text* with full-width letters, digits and signs as ordinary ones, and no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def read_day(text: str) -> date | None:
    """Read 2024-1-5, 2024/1/5, 2024.1.5, 20240105, 2024年1月5日 or a spreadsheet serial."""
    found = DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        serial = SERIAL.fullmatch(plain_width(text))
        return SERIAL_ORIGIN + timedelta(days=int(serial["serial"])) if serial else None
    compact = found["compact"]
    month, day = (compact[:2], compact[2:]) if compact else (found["month"], found["day"])
    try:
        read = date(int(found["year"]), int(month), int(day))
    except ValueError:
        return None
    return read if read.year >= FIRST_YEAR else None


def looks_like_day(text: str) -> bool:
    """Tell whether *text* has the form of a date, even if no such day exists."""
    return DAY.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def read_truth(text: str) -> bool | None:
    """Read 是/否, true/false, 1/0 and their kind."""
    word = plain_width(text).lower()
    return True if word in YES else False if word in NO else None


def read_count(text: str) -> int | None:
    """Read a whole number from 0, with or without a unit: 3, 3.0, 3次."""
    found = COUNT.fullmatch(plain_width(text))
    return int(found["digits"]) if found and int(found["digits"]) < 2**31 else None


def read_fraction(text: str) -> Fraction | None:
    """Read 5%, 2‰, 0.05, 1/3 or 12, exactly."""
    word = plain_width(text)
    quotient = QUOTIENT.fullmatch(word)
    if quotient:
        return Fraction(int(quotient[1]), int(quotient[2])) if int(quotient[2]) else None
    divisor = DIVISORS.get(word[-1:], 1)
    number = word[:-1] if divisor > 1 else word
    return Fraction(number) / divisor if DECIMAL.fullmatch(number) else None


def write_fraction(value: Fraction, *, percent: bool = False) -> str:
    """Return the shortest text that `read_fraction` reads back exactly."""
    if value.denominator == 1 and not percent:
        return str(value.numerator)
    number = value * 100 if percent else value
    shift = next((n for n in range(7) if (number * 10**n).denominator == 1), None)
    if shift is None:
        return f"{value.numerator}/{value.denominator}"
    digits = str(int(number * 10**shift)).rjust(shift + 1, "0")
    whole = digits[: len(digits) - shift]
    text = f"{whole}.{digits[len(digits) - shift :]}" if shift else whole
    return f"{text}%" if percent else text


def split_list(text: str) -> tuple[str, ...]:
    """Split a cell at any of the separators; empty members fall away."""
    members = re.split(f"[{re.escape(SEPARATORS)}]", text)
    return tuple(member.strip() for member in members if member.strip())
