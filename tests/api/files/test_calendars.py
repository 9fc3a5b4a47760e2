from __future__ import annotations

from datetime import date

from api.files.calendars import published_calendar, read_calendar
from scheduler.domain.calendar import WorkingCalendar
from tests.api.files.desk import codes, noticed, put, said, said_in_english


def test_reads_days_off_and_days_worked_instead(tmp_path):
    text = '{"holidays": ["2026-05-01", "2026年5月2日"], "make_up_days": "20260509"}'

    assert read_calendar(put(tmp_path, "calendar.json", text)).value == WorkingCalendar(
        holidays=frozenset({date(2026, 5, 1), date(2026, 5, 2)}),
        make_up_days=frozenset({date(2026, 5, 9)}),
    )


def test_a_day_that_is_none_is_a_fault(tmp_path):
    found = read_calendar(put(tmp_path, "calendar.json", '{"holidays": ["五一"]}'))

    (line,) = said(found)
    assert line.startswith("calendar.json，holidays：“五一”不是日期，应如 2024-01-05、")
    assert "“五一” is no date" in said_in_english(found)[0]
    assert not found.readable


def test_the_published_calendar_knows_the_holidays_of_2026():
    calendar = published_calendar(range(2026, 2027))

    assert calendar.notices == ()
    assert not calendar.value.is_working(date(2026, 10, 1))
    assert calendar.value.is_working(date(2026, 10, 10))


def test_a_year_that_is_not_announced_falls_back_to_weekdays_with_a_word():
    calendar = published_calendar(range(2090, 2100))

    assert codes(calendar.notices) == ["holidays-not-known"]
    assert "2090-2099 年的节假日安排尚未收录" in noticed(calendar)[0]
    assert calendar.value.is_working(date(2091, 10, 1))
    assert not calendar.value.is_working(date(2091, 10, 6))
