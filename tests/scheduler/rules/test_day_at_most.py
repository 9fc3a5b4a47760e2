from datetime import date

import pytest

from scheduler.rules import day_at_most
from tests.shelf_people import WATER, advised

ON_17_MARCH = date(2026, 3, 17)


def limited(case, limit=1):
    return case.policy(max_per_day=limit)


def busy(case, officer_id="O3", **row):
    """Give somebody another visit on 17 March, when O1 and O3 go to T5."""
    given = {"target_id": "T6", "day": ON_17_MARCH, "officer_ids": [officer_id], "log": "live"}
    return case.inspected(**given | row)


def same_day(case):
    """Put the visits to T1 and T5 on one day: O1 goes to both."""
    return case.visit("T1/P1", day=ON_17_MARCH)


def test_accepts_one_visit_a_day(case):
    assert limited(case).breaches(day_at_most) == []


def test_reports_two_visits_on_one_day(case):
    assert limited(same_day(case)).breaches(day_at_most) == [("B1", "O1")]


def test_accepts_two_visits_on_one_day_where_two_are_allowed(case):
    assert limited(same_day(case), 2).breaches(day_at_most) == []


def test_accepts_any_number_without_a_limit(case):
    assert same_day(case).breaches(day_at_most) == []


@pytest.mark.parametrize("log", ["live", "history"])
def test_reports_a_visit_on_a_day_that_an_earlier_draw_has_filled(case, log):
    assert limited(busy(case, log=log)).breaches(day_at_most) == [("B1", "O3")]


def test_accepts_an_earlier_visit_on_another_day(case):
    assert limited(busy(case, day=date(2026, 3, 18))).breaches(day_at_most) == []


def test_reports_an_earlier_visit_for_another_body(case):
    assert limited(busy(case, body_id="B2")).breaches(day_at_most) == [("B1", "O3")]


def test_accepts_one_earlier_visit_to_two_targets_as_one(case):
    once = limited(busy(busy(case), target_id="T7"), 2)
    twice = limited(busy(busy(case), visit_id="X2"), 2)

    assert once.breaches(day_at_most) == []
    assert twice.breaches(day_at_most) == [("B1", "O3")]


def test_accepts_whoever_had_too_many_before_and_gets_nothing(case):
    full = limited(busy(busy(case, "O2"), "O2", visit_id="X2"))

    assert full.breaches(day_at_most) == []


def test_reports_an_expert_with_two_visits_on_one_day(case):
    sent = advised(case).visit("T1/P1", day=date(2026, 3, 14))
    twice = limited(sent.team("T1/P1", "B2", experts=(("E1", WATER),)))

    assert ("B2", "E1") not in limited(sent).breaches(day_at_most)
    assert ("B2", "E1") in twice.breaches(day_at_most)
