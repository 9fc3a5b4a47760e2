"""Calls: what each crew sends to a visit, lent places included."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scheduler.domain.registry import Role
from scheduler.lottery.candidates.calls import Loan, calls_of, places_of
from scheduler.lottery.candidates.crews import Crew
from tests.scheduler.lottery.candidates.asked import demand, visit_on

FOOD, FREE = frozenset({"food"}), frozenset()
KEY = ("V", "B1")


def calls(*demands, loans=None, senior=False, but=()):
    visit = replace(visit_on("V", date(2026, 3, 2)), demands=demands)
    return [
        (one.crew, one.body_id, one.slots, one.senior)
        for one in calls_of([visit], loans or {}, senior=senior, but=but)
    ]


@pytest.mark.parametrize(
    ("size", "slots", "places"),
    [(2, (), [FREE, FREE]), (3, (FOOD,), [FOOD, FREE, FREE]), (1, (FOOD,), [FOOD])],
)
def test_a_team_has_a_place_for_each_officer_those_with_a_need_first(size, slots, places):
    assert places_of(demand(size=size, slots=slots)) == places


def test_each_body_is_called_for_its_own_team():
    assert calls(demand("B1"), demand("B2", 1)) == [
        (Crew("B1"), "B1", (FREE, FREE), False),
        (Crew("B2"), "B2", (FREE,), False),
    ]


def test_experts_are_a_call_of_their_own_crew():
    assert calls(demand(experts=(FOOD,)))[1:] == [(Crew("B1", Role.EXPERT), "B1", (FOOD,), False)]


def test_what_is_lent_is_a_call_of_the_lender_for_the_team_of_the_borrower():
    found = calls(demand(slots=(FOOD,)), loans={KEY: (Loan("B2", (FOOD,)),)})

    assert found == [(Crew("B1"), "B1", (FREE,), False), (Crew("B2"), "B1", (FOOD,), False)]


def test_a_body_whose_team_is_lent_whole_is_not_called():
    loans = {KEY: (Loan("B2", (FREE,)), Loan("B3", (FREE,)))}

    assert [crew for crew, *_ in calls(demand(), loans=loans)] == [Crew("B2"), Crew("B3")]


@pytest.mark.parametrize(
    ("lent", "seniors"),
    [
        ((), [True]),
        ((("B2", 1),), [True, False]),
        ((("B2", 2),), [True]),
        ((("B2", 1), ("B3", 1)), [True, False]),
    ],
)
def test_one_call_of_a_team_owes_the_senior_officer(lent, seniors):
    loans = {KEY: tuple(Loan(body, (FREE,) * number) for body, number in lent)}

    assert [owed for *_, owed in calls(demand(), loans=loans, senior=True)] == seniors
    assert not any(owed for *_, owed in calls(demand(), loans=loans))


def test_experts_owe_no_senior():
    assert [owed for *_, owed in calls(demand(experts=(FOOD,)), senior=True)] == [True, False]


def test_what_is_given_up_is_not_called():
    both = demand(experts=(FOOD,))

    assert [crew for crew, *_ in calls(both, but=[(*KEY, Role.EXPERT)])] == [Crew("B1")]
    assert [crew for crew, *_ in calls(both, but=[(*KEY, Role.OFFICER)])] == [
        Crew("B1", Role.EXPERT)
    ]
    assert calls(demand(), but=[("W", "B1", Role.OFFICER)]) != []


def test_crews_have_names_of_their_own_and_stand_officers_before_experts_by_body():
    assert Crew("B1").name == "B1"
    assert Crew("B1", Role.EXPERT).name == "B1/experts"
    assert Crew("B1") != Crew("B1", Role.EXPERT)
