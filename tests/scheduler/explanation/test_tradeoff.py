"""What preferences gain and cost, in a pool whose plans can all be listed."""

from __future__ import annotations

from math import log2

import numpy as np
import pytest

from scheduler.domain.policy import Policy
from scheduler.explanation.odds import APART, repeated_draws
from scheduler.explanation.tradeoff import tradeoff
from tests.scheduler.lottery.candidates.staffs import manned, roster
from tests.scheduler.lottery.teams.enumeration import all_plans, pool

POLICY = Policy(version="tradeoff", walk_factor=2 * APART)
DRAWS = 4000
BITS = 2
N_OFFICERS = 4


def body(score=None):
    """Three visits of one officer each, one of four; each may go to any."""
    of = pool([set(range(N_OFFICERS))] * 3, score=score)
    return manned(of, roster(N_OFFICERS))


def measured(of):
    return tradeoff(of, repeated_draws(of, policy=POLICY, draws=DRAWS), policy=POLICY)


def exact(of, visits):
    """Return (bits, candidates, largest) over these visits, from all plans and their weights."""
    shares = np.zeros((len(of.pool.visit_ids), N_OFFICERS))
    band = of.pool.with_band(np.zeros(N_OFFICERS, int), np.full(N_OFFICERS, 2))
    score = of.pool.score if of.pool.score.size else np.zeros(shares.shape, int)
    for plan in all_plans(band):
        bits = sum(
            int(score[visit, officer]) for visit, team in enumerate(plan) for officer in team
        )
        for visit, team in enumerate(plan):
            shares[visit, list(team)] += 2**bits
    shares /= shares.sum(axis=1, keepdims=True)
    rows = shares[visits]
    entropy = [-sum(p * log2(p) for p in row if p) for row in rows]
    gained = (rows * score[visits]).sum(axis=1).mean()
    return gained, 2 ** float(np.mean(entropy)), rows.max()


LIKED = {(0, 0): BITS, (0, 1): BITS, (2, 3): BITS}
"""Visit 0 wishes for officers 0 and 1, visit 2 for officer 3, and visit 1 for nobody."""


def test_what_is_gained_and_what_it_costs_is_that_of_all_plans():
    of = body(LIKED)
    found = measured(of)

    bits, candidates, largest = exact(of, [0, 2])
    assert found.preferring.bits == pytest.approx(bits, abs=0.08)
    assert found.preferring.candidates == pytest.approx(candidates, abs=0.12)
    assert found.preferring.largest == pytest.approx(largest, abs=0.04)


def test_without_preferences_everybody_is_as_good_a_candidate():
    found = measured(body(LIKED))

    assert found.neutral.candidates == pytest.approx(N_OFFICERS, abs=0.05)
    assert found.neutral.largest == pytest.approx(1 / N_OFFICERS, abs=0.04)
    # Wishes are met by chance: two of four officers at one visit, one of four at the other.
    assert found.neutral.bits == pytest.approx(BITS * (2 / 4 + 1 / 4) / 2, abs=0.08)


def test_preferring_gains_suitability_and_costs_candidates():
    found = measured(body(LIKED))

    assert found.preferring.bits > found.neutral.bits + 0.3
    assert found.preferring.candidates < found.neutral.candidates - 0.3
    assert found.preferring.largest > found.neutral.largest + 0.1


def test_more_bits_gain_more_and_cost_more():
    few, many = (measured(body({(0, 0): bits})).preferring for bits in (1, 6))

    assert many.bits > few.bits
    assert many.candidates < few.candidates
    assert many.largest > 0.9 > few.largest


def test_only_places_that_somebody_wishes_something_for_are_counted():
    found = measured(body({(0, 0): 1}))

    assert (found.places, found.draws) == (1, DRAWS)
    assert measured(body(LIKED)).places == 2


@pytest.mark.parametrize("score", [None, {(0, 0): 0}])
def test_a_pool_without_preferences_has_nothing_to_trade(score):
    assert measured(body(score)) is None
