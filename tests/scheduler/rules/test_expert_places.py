from __future__ import annotations

import pytest

from scheduler.domain.planbook import ShortfallKind
from scheduler.rules import expert_places
from tests.shelf_book import FREE, LEAD
from tests.shelf_people import WATER, advised

T8 = ("T8/P3", "B2")


def sending(case, *experts):
    return case.team(*T8, experts=experts)


def without(case, **numbers):
    """Say that no expert could be found for T8."""
    told = {"needed": 1, "available": 0} | numbers
    return case.short(ShortfallKind.NO_EXPERT, *T8, **told)


def test_accepts_teams_without_experts_where_nobody_asks(case):
    assert case.breaches(expert_places) == []


def test_accepts_an_expert_who_holds_what_is_asked(case):
    assert advised(case).breaches(expert_places) == []


def test_reports_an_expert_who_does_not_hold_it(case):
    ignorant = advised(case).officer("E1", qualifications=["fire"])

    assert ignorant.breaches(expert_places) == [(*T8, "E1")]


def test_reports_an_expert_of_another_body(case):
    other = sending(advised(case).person("E2", "B1", role="expert", qualifications=["water"]),
                    ("E2", WATER))  # fmt: skip

    assert other.breaches(expert_places) == [(*T8, "E2")]


def test_reports_an_officer_as_an_expert(case):
    # O6 has an open conflict at T8, which is not the point here.
    officer = sending(advised(case).officer("O6", qualifications=["water"]), ("O6", WATER))

    assert officer.breaches(expert_places) == [(*T8, "O6")]


def test_reports_an_expert_as_an_officer(case):
    assert case.officer("O7", role="expert").breaches(expert_places) == [(*T8, "O7")]


def test_reports_an_expert_whom_nobody_knows(case):
    assert set(sending(advised(case), ("E9", WATER)).breaches(expert_places)) == {(*T8, "E9")}


def test_reports_a_place_that_is_left_open(case):
    assert sending(advised(case)).breaches(expert_places) == [T8]


def test_reports_an_expert_whom_nobody_asked_for(case):
    assert advised(case).demand(*T8, experts=()).breaches(expert_places) == [T8]


def test_reports_a_place_filled_by_another_kind(case):
    # Owed is one who knows water, sent is one who need know nothing.
    assert sending(advised(case), ("E1", FREE)).breaches(expert_places) == [T8, T8]
    assert sending(advised(case).demand(*T8, experts=(FREE,)), ("E1", FREE)).breaches(
        expert_places
    ) == []  # fmt: skip


def two_places(case):
    """Ask for one who knows water and for one who knows water and fire."""
    asking = advised(case).person("E2", "B2", role="expert", qualifications=["fire", "water"])
    return asking.demand(*T8, experts=(WATER | {"fire"}, WATER))


def test_accepts_an_expert_for_each_place(case):
    sent = sending(two_places(case), ("E1", WATER), ("E2", WATER | {"fire"}))

    assert sent.breaches(expert_places) == []


def test_reports_one_expert_in_two_places(case):
    sent = sending(two_places(case), ("E2", WATER), ("E2", WATER | {"fire"}))

    assert sent.breaches(expert_places) == [T8]


def test_accepts_no_expert_where_the_book_says_so(case):
    assert sending(without(advised(case))).breaches(expert_places) == []


def test_reports_an_expert_beside_the_word_that_there_was_none(case):
    assert without(advised(case)).breaches(expert_places) == [T8]


def test_reports_a_word_with_another_number(case):
    assert sending(without(advised(case), needed=2)).breaches(expert_places) == [T8]


def test_reports_a_word_said_twice(case):
    assert without(without(sending(advised(case)))).breaches(expert_places) == [T8]


def test_reports_a_word_about_a_place_that_nobody_owes(case):
    assert without(case).breaches(expert_places) == [T8]


@pytest.mark.parametrize("told", [False, True])
def test_accepts_no_expert_beside_a_team_that_is_not_formed(case, told):
    absent = advised(case).without_team(*T8)

    assert (without(absent) if told else absent).breaches(expert_places) == []


def test_accepts_a_team_of_the_size_owed_besides_its_expert(case):
    # The expert is no third officer: places and experts are counted apart.
    assert len(advised(case).book.teams[3].places) == 2
    assert advised(case).team(*T8, places=(("O5", LEAD), ("O6", FREE))).breaches(
        expert_places
    ) == []  # fmt: skip
