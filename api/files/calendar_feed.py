"""An officer's inspections as a calendar that a phone or mail program subscribes to (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from unicodedata import category

from icalendar import Calendar, Event
from icalendar.prop import vDuration, vText

from api.wording.telling import Lang
from api.wording.words import Words

MEDIA_TYPE = "text/calendar; charset=utf-8"
PRODUCT = Words("-//DoubleDraw//Inspections//ZH", "-//DoubleDraw//Inspections//EN")
NAME = Words("双随机检查（{whose}）", "Inspections ({whose})")
CANCELLED = Words("【已取消】{summary}", "[Cancelled] {summary}")
"""Not every program shows a status."""

REFRESH = timedelta(hours=1)
"""How often a program may ask again; a visit that changed on the day should still be seen."""


@dataclass(frozen=True, slots=True)
class Span:
    """A time on the clock, from a moment to another; both know their time zone."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One entry: *when* is a whole day or a span on the clock.

    The *uid* stays the same for as long as the entry is the same inspection; *sequence* grows with
    every change of it. A cancelled one is still listed, so that it leaves the calendars it is in.
    """

    uid: str
    when: date | Span
    summary: str
    last_modified: datetime
    location: str = ""
    description: str = ""
    sequence: int = 0
    cancelled: bool = False


def calendar_feed(entries: Iterable[CalendarEntry], *, whose: str, lang: Lang) -> bytes:
    """Return the calendar of the officer called *whose*; equal entries give equal bytes."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", getattr(PRODUCT, lang))
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    name = getattr(NAME, lang).format(whose=_printable(whose))
    for key in ("name", "x-wr-calname"):
        calendar.add(key, vText(name))
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for entry in sorted(entries, key=lambda entry: (_start(entry), entry.uid)):
        calendar.add_component(_event(entry, lang))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: CalendarEntry, lang: Lang) -> Event:
    event = Event()
    event.add("uid", _printable(entry.uid))
    # The stamp says when this state of the entry was made; the moment of asking would differ.
    event.add("dtstamp", entry.last_modified.astimezone(UTC))
    event.add("last-modified", entry.last_modified.astimezone(UTC))
    event.add("sequence", entry.sequence)
    if isinstance(entry.when, Span):
        # In UTC, so that the feed needs no rules of a time zone.
        event.add("dtstart", entry.when.starts.astimezone(UTC))
        event.add("dtend", entry.when.ends.astimezone(UTC))
    else:
        event.add("dtstart", entry.when)
        event.add("dtend", entry.when + timedelta(days=1))
    words = CANCELLED if entry.cancelled else Words("{summary}", "{summary}")
    event.add("summary", getattr(words, lang).format(summary=_printable(entry.summary)))
    for key, text in (("location", entry.location), ("description", entry.description)):
        if text:
            event.add(key, _printable(text))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    # Who is inspected, and when, is nobody's business before it happened.
    event.add("class", "CONFIDENTIAL")
    return event


def _start(entry: CalendarEntry) -> str:
    when = entry.when
    return (when.starts.astimezone(UTC) if isinstance(when, Span) else when).isoformat()


def _printable(text: str) -> str:
    """Return text without control signs, which the format forbids; line breaks stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign == "\n" or category(sign) != "Cc")
