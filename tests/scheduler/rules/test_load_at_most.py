from datetime import date

import pytest

from scheduler.rules import load_at_most
from tests.shelf_book import FREE, LEAD
from tests.shelf_people import advised, helped

IN_MARCH = date(2026, 3, 4)


def busy(case, officer_id, **row):
    given = {"target_id": "T6", "day": IN_MARCH, "officer_ids": [officer_id], "log": "live"}
    return case.inspected(**given | row)


def test_accepts_an_officer_at_his_own_limit(case):
    # O1 may go twice, and does.
    assert case.breaches(load_at_most) == []


def test_reports_an_officer_above_his_own_limit(case):
    assert case.officer("O1", max_visits=1).breaches(load_at_most) == [("B1", "O1")]


def test_accepts_an_officer_at_the_limit_of_the_policy(case):
    assert case.policy(max_visits=2).breaches(load_at_most) == []


def test_reports_an_officer_above_the_limit_of_the_policy(case):
    # O2 goes once now and once for an earlier draw; O5 goes twice now.
    assert case.policy(max_visits=1).breaches(load_at_most) == [("B1", "O2"), ("B2", "O5")]


def test_accepts_any_number_without_a_limit(case):
    assert case.officer("O1", max_visits=None).policy(max_visits=None).breaches(load_at_most) == []


def test_reports_a_limit_of_none_at_all(case):
    assert case.officer("O7", max_visits=0).breaches(load_at_most) == [("B2", "O7")]


def test_reports_visits_of_earlier_draws_in_the_window(case):
    assert busy(case, "O1").breaches(load_at_most) == [("B1", "O1")]


def test_accepts_visits_of_earlier_draws_outside_the_window(case):
    assert busy(case, "O1", day=date(2026, 4, 1)).breaches(load_at_most) == []


def test_accepts_visits_of_earlier_draws_for_another_body(case):
    assert busy(case, "O1", body_id="B2").breaches(load_at_most) == []


def test_accepts_one_earlier_visit_to_two_targets_as_one(case):
    # O2 has room for one more than his live visit.
    two = case.officer("O2", max_visits=2)

    assert busy(two, "O2", visit_id="L1").breaches(load_at_most) == []
    assert busy(two, "O2", visit_id="L2").breaches(load_at_most) == [("B1", "O2")]


def test_accepts_whoever_had_too_many_before_and_gets_nothing(case):
    full = busy(case, "O7", body_id="B2").officer("O7", max_visits=0)
    resting = full.team("T8/P3", "B2", places=(("O5", LEAD), ("O6", FREE)))

    assert full.breaches(load_at_most) == [("B2", "O7")]
    assert resting.breaches(load_at_most) == []


@pytest.mark.parametrize(("limit", "expected"), [(1, []), (0, [("B2", "E1")])])
def test_reports_an_expert_above_his_limit(case, limit, expected):
    assert advised(case).officer("E1", max_visits=limit).breaches(load_at_most) == expected


def test_reports_visits_for_a_body_that_borrows(case):
    # O6 goes to T1 for his own body and to T5 for B1.
    assert helped(case).officer("O6", max_visits=2).breaches(load_at_most) == []
    assert helped(case).officer("O6", max_visits=1).breaches(load_at_most) == [("B2", "O6")]
