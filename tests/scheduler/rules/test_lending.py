from dataclasses import replace
from datetime import date

import pytest

from scheduler.domain.dayplan import DayLoan
from scheduler.domain.policy import Remedy
from scheduler.rules import lending, own_body
from tests.shelf_book import FREE, LEAD
from tests.shelf_people import helped

FRIDAY = date(2026, 3, 20)
LENT = ("T5/P1", "B1", "B2")


def test_accepts_a_book_in_which_nobody_is_lent(case):
    assert case.breaches(lending) == []


def test_accepts_an_officer_of_a_body_that_may_lend(case):
    assert helped(case).breaches(lending) == []


def test_reports_an_officer_of_a_body_that_may_not_lend(case):
    alone = helped(case).policy(lending={"B2": ("B1",)})

    assert alone.breaches(lending) == [LENT]
    assert alone.breaches(own_body) == [("T5/P1", "B1", "O6")]


def test_reports_lending_where_it_is_no_remedy(case):
    others = tuple(remedy for remedy in Remedy if remedy is not Remedy.LENDING)

    assert helped(case).policy(remedies=others).breaches(lending) == [LENT]
    assert helped(case).policy(remedies=(Remedy.LENDING,)).breaches(lending) == []


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ((Remedy.LENDING, Remedy.DIRECT_ASSIGNMENT), []),
        ((Remedy.DIRECT_ASSIGNMENT, Remedy.LENDING), [LENT]),
        ((Remedy.OTHER_DAY, Remedy.LENDING), []),
    ],
)
def test_reports_lending_where_the_head_of_the_body_is_asked_first(case, order, expected):
    assert helped(case).policy(remedies=order).breaches(lending) == expected


def test_reports_lending_to_a_plan_that_refuses_it(case):
    assert helped(case).plan("P1", lending=False).breaches(lending) == [LENT]
    assert helped(case).plan("P3", lending=False).breaches(lending) == []


@pytest.mark.parametrize(("refusing", "expected"), [("P1", 1), ("P2", 1), ("P3", 0)])
def test_reports_lending_where_one_of_the_plans_that_meet_refuses(case, refusing, expected):
    # B1 comes to T1 for P1 and P2.
    lent = (
        case.policy(lending={"B1": ("B2",)})
        .team("T1/P1", "B1", places=(("O1", LEAD), ("O7", FREE)))
        .lent("T1/P1", "B1", "B2", 1)
        .plan(refusing, lending=False)
    )

    assert lent.breaches(lending) == [("T1/P1", "B1", "B2")] * expected


def test_accepts_lending_where_a_plan_refuses_that_concerns_another_body_only(case):
    # B2 comes to T1 for P2 alone.
    lent = (
        case.policy(lending={"B2": ("B1",)})
        .team("T1/P1", "B2", places=(("O3", FREE), ("O5", LEAD)))
        .lent("T1/P1", "B2", "B1", 1)
    )

    assert lent.plan("P1", lending=False).breaches(lending) == []
    assert lent.plan("P2", lending=False).breaches(lending) == [("T1/P1", "B2", "B1")]


@pytest.mark.parametrize("places", [0, 2])
def test_reports_another_number_than_were_lent(case, places):
    untold = helped(case).drawing(remedies=())

    assert untold.lent(*LENT, places).breaches(lending) == [LENT]


def test_reports_officers_lent_without_a_word(case):
    assert helped(case).drawing(remedies=()).breaches(lending) == [LENT]


def test_reports_a_word_said_twice(case):
    assert helped(case).lent(*LENT, 1).breaches(lending) == [LENT]


def test_accepts_two_officers_of_one_body(case):
    two = (
        helped(case)
        .drawing(remedies=())
        .team("T5/P1", "B1", places=(("O5", LEAD), ("O6", FREE)))
        .lent(*LENT, 2)
    )

    assert two.breaches(lending) == []


@pytest.mark.parametrize("lent", [("T8/P3", "B2", "B1"), ("T5/P1", "B1", "B9"), ("T9", "B1", "B2")])
def test_reports_a_word_about_nobody(case, lent):
    assert case.lent(*lent, 1).breaches(lending) == [lent]


# --- places that the days were planned with -------------------------------------------------------


def planned(case):
    """Let B1 plan with a place that B2 keeps ready."""
    loans = (DayLoan("B1", FRIDAY, "B2", 1),)
    return case.locking(days=replace(case.lock.days, loans=loans)).policy(lending={"B1": ("B2",)})


def test_accepts_a_planned_loan_of_a_body_that_may_lend(case):
    assert planned(case).breaches(lending) == []


def test_reports_a_planned_loan_that_could_not_be_made(case):
    loan = [("B1", "B2", "2026-03-20")]

    assert planned(case).policy(lending={}).breaches(lending) == loan
    assert planned(case).policy(remedies=(Remedy.OTHER_DAY,)).breaches(lending) == loan
    assert planned(case).plan("P2", lending=False).breaches(lending) == loan
    assert planned(case).plan("P3", lending=False).breaches(lending) == []
