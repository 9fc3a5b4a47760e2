"""The largest odds of a pool stand beside what no lottery avoids, with an honest interval."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import numpy as np
import pytest

from scenarios.catalogue import build
from scheduler.draw import prepare
from scheduler.explanation.odds import Odds, repeated_draws
from scheduler.explanation.predictability import of_largest_pool, of_pool, predictability
from scheduler.lottery.play import pools_drawn
from scheduler.lottery.seed import seed_text

PROBLEM = build("tiny")
LOCK = prepare(PROBLEM, locked_at=datetime(2026, 11, 30, tzinfo=UTC))
TEXT = seed_text(PROBLEM.number, ("local " + "c3" * 32,))
POOLS = pools_drawn(LOCK, TEXT)
LARGEST = max(POOLS, key=lambda manned: len(manned.pool.needs))


def of_tiny(draws):
    odds = repeated_draws(LARGEST, policy=PROBLEM.policy, draws=draws)
    return odds, of_pool(LOCK, TEXT, LARGEST, odds)


def test_the_largest_odds_lie_between_the_bound_and_the_upper_limit():
    odds, found = of_tiny(200)

    assert found.least.bound <= found.largest.low <= found.largest.odds <= found.largest.high
    assert found.largest.high > odds.counts.max() / odds.draws
    assert found.mean <= found.least.bound


def test_the_mean_is_that_of_all_who_could_meet():
    odds, found = of_tiny(100)
    could_meet = int(LARGEST.pool.willing.sum())

    assert found.mean == Fraction(len(LARGEST.pool.needs), could_meet)
    assert odds.counts.sum() / odds.draws / could_meet == pytest.approx(float(found.mean))


def test_more_draws_narrow_the_interval():
    few, many = (of_tiny(draws)[1].largest for draws in (50, 400))

    assert many.high - many.low < few.high - few.low


def test_one_draw_is_enough_to_say_something():
    _, found = of_tiny(1)

    assert 0 < found.largest.low <= found.largest.odds <= found.largest.high <= 1


def test_the_half_that_picks_a_meeting_does_not_measure_it():
    odds, _ = of_tiny(100)
    lucky = np.zeros_like(odds.counts)
    lucky[0, 0] = 50  # in all of the first half, never after
    found = predictability(LARGEST, LARGEST.pool, Odds(
        odds.visit_ids, odds.officer_ids, lucky, lucky, 100
    ))  # fmt: skip

    assert found.largest.visit_id == odds.visit_ids[0]
    assert found.largest.odds == float(found.least.bound)
    assert found.largest.high > 0.5


def test_calls_of_one_visit_are_one_meeting():
    odds, _ = of_tiny(100)
    one_visit = tuple("same" for _ in odds.visit_ids)
    found = predictability(LARGEST, LARGEST.pool, replace(odds, visit_ids=one_visit))

    assert found.visits == 1
    assert found.mean == Fraction(
        len(LARGEST.pool.needs), int(LARGEST.pool.willing.any(axis=0).sum())
    )


def test_the_largest_pool_is_the_one_with_most_places():
    found = of_largest_pool(LOCK, TEXT, draws=20)

    assert found.body_ids == tuple(roster.body_id for roster in LARGEST.rosters)
    assert found.visits == len(set(LARGEST.pool.visit_ids))


def test_a_pool_without_visits_has_no_odds():
    empty = LARGEST.without(range(len(LARGEST.calls)))
    odds = repeated_draws(empty, policy=PROBLEM.policy, draws=3)

    assert of_pool(LOCK, TEXT, empty, odds) is None
