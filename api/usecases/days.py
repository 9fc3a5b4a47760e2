"""Days as the district counts them: by the clocks of China, and in working days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from api.files.planbook.totals import BEIJING
from api.usecases.rules.calendar import calendar_of
from api.usecases.transaction import Transaction

ONE_DAY = timedelta(days=1)


def day_of(moment: datetime) -> date:
    """Return the day on which a moment is in China."""
    return moment.astimezone(BEIJING).date()


def today(tx: Transaction) -> date:
    """Return the day that it is in China."""
    return day_of(tx.now)


def working_day_after(tx: Transaction, day: date, count: int) -> date:
    """Return the day number *count* of the working days after *day*."""
    return _counted(tx, day, count, ONE_DAY)


def working_day_before(tx: Transaction, day: date, count: int) -> date:
    """Return the day number *count* of the working days before *day*, counted back."""
    return _counted(tx, day, count, -ONE_DAY)


def _counted(tx: Transaction, day: date, count: int, step: timedelta) -> date:
    # Three working days in seven at least: no run of holidays is longer than that.
    last = day + step * (count * 7 // 3 + 14)
    first, end = sorted((day, last))
    calendar = calendar_of(tx, range(first.year, end.year + 1)).days
    while count > 0:
        day += step
        count -= calendar.is_working(day)
    return day
