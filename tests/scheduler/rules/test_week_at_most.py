from datetime import date

import pytest

from scheduler.rules import week_at_most
from tests.shelf_people import WATER, advised


def limited(case, limit=1):
    return case.policy(max_per_week=limit)


def busy(case, day, officer_id="O6", **row):
    """Give O6, who goes on Wednesday 18 March, an earlier visit."""
    given = {"target_id": "T6", "day": day, "officer_ids": [officer_id], "body_id": "B2"}
    return case.inspected("live", **given | row)


def test_accepts_as_many_visits_as_are_allowed(case):
    # O1 goes on 17 and 18 March; O5 in two weeks, on the 14th and the 18th.
    assert limited(case, 2).breaches(week_at_most) == []


def test_reports_two_visits_in_one_week(case):
    assert limited(case).breaches(week_at_most) == [("B1", "O1")]


def test_accepts_any_number_without_a_limit(case):
    assert case.breaches(week_at_most) == []


@pytest.mark.parametrize(
    ("day", "reported"),
    [
        (date(2026, 3, 15), False),  # Sunday
        (date(2026, 3, 16), True),  # Monday
        (date(2026, 3, 22), True),  # Sunday
        (date(2026, 3, 23), False),
    ],
)
def test_reports_earlier_visits_from_monday_to_sunday(case, day, reported):
    found = limited(busy(case, day)).breaches(week_at_most)

    assert (("B2", "O6") in found) == reported


@pytest.mark.parametrize("log", ["live", "history"])
def test_reports_earlier_visits_of_the_week_outside_the_window(case, log):
    # The window ends on 31 March, a Tuesday.
    late = case.visit("T1/P1", day=date(2026, 3, 31))
    after = {"target_id": "T6", "day": date(2026, 4, 2), "officer_ids": ["O6"], "log": log}

    assert ("B2", "O6") in limited(late.inspected(**after)).breaches(week_at_most)
    assert ("B2", "O6") not in limited(late).breaches(week_at_most)


def test_accepts_one_earlier_visit_to_two_targets_as_one(case):
    monday = date(2026, 3, 16)
    once = limited(busy(busy(case, monday), monday, target_id="T7"), 2)
    twice = limited(busy(busy(case, monday), monday, visit_id="X2"), 2)

    assert once.breaches(week_at_most) == []
    assert twice.breaches(week_at_most) == [("B2", "O6")]


def test_accepts_the_same_week_of_another_year(case):
    # 18 March 2026 lies in week 12, as 19 March 2025 does.
    assert ("B2", "O6") not in limited(busy(case, date(2025, 3, 19))).breaches(week_at_most)


def test_reports_an_expert_with_two_visits_in_one_week(case):
    sent = advised(case).visit("T1/P1", day=date(2026, 3, 13))
    twice = limited(sent.team("T1/P1", "B2", experts=(("E1", WATER),)))

    assert ("B2", "E1") not in limited(sent).breaches(week_at_most)
    assert ("B2", "E1") in twice.breaches(week_at_most)
