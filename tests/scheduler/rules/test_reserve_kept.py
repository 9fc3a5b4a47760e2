from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from scheduler.domain.dayplan import DayLoan
from scheduler.domain.planbook import RemedyUse, Shortfall, ShortfallKind
from scheduler.domain.policy import Remedy
from scheduler.rules import reserve_kept
from tests.shelf_days import limited

THIRD, HALF = Fraction(1, 3), Fraction(1, 2)
SATURDAY = date(2026, 3, 14)
B2_ON_SATURDAY = ("B2", "2026-03-14")


def lending(case, *loans):
    return case.locking(days=replace(case.lock.days, loans=loans))


def telling(case, *, visit_id="T8/P3", needed=2, available=1):
    reserve = Shortfall(
        kind=ShortfallKind.RESERVE,
        body_id="B2",
        subject=visit_id,
        needed=needed,
        available=available,
    )
    return case.drawing(shortfalls=(reserve,))


def test_accepts_anything_without_a_daily_limit(case):
    assert case.policy(urgent_reserve=Fraction(9, 10)).breaches(reserve_kept) == []


def test_accepts_as_many_as_leave_the_reserve(case):
    # B2 has three officers, keeps one, and sends two on each of its days.
    assert limited(case, share=THIRD).breaches(reserve_kept) == []


def test_reports_one_officer_of_the_reserve(case):
    # Half of three is two, so that one may go.
    assert B2_ON_SATURDAY in limited(case, share=HALF).breaches(reserve_kept)


def test_reports_officers_sent_while_live_tasks_take_the_others(case):
    busy = limited(case, share=Fraction(0)).inspected(
        "live", target_id="T6", body_id="B2", day=date(2026, 3, 14), officer_ids=["O5", "O6"]
    )

    assert busy.breaches(reserve_kept) == [B2_ON_SATURDAY]


def test_accepts_officers_who_are_lent_to_others(case):
    # O3 of B1 goes with B2 on the 18th, O1 and O2 for B1: nobody of the three is left for calls.
    lent = limited(case, share=THIRD).team(
        "T1/P1", "B2", places=(("O3", frozenset({"lead"})), ("O6", frozenset())), leader="O3"
    )

    assert lent.breaches(reserve_kept) == []


def test_reports_a_team_whose_officers_are_borrowed(case):
    # Half of three is two, so that B2 may send one officer, wherever he comes from.
    borrowed = limited(case, share=HALF).team(
        "T1/P1", "B2", places=(("O3", frozenset({"lead"})), ("O6", frozenset())), leader="O3"
    )

    assert ("B2", "2026-03-18") in borrowed.breaches(reserve_kept)


@pytest.mark.parametrize(("share", "places", "expected"), [
    (HALF, 1, []),
    (Fraction(9, 10), 1, [B2_ON_SATURDAY]),
    (Fraction(9, 10), 2, []),
])  # fmt: skip
def test_accepts_as_many_more_as_others_were_planned_to_lend(case, share, places, expected):
    lent = lending(limited(case, share=share), DayLoan("B2", SATURDAY, "B1", places))

    assert [found for found in lent.breaches(reserve_kept) if found == B2_ON_SATURDAY] == expected


def test_reports_a_lender_who_uses_what_he_was_planned_to_lend(case):
    # B2 sends two of three on Saturday.
    free = limited(case, share=Fraction(0))

    assert lending(free, DayLoan("B1", SATURDAY, "B2", 1)).breaches(reserve_kept) == []
    assert lending(free, DayLoan("B1", SATURDAY, "B2", 2)).breaches(reserve_kept) == [
        B2_ON_SATURDAY
    ]


@pytest.mark.parametrize("share", [HALF, Fraction(2, 3)])
def test_accepts_what_the_book_says_to_be_taken_from_the_reserve(case, share):
    told = telling(limited(case, share=share))

    assert B2_ON_SATURDAY not in told.breaches(reserve_kept)
    assert ("T8/P3", "B2") not in told.breaches(reserve_kept)


def test_reports_words_about_a_reserve_that_is_not_needed(case):
    assert telling(limited(case, share=THIRD)).breaches(reserve_kept) == [("T8/P3", "B2")]
    assert telling(case).breaches(reserve_kept) == [("T8/P3", "B2")]


def test_accepts_such_words_if_a_visit_left_the_day_afterwards(case):
    use = RemedyUse(
        remedy=Remedy.OTHER_DAY, visit_id="T5/P1", body_id="B1", was="2026-03-14", now="2026-03-17"
    )
    told = telling(limited(case, share=THIRD)).drawing(remedies=(use,))

    assert told.breaches(reserve_kept) == []


@pytest.mark.parametrize(("needed", "available"), [(1, 0), (2, 2)])
def test_reports_words_with_wrong_numbers(case, needed, available):
    told = telling(limited(case, share=HALF), needed=needed, available=available)

    assert ("T8/P3", "B2") in told.breaches(reserve_kept)


def test_reports_words_about_no_visit(case):
    told = telling(limited(case, share=THIRD), visit_id="T9/P3")

    assert told.breaches(reserve_kept) == [("T9/P3", "B2")]
