"""The measurement sees a walk that remembers its start, and lets one pass that has forgotten it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scheduler.explanation.mixing import DEALS, Feature, mixing
from tests.scheduler.lottery.candidates.staffs import manned, roster
from tests.scheduler.lottery.teams.enumeration import pool

N_VISITS, N_OFFICERS = 24, 8
WALKS = 40
HARDLY, DUE = Fraction(1, 400), Fraction(1)


def body(**rules):
    """24 visits of two and 8 officers: a pool of one body."""
    of = pool([set(range(N_OFFICERS))] * N_VISITS, sizes=[2] * N_VISITS, **rules)
    return manned(of, roster(N_OFFICERS))


def measured(of, *factors, walks=WALKS, slack=1):
    return mixing(of, slack=slack, walk_factor=10, walks=walks, factors=factors)


@pytest.fixture(scope="module")
def found():
    return measured(body(), HARDLY, DUE)


def test_a_walk_cut_short_still_shows_its_start(found):
    hardly, _ = found.forgotten

    assert hardly.smallest_chance == 1 / DEALS
    assert hardly.kept > 2 * hardly.unrelated


def test_a_walk_of_the_length_that_is_due_does_not(found):
    _, due = found.forgotten

    assert due.smallest_chance > 0.003
    assert due.kept == pytest.approx(due.unrelated, abs=0.02)


def test_two_plans_drawn_at_random_agree_in_a_quarter_of_their_places(found):
    # Two of eight officers go to each visit.
    _, due = found.forgotten

    assert due.unrelated == pytest.approx(1 / 4, abs=0.02)


def test_the_starts_lie_as_far_apart_as_two_random_plans_or_farther(found):
    assert found.apart > 0.5


def test_every_feature_has_a_chance_of_its_own(found):
    for one in found.forgotten:
        assert [feature for feature, _ in one.chance] == list(Feature)
        assert all(1 / DEALS <= chance <= 1 for _, chance in one.chance)
        assert one.smallest_chance == min(chance for _, chance in one.chance)


def test_steps_are_the_asked_parts_of_what_is_due(found):
    places = N_VISITS * 2

    assert [one.factor for one in found.forgotten] == [HARDLY, DUE]
    assert found.forgotten[1].steps == 10 * places * 6  # the binary logarithm, rounded up
    assert found.forgotten[0].steps == found.forgotten[1].steps // 400
    assert measured(body(), Fraction(1, 10**6), walks=10).forgotten[0].steps == 1


def test_the_pool_is_told_as_it_is(found):
    assert (found.pool, found.calls, found.officers, found.places) == (
        "B", N_VISITS, N_OFFICERS, N_VISITS * 2,
    )  # fmt: skip
    assert (found.walks, found.bonds) == (WALKS, False)


def test_the_same_question_has_the_same_answer(found):
    assert measured(body(), HARDLY, DUE) == found


def test_rules_between_people_are_walked_with_and_told():
    found = measured(body(apart=[(0, 1), (2, 3)]), DUE, walks=20)

    assert found.bonds
    assert found.forgotten[0].smallest_chance > 0.003


def test_a_pool_with_one_plan_keeps_all_of_it():
    of = manned(pool([{0, 1}] * 3, sizes=[2] * 3), roster(2))
    (only,) = measured(of, DUE, walks=10).forgotten

    assert (only.kept, only.unrelated, only.smallest_chance) == (1, 1, 1)


def test_starts_that_no_walk_connects_would_be_told_apart():
    """Eligible pairs fall into two halves, which the starts fill in opposite ways."""
    of = body()
    stuck = replace(of, pool=pool([{0, 1}, {0, 1}], sizes=[1, 1], lowest=1, highest=1))
    # Two plans, one exchange apart: a walk of one step stays with odds one half or more.
    small = manned(stuck.pool, roster(2))
    (one,) = measured(small, Fraction(1, 10**6), walks=WALKS).forgotten

    assert one.steps == 1
    assert one.kept > one.unrelated
