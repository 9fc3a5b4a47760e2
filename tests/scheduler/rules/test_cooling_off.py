from datetime import date

from scheduler.rules import cooling_off
from tests.shelf_people import advised

A_YEAR_BEFORE = date(2025, 3, 17)
A_DAY_LESS = date(2025, 3, 18)


def been(case, day, **row):
    """Let O3, who visits T5 on 17 March 2026, have been there on a day."""
    return case.inspected(**{"target_id": "T5", "day": day, "officer_ids": ["O3"]} | row)


def test_accepts_officers_who_are_new_or_long_away(case):
    assert case.breaches(cooling_off) == []
    assert been(case, A_YEAR_BEFORE).breaches(cooling_off) == []


def test_reports_an_officer_who_returns_a_day_too_soon(case):
    assert been(case, A_DAY_LESS).breaches(cooling_off) == [("T5/P1", "B1", "O3")]


def test_reports_an_officer_who_has_yet_to_go_there_for_an_earlier_draw(case):
    live = been(case, date(2026, 3, 30), log="live")

    assert live.breaches(cooling_off) == [("T5/P1", "B1", "O3")]


def test_reports_an_officer_at_any_target_of_a_merged_visit(case):
    seen = been(case, date(2026, 1, 5), target_id="T3", officer_ids=["O1", "O3"])

    assert seen.breaches(cooling_off) == [("T1/P1", "B1", "O1")]


def test_accepts_an_officer_whose_colleague_was_there(case):
    assert been(case, A_DAY_LESS, officer_ids=["O2"]).breaches(cooling_off) == []


def test_accepts_an_early_return_where_the_policy_asks_for_no_rest(case):
    assert been(case, A_DAY_LESS).policy(cooling_off_months=0).breaches(cooling_off) == []


def test_reports_an_expert_who_returns_too_soon(case):
    # E1 goes to T8 on 14 March 2026.
    def seen(day):
        return been(advised(case), day, target_id="T8", officer_ids=["E1"])

    assert seen(date(2025, 3, 15)).breaches(cooling_off) == [("T8/P3", "B2", "E1")]
    assert seen(date(2025, 3, 14)).breaches(cooling_off) == []
