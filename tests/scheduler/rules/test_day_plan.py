from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from scheduler.domain.dayplan import BodyDay, DayLoan, PlanDay
from scheduler.domain.planbook import Shortfall, ShortfallKind
from scheduler.rules import day_plan
from tests.shelf import PLANNED, stratum_pool
from tests.shelf_days import body_day, limited

SATURDAY = date(2026, 3, 14)
SUNDAY = date(2026, 3, 15)
TUESDAY = date(2026, 3, 17)
WEDNESDAY = date(2026, 3, 18)
FRIDAY = date(2026, 3, 20)


def planning(case, *rows):
    return case.locking(days=replace(case.lock.days, plan_days=tuple(sorted(rows))))


def instead(case, plan_id, *rows):
    """Plan other days for one plan."""
    return planning(case, *(row for row in PLANNED if row.plan_id != plan_id), *rows)


def of_body(case, body_id, day, **changes):
    """Change what the lock says of a body on a day."""
    rows = tuple(
        replace(row, **changes) if (row.body_id, row.day) == (body_id, day) else row
        for row in case.lock.days.body_days
    )
    return case.locking(days=replace(case.lock.days, body_days=rows))


def lending(case, *loans):
    """Plan with places that others keep ready."""
    return case.locking(days=replace(case.lock.days, loans=loans))


def telling(case, visit_id="T8/P3"):
    off = Shortfall(
        kind=ShortfallKind.OFF_PLAN, body_id="B2", subject=visit_id, needed=1, available=0
    )
    return case.drawing(shortfalls=(off,))


# --- the plans' days -------------------------------------------------------------------------


def test_accepts_as_many_visits_as_there_are_targets(case):
    assert case.breaches(day_plan) == []


@pytest.mark.parametrize("visits", [2, 3])
def test_reports_visits_beyond_the_targets(case, visits):
    more = instead(case, "P3", PlanDay("P3", SATURDAY, visits))

    assert ("P3",) in more.breaches(day_plan)


def test_reports_a_target_without_a_planned_visit(case):
    assert ("P2",) in instead(case, "P2").breaches(day_plan)


def test_reports_a_plan_that_does_not_exist(case):
    assert ("P9",) in planning(case, *PLANNED, PlanDay("P9", SATURDAY, 1)).breaches(day_plan)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 3, 6),  # a holiday
        date(2026, 3, 7),  # a Saturday
        date(2026, 3, 16),  # the day after P3's window
        date(2026, 2, 27),  # before the draw's
    ],
)
def test_reports_a_planned_day_on_which_the_plan_cannot_come(case, day):
    assert ("P3",) in instead(case, "P3", PlanDay("P3", day, 1)).breaches(day_plan)


def test_accepts_a_fixed_day_and_reports_another(case):
    fixed = case.plan("P3", fixed_days=(date(2026, 3, 13), SATURDAY))

    assert fixed.breaches(day_plan) == []
    assert case.plan("P3", fixed_days=(date(2026, 3, 13),)).breaches(day_plan) == [("P3",)]


def test_accepts_one_visit_for_each_round(case):
    rounds = case.plan("P1", merging=False, round_size=2)
    visits = (TUESDAY, date(2026, 3, 18))
    planned = instead(rounds, "P1", *(PlanDay("P1", day, 1) for day in visits))

    assert ("P1",) not in planned.breaches(day_plan)
    assert ("P1",) in rounds.breaches(day_plan)


# --- the bodies' places ----------------------------------------------------------------------


def test_accepts_what_officers_can_give_less_the_reserve(case):
    assert limited(case).breaches(day_plan) == []
    assert limited(case, per_officer=2, share=Fraction(1, 2)).breaches(day_plan) == []


@pytest.mark.parametrize("field", ["capacity", "reserve", "planned"])
@pytest.mark.parametrize("change", [-1, 1])
def test_reports_other_figures_of_a_body(case, field, change):
    days = limited(case)
    right = getattr(body_day("B1", FRIDAY, 1, Fraction(1, 3)), field)
    wrong = of_body(days, "B1", FRIDAY, **{field: right + change})

    assert ("B1", "2026-03-20") in wrong.breaches(day_plan)


def test_reports_a_limit_that_nobody_set(case):
    wrong = of_body(case, "B1", FRIDAY, capacity=9)

    assert wrong.breaches(day_plan) == [("B1", "2026-03-20")]


def test_reports_days_of_a_body_that_are_missing_or_of_no_concern(case):
    (first, *others) = case.lock.days.body_days
    missing = case.locking(days=replace(case.lock.days, body_days=tuple(others)))
    stranger = BodyDay("B9", FRIDAY, None, 0, 0)
    added = (*case.lock.days.body_days, stranger)

    assert missing.breaches(day_plan) == [(first.body_id, first.day.isoformat())]
    assert case.locking(days=replace(case.lock.days, body_days=added)).breaches(day_plan) == [
        ("B9", "2026-03-20")
    ]


def test_reports_more_places_planned_than_there_is_room(case):
    # Half of three officers is two in reserve: one place, where two are planned.
    full = limited(case, share=Fraction(1, 2)).breaches(day_plan)

    assert ("B2", "2026-03-14") in full
    assert ("B2", "2026-03-13") not in full


@pytest.mark.parametrize(("places", "short"), [(0, True), (1, False), (2, False)])
def test_accepts_more_places_where_another_body_lends_them(case, places, short):
    # Half of three is two: one place is left for the two that are planned.
    loans = (DayLoan("B2", SATURDAY, "B1", places),) if places else ()
    lent = lending(limited(case, share=Fraction(1, 2)), *loans)

    assert (("B2", "2026-03-14") in lent.breaches(day_plan)) is short


