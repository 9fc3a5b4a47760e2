"""Openings: days of plans and targets, and what is left where they meet."""

from __future__ import annotations

from datetime import date

import pytest

from scheduler.domain.calendar import Window
from scheduler.domain.planbook import Task
from scheduler.lottery.days.openings import Openings, is_closed
from tests.scheduler.lottery.days.worlds import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, plan, problem

HOLIDAY, SATURDAY, SUNDAY = (date(2026, 3, day) for day in (6, 14, 15))


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        (["mon"], True),
        (["2026-03-02"], True),
        (["tue", "2026-03-09"], False),
        (["sun", "mon"], True),
        ([], False),
    ],
)
def test_a_day_is_closed_by_its_date_or_weekday(closed, expected):
    assert is_closed(MONDAY, closed) is expected


def test_a_plan_may_use_the_working_days_of_its_window():
    short = Window(THURSDAY, date(2026, 3, 10))
    days = Openings(problem(plan("P", ["T"], window=short))).of_plan("P")

    assert days == {THURSDAY, date(2026, 3, 9)}
    assert HOLIDAY not in days


def test_a_saturday_that_is_worked_counts_and_its_sunday_does_not():
    days = Openings(problem(plan("P", ["T"]))).of_plan("P")

    assert SATURDAY in days
    assert SUNDAY not in days


def test_of_fixed_days_only_those_that_are_worked_count():
    fixed = plan("P", ["T"], fixed_days=(TUESDAY, HOLIDAY))

    assert Openings(problem(fixed)).of_plan("P") == {TUESDAY}


def openings(**targets):
    plans = (
        plan("P", ["T", "U"], fixed_days=(MONDAY, TUESDAY, WEDNESDAY)),
        plan("Q", ["T"], fixed_days=(TUESDAY, WEDNESDAY, THURSDAY)),
    )
    return Openings(problem(*plans, targets=targets))


HERE, THERE, ALSO = Task("P", "T"), Task("P", "U"), Task("Q", "T")


def test_plans_that_meet_share_the_days_of_both():
    assert openings().possible([HERE, ALSO]) == {TUESDAY, WEDNESDAY}
    assert openings().possible([HERE]) == {MONDAY, TUESDAY, WEDNESDAY}


def test_a_day_suits_if_no_target_is_closed_then():
    some = openings(T={"closed_days": ["tue"]}, U={"closed_days": ["2026-03-04"]})

    assert some.suitable([HERE]) == {MONDAY, WEDNESDAY}
    assert some.suitable([HERE, THERE]) == {MONDAY}
    assert some.suitable([HERE, ALSO]) == {WEDNESDAY}


def test_a_target_may_be_closed_on_all_days_that_its_plans_have():
    never = openings(T={"closed_days": ["mon", "tue", "wed"]})

    assert never.suitable([HERE]) == frozenset()
    assert never.possible([HERE]) != frozenset()


def test_a_target_is_open_whether_its_plan_may_come_or_not():
    some = openings(T={"closed_days": ["tue"]})

    assert not some.is_open([THERE, HERE], TUESDAY)
    assert some.is_open([THERE], TUESDAY)
    assert some.is_open([HERE], SUNDAY)
