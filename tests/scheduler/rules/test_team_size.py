from datetime import date

import pytest

from scheduler.domain.planbook import ShortfallKind
from scheduler.domain.policy import Remedy
from scheduler.rules import team_size
from tests.shelf import FOOD
from tests.shelf_book import FREE, LEAD

DIRECT, UNSTAFFED = ShortfallKind.DIRECT, ShortfallKind.UNSTAFFED


def absent(case, visit_id="T8/P3", body_id="B2", *, kind=DIRECT, needed=2):
    """Say that a team could not be formed, and send none."""
    return case.without_team(visit_id, body_id).short(kind, visit_id, body_id, needed=needed)


def test_accepts_whole_teams_of_two(case):
    assert case.breaches(team_size) == []


def test_reports_a_lone_officer(case):
    alone = case.team("T8/P3", "B2", places=(("O5", LEAD),))

    assert alone.breaches(team_size) == [("T8/P3", "B2")]


def test_reports_one_officer_too_many(case):
    three = case.team("T8/P3", "B2", places=(("O5", LEAD), ("O6", FREE), ("O7", FREE)))

    assert three.breaches(team_size) == [("T8/P3", "B2")]


def test_reports_the_same_officer_twice(case):
    twice = case.team("T8/P3", "B2", places=(("O5", LEAD), ("O5", FREE)))

    assert twice.breaches(team_size) == [("T8/P3", "B2")]


def test_reports_a_missing_team(case):
    assert case.without_team("T8/P3", "B2").breaches(team_size) == [("T8/P3", "B2")]


def test_reports_a_second_team(case):
    twice = case.drawing(teams=(*case.book.teams, case.book.teams[0]))

    assert twice.breaches(team_size) == [("T1/P1", "B1")]


def test_reports_a_team_of_a_body_that_owes_none(case):
    uncalled = case.team("T1/P1", "B2", visit_id="T5/P1")

    assert uncalled.breaches(team_size) == [("T1/P1", "B2"), ("T5/P1", "B2")]


@pytest.mark.parametrize(("smallest", "expected"), [(2, 0), (3, 4)])
def test_reports_teams_below_the_smallest_of_the_policy(case, smallest, expected):
    assert len(case.policy(min_team_size=smallest).breaches(team_size)) == expected


def test_accepts_a_shortfall_where_nobody_could_go(case):
    # Of B2's three, O6 has a conflict there; without O7's certificate only O5 is left.
    short = absent(case.officer("O7", cert_valid_to=date(2026, 3, 13)))

    assert short.breaches(team_size) == []


def test_reports_a_shortfall_where_two_were_free(case):
    assert absent(case).breaches(team_size) == [("T8/P3", "B2")]


def test_accepts_a_shortfall_where_limits_leave_no_room(case):
    full = case.officer("O5", max_visits=1)

    assert absent(full).breaches(team_size) == []


def test_reports_a_shortfall_where_limits_leave_room(case):
    # O5 goes once elsewhere.
    room = case.officer("O5", max_visits=2)

    assert absent(room).breaches(team_size) == [("T8/P3", "B2")]


def test_accepts_a_shortfall_where_nobody_may_lead(case):
    led = case.officer("O5", may_lead=False).officer("O7", may_lead=False)

    assert absent(led).breaches(team_size) == []


def test_accepts_a_shortfall_where_one_officer_would_need_two_places(case):
    # O3 stays away from T1, and only O1 may lead or knows food.
    ignorant = case.officer("O2", qualifications=[])

    assert absent(ignorant, "T1/P1", "B1").breaches(team_size) == []
    assert absent(case, "T1/P1", "B1").breaches(team_size) == [("T1/P1", "B1")]


def test_reports_a_shortfall_that_another_order_of_places_would_mend(case):
    # O1 could take both slots and O2 only food: O1 has to make room.
    owed = case.demand("T1/P1", "B1", slots=(FOOD, LEAD))

    assert absent(owed, "T1/P1", "B1").breaches(team_size) == [("T1/P1", "B1")]


def test_reports_a_shortfall_beside_a_team(case):
    both = case.drawing(shortfalls=absent(case).book.shortfalls)

    assert set(both.breaches(team_size)) == {("T8/P3", "B2")}


def test_reports_a_shortfall_with_another_number(case):
    short = absent(case.officer("O7", cert_valid_to=None), needed=3)

    assert short.breaches(team_size) == [("T8/P3", "B2")]


@pytest.mark.parametrize(
    ("remedies", "kind", "expected"),
    [
        ((Remedy.DIRECT_ASSIGNMENT,), DIRECT, []),
        ((Remedy.DIRECT_ASSIGNMENT,), UNSTAFFED, [("T8/P3", "B2")]),
        ((Remedy.OTHER_DAY, Remedy.LENDING), UNSTAFFED, []),
        ((Remedy.OTHER_DAY, Remedy.LENDING), DIRECT, [("T8/P3", "B2")]),
    ],
)
def test_reports_a_shortfall_that_the_policy_does_not_provide_for(case, remedies, kind, expected):
    short = absent(case.officer("O7", cert_valid_to=None), kind=kind).policy(remedies=remedies)

    assert short.breaches(team_size) == expected


def test_reports_a_shortfall_that_is_said_in_two_ways(case):
    short = absent(case.officer("O7", cert_valid_to=None))

    assert short.short(UNSTAFFED, "T8/P3", "B2").breaches(team_size) == [("T8/P3", "B2")]


def test_reports_a_shortfall_of_a_visit_that_nobody_owes(case):
    other = case.drawing(shortfalls=absent(case, "T5/P1", "B2").book.shortfalls)

    assert other.breaches(team_size) == [("T5/P1", "B2")]
