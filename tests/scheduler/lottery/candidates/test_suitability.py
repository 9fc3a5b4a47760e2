"""Bits that a place gains: near, new to the target, expert; each on both sides of its edge."""

from __future__ import annotations

from datetime import date

import pytest

from scheduler.domain.registry import Role
from scheduler.domain.suitability import Suitability
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.suitability import scores
from tests.scheduler.lottery.candidates.asked import call, visit_on

DAY = date(2026, 3, 10)


OFFICERS = ("O1", "O3")


def given(case, *calls, met=None):
    """Return the bits of calls and officers; *met* says who was where before."""
    problem = case.lock.problem
    targets = {row["target_id"]: row for row in problem.targets.frame.iter_rows(named=True)}
    return scores(problem, calls, OFFICERS, targets, met or {})


def bits(case, prefers, *, officer=None, target=None, been=()):
    """Return the bits of O1 at T1 under a plan that prefers officers like that."""
    fond = case.plan("P1", suitability=prefers)
    fond = fond.officer("O1", **({"qualifications": []} | (officer or {})))
    fond = fond.target("T1", **target) if target else fond
    one = call(visit_on("a", DAY, ("P1", "T1")))
    return int(given(fond, one, met={"T1": [(who, DAY) for who in been]})[0, 0])


NEAR = Suitability(near=1, near_metres=5)


@pytest.mark.parametrize(
    ("east", "north", "near"), [(3, 4, 1), (3, 5, 0), (-3, -4, 1), (-4, -4, 0), (0, 0, 1)]
)
def test_a_base_is_near_within_the_distance(case, east, north, near):
    there = {"easting": 10 + east, "northing": 20 + north}

    assert bits(case, NEAR, officer={"easting": 10, "northing": 20}, target=there) == near


@pytest.mark.parametrize("unknown", ["officer", "target"])
@pytest.mark.parametrize(
    ("base", "street", "near"),
    [("east", "east", 1), ("east", "west", 0), (None, None, 0), (None, "east", 0)],
)
def test_where_a_place_is_unknown_the_street_decides(case, unknown, base, street, near):
    here = {"easting": 0, "northing": 0}
    officer, target = {"base_street": base}, {"street": street}
    officer, target = (officer, target | here) if unknown == "officer" else (officer | here, target)

    assert bits(case, NEAR, officer=officer, target=target) == near


def test_half_a_place_is_unknown_too(case):
    officer = {"base_street": "east", "easting": 0, "northing": 0}

    assert bits(case, NEAR, officer=officer, target={"street": "east", "easting": 99}) == 1


def test_a_street_does_not_make_a_base_near_that_is_known_to_be_far(case):
    officer = {"base_street": "east", "easting": 0, "northing": 0}
    target = {"street": "east", "easting": 9, "northing": 0}

    assert bits(case, NEAR, officer=officer, target=target) == 0


ALL = Suitability(near=1, rotation=2, expertise=4, qualifications=frozenset({"food", "drugs"}))
HERE = {"base_street": "east"}


@pytest.mark.parametrize(
    ("officer", "been", "expected"),
    [
        ({}, ["O1"], 0),
        (HERE, ["O1"], 1),
        ({}, ["O3"], 2),
        ({"qualifications": ["food"]}, ["O1"], 4),
        ({"qualifications": ["food", "drugs"]}, ["O1"], 4),
        ({"qualifications": ["fire"]}, ["O1"], 0),
        (HERE | {"qualifications": ["drugs"]}, [], 7),
    ],
)
def test_criteria_add_up(case, officer, been, expected):
    found = bits(case, ALL, officer=officer, target={"street": "east"}, been=been)

    assert found == expected


def test_what_a_plan_does_not_prefer_gains_nothing(case):
    officer = HERE | {"qualifications": ["food"]}

    assert bits(case, Suitability(rotation=2), officer=officer, target={"street": "east"}) == 2
    assert bits(case, Suitability(), officer=officer, target={"street": "east"}) == 0


class TestScores:
    """Of the shelf: T1 is in P1 of B1, and in P2 of B1 and B2."""

    def test_are_none_if_no_plan_prefers_anybody(self, case):
        assert given(case, call(visit_on("a", DAY, ("P1", "T1")))).shape == (0, 0)

    def test_are_given_by_call_and_officer(self, case):
        fond = case.plan("P1", suitability=Suitability(rotation=2))
        calls = (
            call(visit_on("a", DAY, ("P1", "T1"))),
            call(visit_on("b", DAY, ("P1", "T5"))),
            call(visit_on("c", DAY, ("P2", "T1"))),
        )
        found = given(fond, *calls, met={"T1": [("O3", DAY)]})

        assert found.tolist() == [[2, 0], [2, 2], [0, 0]]

    def test_of_several_tasks_the_largest_counts(self, case):
        fond = case.plan("P1", suitability=Suitability(rotation=2)).plan(
            "P2", suitability=Suitability(rotation=3)
        )
        both = call(visit_on("a", DAY, ("P1", "T1"), ("P2", "T1")))

        assert given(fond, both, met={"T1": [("O1", DAY)]}).tolist() == [[0, 3]]

    def test_of_a_plan_in_which_the_body_has_no_part_do_not_count(self, case):
        fond = case.plan("P1", suitability=Suitability(rotation=2))
        theirs = call(visit_on("a", DAY, ("P1", "T1"), ("P2", "T1")), "B2")

        assert given(fond, theirs).size == 0

    def test_are_not_given_to_experts(self, case):
        fond = case.plan("P1", suitability=Suitability(rotation=2))
        visit = visit_on("a", DAY, ("P1", "T1"))
        experts = call(visit, crew=Crew("B1", Role.EXPERT))

        assert given(fond, call(visit), experts).tolist() == [[2, 2], [0, 0]]
