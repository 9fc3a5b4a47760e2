"""The timetable: days and weeks of calls, and what each officer has left on them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from scheduler.lottery.candidates.roster import UNLIMITED
from scheduler.lottery.candidates.timetable import engagements, periods_of, week_of
from tests.scheduler.lottery.candidates.asked import call, visit_on

# March 2026: the 2nd is a Monday, and the window's first day; its last is Tuesday the 31st.
FIRST, TENTH, TWELFTH, NEXT_WEEK = (date(2026, 3, day) for day in (2, 10, 12, 17))
CALLS = [
    call(visit_on("a", TWELFTH)),
    call(visit_on("b", TENTH)),
    call(visit_on("b", TENTH), "B2"),
    call(visit_on("c", NEXT_WEEK)),
]
OFFICERS = ["O3", "O1"]


def periods(case, officers=OFFICERS, calls=CALLS):
    problem = case.lock.problem
    return periods_of(problem, calls, officers, engagements(problem))


def test_without_limits_all_days_are_one_and_nobody_is_counted(case):
    found = periods(case)

    assert found.day_of.tolist() == found.week_of.tolist() == [0, 0, 0, 0]
    assert (found.day_most == UNLIMITED).all()
    assert (found.week_most == UNLIMITED).all()
    assert not engagements(case.lock.problem).on_day


def test_days_and_weeks_are_numbered_in_order(case):
    found = periods(case.policy(max_per_day=2, max_per_week=3))

    assert found.day_of.tolist() == [1, 0, 0, 2]
    assert found.week_of.tolist() == [0, 0, 0, 1]
    assert found.day_most.tolist() == [[2, 2, 2]] * 2
    assert found.week_most.tolist() == [[3, 3]] * 2


def test_calls_of_one_visit_share_a_group(case):
    assert periods(case).group_of.tolist() == [0, 1, 1, 2]


@pytest.mark.parametrize("log", ["history", "live"])
@pytest.mark.parametrize(
    ("day", "day_left", "week_left"),
    [
        (TENTH, [1, 2, 2], [2, 3]),
        (date(2026, 3, 9), [2, 2, 2], [2, 3]),  # the Monday of that week
        (date(2026, 3, 15), [2, 2, 2], [2, 3]),  # its Sunday
        (date(2026, 3, 16), [2, 2, 2], [3, 2]),
        (date(2026, 3, 8), [2, 2, 2], [3, 3]),
    ],
)
def test_visits_of_the_logs_take_from_their_day_and_week(case, log, day, day_left, week_left):
    busy = case.inspected(log, target_id="T6", day=day, officer_ids=["O1"])
    found = periods(busy.policy(max_per_day=2, max_per_week=3))

    assert found.day_most.tolist() == [[2, 2, 2], day_left]
    assert found.week_most.tolist() == [[3, 3], week_left]


def test_a_visit_to_several_targets_counts_once(case):
    for target_id in ("T5", "T6"):
        case = case.inspected("live", target_id=target_id, day=TENTH, officer_ids=["O1"])

    assert periods(case.policy(max_per_day=3)).day_most[1].tolist() == [2, 3, 3]


def test_nobody_has_less_than_nothing_left(case):
    for number in range(3):
        case = case.inspected(
            "live", target_id="T6", day=TENTH, officer_ids=["O1"], visit_id=f"L{number}"
        )

    assert periods(case.policy(max_per_day=2)).day_most[1].tolist() == [0, 2, 2]


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2026, 3, 1), False),  # the Sunday before the window's first week
        (FIRST, True),
        (date(2026, 4, 7), True),  # a week after the end of the window, at least
        (date(2026, 4, 8), False),
    ],
)
def test_weeks_that_the_window_touches_count_whole(case, day, counts):
    busy = case.inspected("live", target_id="T6", day=day, officer_ids=["O1"])
    found = engagements(busy.policy(max_per_week=3).lock.problem)

    assert (found.in_week.get(("O1", week_of(day)), 0) == 1) is counts


def test_the_first_days_of_january_belong_to_a_week_of_the_year_before():
    assert week_of(date(2027, 1, 3)) == (2026, 53)
    assert week_of(date(2027, 1, 4)) == (2027, 1)


def test_a_pool_without_calls_or_officers_has_its_shape(case):
    limited = case.policy(max_per_day=1, max_per_week=1)

    assert periods(limited, [], CALLS).day_most.shape == (0, 3)
    assert periods(limited, OFFICERS, []).day_most.shape == (2, 1)
    assert np.issubdtype(periods(limited, OFFICERS, []).day_of.dtype, np.integer)
