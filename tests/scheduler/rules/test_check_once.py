from dataclasses import replace
from datetime import date

import pytest

from scheduler.domain.calendar import Window
from scheduler.domain.planbook import Shortfall, ShortfallKind, Task
from scheduler.rules import check_once

P1_AT_M1 = (Task("P1", "T1"), Task("P1", "T3"))
P2_AT_M1 = (Task("P2", "T1"),)


def apart(case, *, first=P1_AT_M1, second=P2_AT_M1, name="T1/P2"):
    """Split the visit to M1 in two."""
    visit, *others = case.book.visits
    split = (replace(visit, tasks=first), replace(visit, tasks=second, visit_id=name))
    return case.drawing(visits=(*split, *others))


def test_accepts_one_visit_of_plans_that_meet(case):
    assert case.breaches(check_once) == []


def test_reports_plans_that_meet_and_come_apart(case):
    # One breach for the visit that should be, two for those that should not.
    assert apart(case).breaches(check_once) == [("T1/P1",), ("T1/P1",), ("T1/P2",)]


def test_accepts_plans_apart_that_share_no_working_day(case):
    until_friday = Window(date(2026, 3, 2), date(2026, 3, 9))

    assert apart(case.plan("P1", window=until_friday)).breaches(check_once) == []


def test_reports_plans_apart_that_share_one_working_day(case):
    until_monday = Window(date(2026, 3, 2), date(2026, 3, 10))

    assert apart(case.plan("P1", window=until_monday)).breaches(check_once) != []


def test_accepts_plans_apart_that_share_only_a_weekend(case):
    from_saturday = Window(date(2026, 3, 7), date(2026, 3, 28))
    until_sunday = Window(date(2026, 3, 2), date(2026, 3, 9))
    weekend = case.plan("P2", window=from_saturday).plan("P1", window=until_sunday)

    assert apart(weekend).breaches(check_once) == []


def test_accepts_plans_together_on_a_saturday_that_is_worked(case):
    saturday = Window(date(2026, 3, 14), date(2026, 3, 16))

    assert case.plan("P2", window=saturday).breaches(check_once) == []


def test_accepts_a_plan_that_refuses_merging_apart(case):
    alone = case.plan("P2", merging=False)

    assert apart(alone).breaches(check_once) == []
    assert alone.breaches(check_once) != []


def test_reports_every_target_of_a_plan_that_refuses_merging(case):
    alone = case.plan("P1", merging=False)

    assert alone.breaches(check_once) == [("T1/P1",)] * 2 + [("T1/P2",), ("T3/P1",)]


def test_accepts_groups_in_the_order_in_which_windows_end(case):
    # P2 ends first and meets T1 of P1; T3 moved away and stands alone.
    moved = case.target("T3", premises_id="T3")
    split = apart(
        moved,
        first=(Task("P1", "T1"), Task("P2", "T1")),
        second=(Task("P1", "T3"),),
        name="T3/P1",
    )

    assert split.visit("T3/P1", premises_id="T3").breaches(check_once) == []


def test_reports_targets_of_other_premises_in_one_visit(case):
    moved = case.target("T3", premises_id="T3")

    assert ("T1/P1", "T3") in moved.breaches(check_once)


def test_reports_a_visit_under_another_name(case):
    assert case.visit("T1/P1", visit_id="T3/P1").breaches(check_once) == [("T3/P1",)]


def test_reports_a_visit_to_other_premises(case):
    assert case.visit("T5/P1", premises_id="M1").breaches(check_once) == [("T5/P1", "T5")]


# --- days ------------------------------------------------------------------------------------


def splitting(case, *, name="T1/P1", body="B1", needed=2, available=1):
    told = Shortfall(
        kind=ShortfallKind.SPLIT,
        body_id=body,
        subject=name,
        needed=needed,
        available=available,
    )
    return case.drawing(shortfalls=(told,))


def test_accepts_plans_apart_of_which_the_book_tells(case):
    assert splitting(apart(case)).breaches(check_once) == []


def test_reports_plans_together_that_are_told_to_be_apart(case):
    assert splitting(case).breaches(check_once) == [("T1/P1",), ("T1/P1",), ("T1/P2",)]


def test_reports_targets_of_one_plan_apart_even_if_it_is_told(case):
    visit, *others = case.book.visits
    tasks = ((Task("P1", "T1"),), (Task("P1", "T3"),), (Task("P2", "T1"),))
    names = ("T1/P1", "T3/P1", "T1/P2")
    each = (replace(visit, tasks=t, visit_id=n) for t, n in zip(tasks, names, strict=True))

    assert splitting(case.drawing(visits=(*each, *others))).breaches(check_once) != []


@pytest.mark.parametrize(
    "wrong",
    [
        {"body": "B9"},  # does not come
        {"available": 2},  # enough
        {"name": "T9/P1"},  # no such visit
        {"name": "T5/P1"},  # of one plan
    ],
)
def test_reports_untrue_words_about_plans_apart(case, wrong):
    subjects = [found[0] for found in splitting(apart(case), **wrong).breaches(check_once)]

    assert wrong.get("name", "T1/P1") in subjects


def test_accepts_plans_apart_that_have_no_fixed_day_in_common(case):
    fixed = case.plan("P1", fixed_days=(date(2026, 3, 17), date(2026, 3, 18)))

    assert apart(fixed.plan("P2", fixed_days=(date(2026, 3, 19),))).breaches(check_once) == []


def test_reports_plans_apart_that_have_a_fixed_day_in_common(case):
    fixed = case.plan("P1", fixed_days=(date(2026, 3, 17), date(2026, 3, 18)))

    assert apart(fixed.plan("P2", fixed_days=(date(2026, 3, 18),))).breaches(check_once) != []
