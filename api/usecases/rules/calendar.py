"""Working days: what the State Council announced, and what the district changed of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from api.files.calendars import published_calendar
from api.tables.plans import CalendarDay
from api.usecases.people.roles import Operation
from api.usecases.refusals import not_found
from api.usecases.transaction import Transaction
from scheduler.domain.calendar import Window, WorkingCalendar
from scheduler.errors import Fault


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of some years. *notices* name years whose holidays nobody knows yet."""

    days: WorkingCalendar
    changed: tuple[CalendarDay, ...]
    notices: tuple[Fault, ...]


def calendar_of(tx: Transaction, years: range) -> Calendar:
    """Return the calendar of *years*."""
    published = published_calendar(years)
    query = select(CalendarDay).where(
        col(CalendarDay.day) >= date(years.start, 1, 1),
        col(CalendarDay.day) < date(years.stop, 1, 1),
    )
    changed = tuple(tx.session.exec(query.order_by(col(CalendarDay.day))))
    closed = {row.day for row in changed if not row.working}
    opened = {row.day for row in changed if row.working}
    holidays = (published.value.holidays | closed) - opened
    make_up_days = (published.value.make_up_days | opened) - closed
    days = WorkingCalendar(holidays=holidays, make_up_days=make_up_days)
    return Calendar(days, changed, published.notices)


def calendar_around(tx: Transaction, window: Window) -> WorkingCalendar:
    """Return the calendar of the years that a window touches."""
    return calendar_of(tx, range(window.starts.year, window.ends.year + 1)).days


def change_day(tx: Transaction, day: date, *, working: bool, note: str = "") -> CalendarDay:
    """Open or close the offices on a day.

    Raises:
        FaultsError: if it is not allowed.
    """
    tx.actor.require(Operation.RULES_WRITE)
    row = tx.session.get(CalendarDay, day) or CalendarDay(day=day, working=working)
    row.working, row.note = working, note
    tx.session.add(row)
    tx.tell("calendar.changed", ("day", day.isoformat()), working=working, note=note)
    return row


def restore_day(tx: Transaction, day: date) -> None:
    """Let a day be again as it was announced.

    Raises:
        FaultsError: if it is not allowed, or nothing was changed.
    """
    tx.actor.require(Operation.RULES_WRITE)
    row = tx.session.get(CalendarDay, day)
    if row is None:
        raise not_found("day", day.isoformat())
    tx.session.delete(row)
    tx.tell("calendar.restored", ("day", day.isoformat()))
