"""Figures of a law of samples agree with listing all samples."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from scheduler.domain.overlap import Law, WeightedCounts
from scheduler.explanation.fairness import chances_of, entropy_of, gini
from scheduler.planning.cells.lock import lock_cells
from scheduler.planning.cells.method import with_walk
from tests.scheduler.lottery.cells.enumeration import cells, quota, uniform_law, ways

POOL = cells({("x", "u"): 3, ("x", "v"): 2, ("y", "u"): 1, ("y", "v"): 4})
WANTED = quota(4, {"a=x": (1, 2), "b=u": (1, 2)})


def expected_chances():
    law = uniform_law(POOL, WANTED)
    return [
        float(sum(odds * counts[cell] for counts, odds in law.items())) / size
        for cell, size in enumerate(POOL.sizes)
    ]


def n_samples():
    return sum(ways(POOL, counts) for counts in uniform_law(POOL, WANTED))


def test_counted_figures_are_exact():
    lock = lock_cells(POOL, WANTED)
    chances, entropy = chances_of(lock), entropy_of(lock)

    assert chances.of_cells == pytest.approx(expected_chances())
    assert chances.smallest == min(chances.of_cells)
    assert not chances.margin_of_error.any()
    assert (entropy.bits, entropy.error) == (pytest.approx(math.log2(n_samples())), 0)


def test_estimated_figures_are_within_their_errors():
    lock = with_walk(lock_cells(POOL, WANTED))
    chances, entropy = chances_of(lock), entropy_of(lock)

    assert (np.abs(chances.of_cells - expected_chances()) < 2 * chances.margin_of_error).all()
    assert 0 < chances.smallest_error < 0.05
    assert 0 < entropy.error < 0.5
    assert abs(entropy.bits - math.log2(n_samples())) < 5 * entropy.error


def test_a_lottery_adds_the_choice_inside_cells():
    lock = replace(
        lock_cells(POOL, WANTED),
        quota=replace(WANTED, law=Law.LEXIMIN),
        lottery=(WeightedCounts(3, (1, 1, 0, 2)), WeightedCounts(1, (1, 0, 1, 2))),
    )
    first, second = (math.log2(ways(POOL, ticket.counts)) for ticket in lock.lottery)

    assert chances_of(lock).of_cells == pytest.approx([1 / 3, 3 / 8, 1 / 4, 1 / 2])
    choice = 0.75 * math.log2(4 / 3) + 0.25 * 2
    assert entropy_of(lock).bits == pytest.approx(choice + 0.75 * first + 0.25 * second)


def test_gini_is_nought_for_equals_and_near_one_if_one_has_all():
    assert gini(np.full(3, 0.2), np.array([1.0, 5.0, 2.0])) == pytest.approx(0)
    assert gini(np.array([0.0, 1.0]), np.array([99.0, 1.0])) == pytest.approx(0.99)
    # Three persons with 0, 1 and 2: mean difference 8/9, twice the mean 2.
    assert gini(np.array([0.0, 1.0, 2.0]), np.ones(3)) == pytest.approx(4 / 9)
