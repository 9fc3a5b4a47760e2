"""The calendar of an officer, read back by another program."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from api.files.calendar_feed import CalendarEntry, Span, calendar_feed

BEIJING = timezone(timedelta(hours=8))
CHANGED = datetime(2026, 2, 27, 16, 30, tzinfo=BEIJING)
DAY = CalendarEntry(
    uid="120116-2026-000001-V001@example.invalid",
    when=date(2026, 3, 2),
    summary="食品销售专项抽查：某公司",
    last_modified=CHANGED,
    location="某路1号, 二层; 东门",
    description="任务：120116-2026-000001-P01-001\r\n检查码：1234",
    sequence=2,
)
CLOCK = replace(
    DAY,
    uid="V002",
    when=Span(
        datetime(2026, 3, 3, 9, tzinfo=BEIJING), datetime(2026, 3, 3, 11, 30, tzinfo=BEIJING)
    ),
)


def feed(*entries, lang="zh", whose="O-1"):
    return calendar_feed(entries, whose=whose, lang=lang)


def read(content):
    calendar = Calendar.from_ical(content)
    return calendar, list(calendar.events)


def test_what_was_told_is_read_back():
    _, (event,) = read(feed(DAY))

    assert str(event["uid"]) == DAY.uid
    assert str(event["summary"]) == DAY.summary
    assert str(event["location"]) == DAY.location
    assert str(event["description"]) == DAY.description.replace("\r\n", "\n")
    assert event["sequence"] == 2
    assert event["last-modified"].dt == CHANGED
    assert event["status"] == "CONFIRMED"
    assert event["class"] == "CONFIDENTIAL"


def test_a_whole_day_ends_on_the_next_and_has_no_time():
    _, (event,) = read(feed(DAY))

    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 3, 2), date(2026, 3, 3))
    assert b"DTSTART;VALUE=DATE:20260302\r\n" in feed(DAY)


def test_a_time_on_the_clock_is_told_in_utc():
    content = feed(CLOCK)

    assert b"DTSTART:20260303T010000Z\r\n" in content
    assert b"DTEND:20260303T033000Z\r\n" in content


def test_what_is_cancelled_is_listed_and_says_so():
    _, (event,) = read(feed(replace(DAY, cancelled=True, sequence=3)))
    english = read(feed(replace(DAY, cancelled=True), lang="en"))[1][0]

    assert event["status"] == "CANCELLED"
    assert str(event["summary"]) == f"【已取消】{DAY.summary}"
    assert str(english["summary"]) == f"[Cancelled] {DAY.summary}"


@pytest.mark.parametrize(
    ("lang", "product", "name"),
    [
        ("zh", "-//DoubleDraw//Inspections//ZH", "双随机检查（O-1）"),
        ("en", "-//DoubleDraw//Inspections//EN", "Inspections (O-1)"),
    ],
)
def test_the_calendar_says_what_it_is_and_when_to_ask_again(lang, product, name):
    calendar, events = read(feed(lang=lang))

    assert events == []
    assert calendar["version"] == "2.0"
    assert calendar["prodid"] == product
    assert calendar["method"] == "PUBLISH"
    assert str(calendar["name"]) == str(calendar["x-wr-calname"]) == name
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in feed()
    assert b"X-PUBLISHED-TTL:PT1H\r\n" in feed()


def test_equal_entries_give_equal_bytes_in_whatever_order():
    assert feed(DAY, CLOCK) == feed(CLOCK, DAY) == feed(DAY, CLOCK)
    assert [str(event["uid"]) for event in read(feed(CLOCK, DAY))[1]] == [DAY.uid, "V002"]


def test_commas_semicolons_backslashes_and_line_breaks_are_escaped():
    content = feed(replace(DAY, location="a,b;c\\d\ne", summary="x", description=""))

    assert rb"LOCATION:a\,b\;c\\d\ne" + b"\r\n" in content
    assert b"DESCRIPTION" not in content


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=200),
    st.integers(0, 120),
)
def test_long_lines_are_folded_between_characters_and_read_back(text, more):
    content = feed(replace(DAY, summary=text + "检" * more))
    lines = content.split(b"\r\n")

    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() is not None for line in lines)
    assert str(read(content)[1][0]["summary"]) == text + "检" * more


def test_a_name_with_a_comma_is_escaped():
    assert "NAME:双随机检查（甲\\,乙）\r\n".encode() in feed(whose="甲,乙")


def test_every_line_ends_with_carriage_return_and_line_feed():
    content = feed(replace(DAY, description="一\n二\r三"), whose="O\r\nX:1")

    assert content.count(b"\r") == content.count(b"\n") == content.count(b"\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")


def test_control_signs_are_left_out_and_blanks_of_any_kind_stay():
    _, (event,) = read(feed(replace(DAY, summary="某\x07\x1b[31m　公司\t甲")))

    assert str(event["summary"]) == "某[31m　公司甲"


def test_a_stamp_does_not_depend_on_the_moment_of_asking():
    assert read(feed(DAY))[1][0]["dtstamp"].dt == CHANGED.astimezone(UTC)
