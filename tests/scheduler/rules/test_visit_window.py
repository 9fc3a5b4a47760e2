from datetime import date

import pytest

from scheduler.domain.calendar import Window
from scheduler.rules import visit_window


def test_accepts_days_inside_all_windows(case):
    assert case.breaches(visit_window) == []


@pytest.mark.parametrize("day", [9, 27])
def test_accepts_the_first_and_the_last_day_common_to_all_plans(case, day):
    assert case.visit("T1/P1", day=date(2026, 3, day)).breaches(visit_window) == []


@pytest.mark.parametrize("day", [5, 30])
def test_reports_a_day_outside_one_of_the_plans(case, day):
    assert case.visit("T1/P1", day=date(2026, 3, day)).breaches(visit_window) == [("T1/P1",)]


def test_reports_a_day_outside_the_draw(case):
    narrow = case.problem(window=Window(date(2026, 3, 2), date(2026, 3, 17)))

    # Both the window in the book and the day are wrong then.
    assert ("T5/P1",) in narrow.breaches(visit_window)


def test_reports_a_window_that_is_not_the_common_one(case):
    wide = case.visit("T1/P1", window=Window(date(2026, 3, 2), date(2026, 3, 28)))

    assert wide.breaches(visit_window) == [("T1/P1",)]


def test_reports_a_visit_of_plans_that_have_no_day_in_common(case):
    later = case.plan("P2", window=Window(date(2026, 4, 1), date(2026, 5, 1)))

    assert set(later.breaches(visit_window)) == {("T1/P1",)}


def test_reports_a_weekend(case):
    assert case.visit("T1/P1", day=date(2026, 3, 21)).breaches(visit_window) == [("T1/P1",)]


def test_reports_a_holiday(case):
    assert case.visit("T8/P3", day=date(2026, 3, 6)).breaches(visit_window) == [("T8/P3",)]


def test_accepts_a_saturday_that_is_worked(case):
    assert case.book.visits[2].day == date(2026, 3, 14)
    assert case.breaches(visit_window) == []
