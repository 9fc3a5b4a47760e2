"""Days without visits (休息日): weekdays by any of their names, and single days."""

from __future__ import annotations

import re

from api.files.values.cells import plain_width, read_day

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""How weekdays are kept, Monday first."""

_SIGNS = {sign: day for day, sign in enumerate("一二三四五六日")} | {"天": 6}
_CHINESE = re.compile(
    rf"每?(?:周|星期|礼拜)(?P<signs>[{''.join(_SIGNS)}]+)(?:休息|公休|店休|闭店|歇业|不营业|休)?"
)
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST = 3
_WEEKEND = ("周末", "双休日", "weekend", "weekends")
_HOLIDAYS = ("节假日", "法定节假日", "publicholidays")


def read_closed_days(text: str) -> tuple[str, ...] | None:
    """Read 周一, 星期日, 周六日, 周末, mon, Monday or a day; None for what is none of these.

    Nobody inspects on public holidays, so 节假日 says nothing more: it is no day.
    """
    word = plain_width(text).lower()
    if word in _WEEKEND:
        return WEEKDAYS[5:]
    if word in _HOLIDAYS:
        return ()
    chinese = _CHINESE.fullmatch(word)
    if chinese:
        return tuple(WEEKDAYS[_SIGNS[sign]] for sign in chinese["signs"])
    day = read_day(text)
    return _english(word) if day is None else (day.isoformat(),)


def _english(word: str) -> tuple[str, ...] | None:
    """Read a weekday's English name, whole, in the plural, or cut after three letters or more."""
    short = word.rstrip(".")
    named = [
        short_name
        for name, short_name in zip(_ENGLISH, WEEKDAYS, strict=True)
        if short == f"{name}s" or (len(short) >= _SHORTEST and name.startswith(short))
    ]
    return tuple(named) or None