@pytest.mark.parametrize(("places", "expected"), [(1, []), (2, [("B1", "2026-03-18")])])
def test_reports_a_body_that_lends_what_its_own_visits_need(case, places, expected):
    # B1 has three officers on the 18th, keeps none, and plans two places.
    loan = DayLoan("B2", WEDNESDAY, "B1", places)

    assert lending(limited(case, share=Fraction(0)), loan).breaches(day_plan) == expected


def test_reports_loans_on_days_or_to_bodies_of_no_concern(case):
    stray = lending(case, DayLoan("B1", SUNDAY, "B2", 1))

    assert stray.breaches(day_plan) == [("B1", "2026-03-15"), ("B2", "2026-03-15")]


def test_accepts_an_expert_who_counts_for_nothing(case):
    assert limited(case.officer("O8", role="expert", status="on_duty")).breaches(day_plan) == []


def test_reports_an_officer_more_or_less(case):
    back = limited(case).officer("O8", status="on_duty").breaches(day_plan)
    ill = limited(case).officer("O7", cert_valid_to=date(2026, 3, 16)).breaches(day_plan)

    assert len(set(back)) == 22
    assert ("B2", "2026-03-16") not in ill
    assert ("B2", "2026-03-17") in ill


# --- bodies that come to some targets only ----------------------------------------------------


def with_pool(case, rows, quota, quantile):
    """Let P2 draw from these rows; B2 comes to food firms: T1, T3 and T4."""
    pool = case.pool("P2", strata=(stratum_pool((), rows, quota),), exclusions={})
    return pool.policy(day_quantile=quantile)


@pytest.mark.parametrize(
    ("rows", "quantile", "places"),
    [
        ([0, 2], Fraction(19, 20), 2),  # only food firms
        ([1, 4], Fraction(19, 20), 0),  # none
        ([0, 1], Fraction(1, 2), 0),  # one of two: half of the draws need nobody
        ([0, 1], Fraction(501, 1000), 2),
    ],
)
def test_accepts_the_quantile_of_what_one_visit_needs(case, rows, quantile, places):
    drawn = with_pool(case, rows, 1, quantile)
    right = of_body(drawn, "B2", FRIDAY, planned=places)
    b2_on_friday = ("B2", "2026-03-20")

    assert b2_on_friday not in right.breaches(day_plan)
    assert b2_on_friday in of_body(drawn, "B2", FRIDAY, planned=1).breaches(day_plan)


@pytest.mark.parametrize(
    ("quantile", "teams"),
    [
        # Two of T1, T2, T3, T5, T6 with two food firms: 3, 6 and 1 of 10 pairs hold 0, 1 and 2.
        (Fraction(3, 10), 0),
        (Fraction(9, 10), 1),
        (Fraction(91, 100), 2),
    ],
)
def test_accepts_the_quantile_of_several_visits_on_a_day(case, quantile, teams):
    drawn = with_pool(case, [0, 1, 2, 4, 5], 2, quantile)
    both = instead(drawn, "P2", PlanDay("P2", FRIDAY, 2))

    right = of_body(both, "B2", FRIDAY, planned=2 * teams)

    assert ("B2", "2026-03-20") not in right.breaches(day_plan)


def test_accepts_strata_that_are_added_up(case):
    # T1 surely, and one of T2 and T5: one team is always enough, none never.
    strata = (stratum_pool(("A",), [0], 1), stratum_pool(("B",), [1, 4], 1))
    both = instead(case.pool("P2", strata=strata), "P2", PlanDay("P2", FRIDAY, 2))

    assert ("B2", "2026-03-20") not in of_body(both, "B2", FRIDAY, planned=2).breaches(day_plan)
    assert ("B2", "2026-03-20") in of_body(both, "B2", FRIDAY, planned=4).breaches(day_plan)


# --- the visits' slots ------------------------------------------------------------------------


def test_reports_two_visits_in_one_slot(case):
    crowded = case.visit("T5/P1", day=date(2026, 3, 18))

    assert crowded.breaches(day_plan) == [("P1", "2026-03-18")]


def test_accepts_a_slot_of_another_plan_that_meets_there(case):
    assert case.visit("T1/P1", day=FRIDAY, slot_plan="P2").breaches(day_plan) == []


def test_reports_a_slot_of_a_plan_that_does_not_come(case):
    assert case.visit("T8/P3", day=FRIDAY, slot_plan="P2").breaches(day_plan) == [("T8/P3",)]


def test_accepts_a_visit_without_a_slot_of_which_the_book_tells(case):
    closed = case.target("T8", closed_days=["sat"]).visit("T8/P3", day=date(2026, 3, 13))

    assert telling(closed.visit("T8/P3", slot_plan="")).breaches(day_plan) == []


def test_reports_a_visit_without_a_slot_of_which_nothing_is_told(case):
    closed = case.target("T8", closed_days=["sat"]).visit("T8/P3", slot_plan="")

    assert closed.breaches(day_plan) == [("T8/P3",)]


def test_reports_a_visit_without_a_slot_although_every_planned_day_suits(case):
    assert telling(case.visit("T8/P3", slot_plan="")).breaches(day_plan) == [("T8/P3",)]


def test_reports_words_about_a_visit_that_has_a_slot_or_does_not_exist(case):
    assert telling(case).breaches(day_plan) == [("T8/P3",)]
    assert telling(case, "T9/P3").breaches(day_plan) == [("T9/P3",)]
