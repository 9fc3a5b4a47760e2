"""Figures of a law of samples agree with listing all samples."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from scheduler.domain.overlap import Law, WeightedCounts
from scheduler.explanation.fairness import fairness, gini
from scheduler.planning.cell_lock import lock_cells
from scheduler.planning.cell_method import with_walk
from tests.scheduler.lottery.count_enumeration import cells, quota, uniform_law, ways

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
    found = fairness(lock_cells(POOL, WANTED))

    assert found.chances == pytest.approx(expected_chances())
    assert found.smallest == min(found.chances)
    assert found.entropy == pytest.approx(math.log2(n_samples()))
    assert not found.margin_of_error.any()


def test_estimated_figures_are_within_their_errors():
    found = fairness(with_walk(lock_cells(POOL, WANTED)))

    assert (np.abs(found.chances - expected_chances()) < 2 * found.margin_of_error + 1e-9).all()
    assert 0 < found.entropy_error < 0.5
    assert abs(found.entropy - math.log2(n_samples())) < 5 * found.entropy_error


def test_a_lottery_adds_the_choice_inside_cells():
    lock = replace(
        lock_cells(POOL, WANTED),
        quota=replace(WANTED, law=Law.LEXIMIN),
        lottery=(WeightedCounts(3, (1, 1, 0, 2)), WeightedCounts(1, (1, 0, 1, 2))),
    )
    found = fairness(lock)
    first, second = (math.log2(ways(POOL, ticket.counts)) for ticket in lock.lottery)

    assert found.chances == pytest.approx([1 / 3, 3 / 8, 1 / 4, 1 / 2])
    choice = 0.75 * math.log2(4 / 3) + 0.25 * 2
    assert found.entropy == pytest.approx(choice + 0.75 * first + 0.25 * second)


def test_gini_is_nought_for_equals_and_near_one_if_one_has_all():
    assert gini(np.full(3, 0.2), np.array([1.0, 5.0, 2.0])) == pytest.approx(0)
    assert gini(np.array([0.0, 1.0]), np.array([99.0, 1.0])) == pytest.approx(0.99)
    # Three persons with 0, 1 and 2: mean difference 8/9, twice the mean 2.
    assert gini(np.array([0.0, 1.0, 2.0]), np.ones(3)) == pytest.approx(4 / 9)
