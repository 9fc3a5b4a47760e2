"""Days: half-open windows and the working calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Self

SATURDAY = 5


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Half-open interval of days [starts, ends)."""

    starts: date
    ends: date

    def __post_init__(self) -> None:
        if self.starts >= self.ends:
            message = f"Window needs starts < ends, got [{self.starts}, {self.ends})."
            raise ValueError(message)

    def __contains__(self, day: date) -> bool:
        return self.starts <= day < self.ends

    def covers(self, other: Window) -> bool:
        """Tell whether *other* lies inside this window."""
        return self.starts <= other.starts and other.ends <= self.ends

    def intersection(self, other: Self) -> Self | None:
        """Return the common days, or None if there are none."""
        starts, ends = max(self.starts, other.starts), min(self.ends, other.ends)
        return type(self)(starts, ends) if starts < ends else None

    def days(self) -> Iterator[date]:
        """Yield every day of the window in order."""
        for offset in range((self.ends - self.starts).days):
            yield self.starts + timedelta(days=offset)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCalendar:
    """Weekdays less public holidays, plus the weekend days worked to make up for them."""

    holidays: frozenset[date] = field(default_factory=frozenset)
    make_up_days: frozenset[date] = field(default_factory=frozenset)

    def is_working(self, day: date) -> bool:
        """Tell whether offices are open on *day*."""
        if day in self.make_up_days:
            return True
        return day.weekday() < SATURDAY and day not in self.holidays

    def working_days(self, window: Window) -> tuple[date, ...]:
        """Return the working days of *window*, ascending."""
        return tuple(day for day in window.days() if self.is_working(day))


def months_before(day: date, months: int) -> date:
    """Return the day *months* calendar months before *day*, clipped to the month's last day.

    So twelve months before 29 February is 28 February.
    """
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
