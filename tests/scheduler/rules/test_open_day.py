from fractions import Fraction

import pytest

from scheduler.domain.planbook import RemedyUse, Shortfall, ShortfallKind
from scheduler.domain.policy import Remedy
from scheduler.rules import open_day
from tests.shelf_days import limited


def telling(case, visit_id="T8/P3"):
    closed = Shortfall(
        kind=ShortfallKind.CLOSED, body_id="B2", subject=visit_id, needed=1, available=0
    )
    return case.drawing(shortfalls=(*case.book.shortfalls, closed))


def test_accepts_a_day_on_which_all_targets_are_open(case):
    # T8 is visited on Saturday 14 March.
    assert case.target("T8", closed_days=["sun", "2026-03-13"]).breaches(open_day) == []


@pytest.mark.parametrize("closed", ["sat", "2026-03-14"])
def test_reports_a_day_on_which_a_target_is_closed(case, closed):
    assert case.target("T8", closed_days=[closed]).breaches(open_day) == [("T8/P3",)]


def test_reports_every_target_of_a_visit_that_is_closed(case):
    # T1/P1 is on Wednesday 18 March.
    assert case.target("T3", closed_days=["wed"]).breaches(open_day) == [("T1/P1",)]


def test_accepts_what_is_told_if_every_day_of_the_plan_is_closed(case):
    always = case.target("T8", closed_days=["mon", "tue", "wed", "thu", "fri", "sat"])

    assert telling(always).breaches(open_day) == []


def test_accepts_what_is_told_if_other_days_have_a_limit(case):
    saturdays = limited(case.target("T8", closed_days=["sat"]), share=Fraction(0))

    assert telling(saturdays).breaches(open_day) == []


def test_reports_what_is_told_if_another_day_suits_and_has_no_limit(case):
    assert telling(case.target("T8", closed_days=["sat"])).breaches(open_day) == [("T8/P3",)]


def test_reports_what_is_told_of_an_open_day(case):
    assert telling(case).breaches(open_day) == [("T8/P3",)]


def test_accepts_what_is_told_of_a_visit_that_a_remedy_brought_to_an_open_day(case):
    use = RemedyUse(
        remedy=Remedy.OTHER_DAY, visit_id="T8/P3", body_id="B2", was="2026-03-13", now="2026-03-14"
    )

    assert telling(case).drawing(remedies=(use,)).breaches(open_day) == []


def test_reports_what_is_told_of_no_visit(case):
    assert telling(case, "T9/P3").breaches(open_day) == [("T9/P3",)]
