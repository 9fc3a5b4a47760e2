"""Periods nest, and say who may go at all on the day and in the week of a call."""

from __future__ import annotations

import numpy as np
import pytest

from scheduler.lottery.candidates.periods import Periods
from scheduler.lottery.candidates.roster import UNLIMITED


def periods(day_most, week_most, *, group_of=(0, 1, 2), day_of=(0, 1, 2), week_of=(0, 0, 1)):
    return Periods(
        np.array(group_of, np.int32),
        np.array(day_of, np.int32),
        np.array(week_of, np.int32),
        np.array(day_most, np.int64),
        np.array(week_most, np.int64),
    )


FREE = ([[UNLIMITED] * 3] * 2, [[UNLIMITED] * 2] * 2)


def test_periods_that_limit_nothing_say_so():
    free = Periods.free(3, 2)

    assert not free.limited
    assert not free.together.any()
    assert free.open_to_all_calls().tolist() == [[True, True]] * 3


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (periods(*FREE), False),
        (periods([[UNLIMITED, 5, UNLIMITED], [UNLIMITED] * 3], FREE[1]), True),
        (periods(FREE[0], [[UNLIMITED, 5], [UNLIMITED] * 2]), True),
        (periods(*FREE, group_of=(0, 0, 1)), True),
    ],
)
def test_a_day_a_week_or_a_visit_of_two_calls_limits(made, expected):
    assert made.limited is expected


def test_a_call_is_together_with_others_of_its_visit():
    assert periods(*FREE, group_of=(0, 1, 0)).together.tolist() == [True, False, True]
    assert Periods.free(0, 2).together.tolist() == []


def test_calls_are_found_by_their_visit():
    first, calls = periods(*FREE, group_of=(1, 0, 1)).group_calls

    assert [calls[first[g] : first[g + 1]].tolist() for g in range(2)] == [[1], [0, 2]]
    assert [part.tolist() for part in Periods.free(0, 2).group_calls] == [[0], []]


def test_who_has_nothing_left_on_a_day_or_in_a_week_may_not_go_then():
    made = periods([[0, 1, 1], [1, 1, 1]], [[1, 1], [0, 1]])

    assert made.open_to_all_calls().tolist() == [[False, False], [True, False], [True, True]]


def test_a_part_keeps_days_and_numbers_visits_anew():
    made = periods([[1, 2, 3], [4, 5, 6]], [[7, 8], [9, 10]], group_of=(0, 2, 0))
    part = made.taking([1, 2], [1])

    assert part.group_of.tolist() == [1, 0]
    assert part.day_of.tolist() == [1, 2]
    assert part.week_of.tolist() == [0, 1]
    assert part.day_most.tolist() == [[4, 5, 6]]
    assert part.week_most.tolist() == [[9, 10]]
