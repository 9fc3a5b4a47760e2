"""Odds from repeated draws are those of all plans, listed and counted.

Draws along one walk are a fifth of the policy's length apart, so that they hardly depend on each
other; with the factor used here they are as far apart as the draws of the policy itself.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scheduler.domain.policy import Policy
from scheduler.explanation.odds import APART, NO_ODDS, pool_of_body, repeated_draws
from scheduler.lottery.candidates.crews import Crew
from tests.scheduler.lottery.candidates.staffs import manned, roster
from tests.scheduler.lottery.frequencies import fits, repetitions
from tests.scheduler.lottery.teams.enumeration import all_plans, pool

DISTANCE = 0.05
"""How far a share may be off before that is seen, with the error rates of `frequencies.py`."""

POLICY = Policy(version="odds", walk_factor=10 * APART)
SIZES = [2, 2, 1]
ALLOWED = [{0, 1, 2, 3}, {1, 2, 3, 4}, {0, 4}]


def odds_of(of, draws, policy=POLICY):
    return repeated_draws(of, policy=policy, draws=draws)


def body(**rules):
    return manned(pool(ALLOWED, sizes=SIZES, **rules), roster(5))


def exact(plans, n_officers):
    """Return the share of plans that send each officer to each visit."""
    share = np.zeros((len(plans[0]), n_officers))
    for plan in plans:
        for visit, team in enumerate(plan):
            share[visit, list(team)] += 1
    return share / len(plans)


def within_band(of):
    """Return all plans whose loads keep the fair share rounded outwards, one wider."""
    fair = sum(SIZES) / 5
    return all_plans(of.pool.with_band(
        np.full(5, max(0, int(fair) - 1)), np.full(5, -int(-fair // 1) + 1)
    ))  # fmt: skip


RULES = {
    "free": {},
    "a slot": {"needs": {0: [1]}, "holds": [1, 0, 1, 0, 0]},
    "relatives": {"apart": [(1, 2)]},
    "one visit a day": {"per_day": 1, "days": [0, 0, 1], "weeks": [0, 0]},
}


@pytest.mark.parametrize("name", RULES)
def test_each_pair_has_the_odds_that_all_plans_give_it(name):
    """A share p of R draws lies in or out: chi-square with two cells."""
    of = body(**RULES[name])
    due = exact(within_band(of), 5)
    draws = repetitions(2, DISTANCE)
    found = odds_of(of, draws)
    uncertain = np.argwhere((due > 0) & (due < 1))

    assert len(uncertain) > 5
    assert (found.counts[due == 0] == 0).all()
    assert (found.counts[due == 1] == draws).all()
    for visit, officer in uncertain:
        share, count = due[visit, officer], found.counts[visit, officer]
        seen, odds = np.array([count, draws - count]), np.array([share, 1 - share])
        assert fits(seen, odds, among=len(uncertain))


def test_odds_of_other_rules_are_not_mistaken_for_these():
    of = body(apart=[(1, 2)])
    draws = repetitions(2, DISTANCE)
    due, found = exact(within_band(body()), 5), odds_of(of, draws).counts
    seen = [
        fits(np.array([count, draws - count]), np.array([share, 1 - share]))
        for share, count in zip(due.ravel(), found.ravel(), strict=True)
        if 0 < share < 1
    ]

    assert not all(seen)


def test_each_draw_fills_every_place():
    found = odds_of(body(), 50)

    assert found.counts.sum(axis=1).tolist() == [50 * size for size in SIZES]


@pytest.mark.parametrize(("draws", "early"), [(50, 25), (7, 3), (1, 0)])
def test_the_first_half_is_counted_by_itself(draws, early):
    found = odds_of(body(), draws)

    assert found.early.sum(axis=1).tolist() == [early * size for size in SIZES]
    assert (found.early <= found.counts).all()


def test_repeated_draws_repeat():
    one, other = odds_of(body(), 20), odds_of(body(), 20)

    assert (one.counts == other.counts).all()
    assert one.officer_ids == body().pool.officer_ids


def test_the_share_of_somebody_is_that_of_his_draws():
    found = odds_of(body(), 40)

    assert found.of("v0", "o1") == found.counts[0, 1] / 40
    assert found.of("v2", "o1") == 0
    assert found.of("v0", "nobody") == 0


def test_calls_of_one_visit_count_together():
    found = replace(odds_of(body(), 40), visit_ids=("v", "v", "w"))

    assert found.of("v", "o1") == (found.counts[0, 1] + found.counts[1, 1]) / 40


def test_a_pool_whose_teams_were_all_given_up_has_no_odds():
    nobody = body().without(range(len(SIZES)))
    found = odds_of(nobody, 10)

    assert found.counts.shape == (0, 5)
    assert found.of("v0", "o1") == 0
    assert NO_ODDS.of("v0", "o1") == 0


def test_the_pool_of_a_body_is_the_one_its_officers_are_in():
    one, other = body(), manned(pool([{0}]), roster(1, body_id="C"))

    assert pool_of_body([one, other], "C") is other
    assert pool_of_body([one, other], "B") is one
    assert pool_of_body([one], "C") is None
    assert one.rosters[0].crew == Crew("B")
