"""The walk over samples, on pools small enough to list all count vectors: exact, from its own code.

For every pool the matrix of one step is built by running the walk's functions over all outcomes of
their choices. Watched where the quotas hold, it must be reversible for prod C(N, n), and after the
length that is due it must have forgotten its start. Exact up to rounding: no false alarms.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from scheduler.domain.overlap import CellLock
from scheduler.lottery.cells.walk import walk_counts
from scheduler.planning.cells.method import with_walk
from tests.scheduler.lottery.cells.enumeration import (
    cells,
    locked,
    quota,
    step_matrix,
    uniform_law,
    watched,
)

ROUNDING = 1e-10
CLOSE = 1e-3
"""Total variation from uniform that is close enough."""

ONE_EACH = {f"{column}={level}": (1, 1) for column in "ab" for level in "xyz"}

POOLS = {
    # Three persons are seated, one per row and column, nobody on the diagonal: two samples, which
    # no exchange of two units within the margins connects.
    "ring of three": (
        {(r, c): 1 for r in "xyz" for c in "xyz" if r != c},
        (3, ONE_EACH),
    ),
    "every margin exact": (
        {("x", "x"): 3, ("x", "y"): 2, ("y", "x"): 1, ("y", "y"): 4},
        (4, {"a=x": (2, 2), "a=y": (2, 2), "b=x": (2, 2), "b=y": (2, 2)}),
    ),
    "crossing windows": (
        {("x", "x"): 3, ("x", "y"): 2, ("y", "x"): 1, ("y", "y"): 4, ("z", "y"): 2},
        (4, {"a=x": (1, 2), "a=y": (1, 3), "b=x": (1, 2)}),
    ),
    "two islands": (  # all of one kind or all of the other, four exchanges apart
        {("x", "p", "q"): 4, ("y", "q", "p"): 4},
        (4, {"a=x": (0, 4)}),
    ),
    "three columns": (
        {
            ("x", "x", "x"): 1,
            ("x", "y", "x"): 2,
            ("y", "x", "y"): 2,
            ("y", "y", "x"): 1,
            ("x", "x", "y"): 1,
        },
        (3, {"a=x": (1, 2), "b=x": (1, 1), "c=x": (1, 2)}),
    ),
    "one seat": ({("x",): 2, ("y",): 3}, (1, {"a=x": (0, 1)})),
    "nearly everybody": ({("x",): 2, ("y",): 3, ("z",): 1}, (5, {"a=x": (1, 2)})),
}


@pytest.fixture(scope="module", params=POOLS)
def study(request):
    """A lock, its satisfying count vectors with their law, and the watched chain."""
    sizes, (size, bounds) = POOLS[request.param]
    lock = with_walk(locked(cells(sizes), quota(size, bounds)))
    vectors, matrix = step_matrix(lock)
    law = uniform_law(lock.cells, lock.quota)
    inside = np.array([vector in law for vector in vectors])
    kept = [vector for vector in vectors if vector in law]
    chances = np.array([float(law[vector]) for vector in kept])
    return lock, kept, chances, watched(matrix, inside)


def test_a_step_and_its_reverse_are_equally_likely(study):
    *_, chances, chain = study
    flow = chances[:, None] * chain

    assert np.abs(flow - flow.T).max() < ROUNDING
    assert np.abs(chain.sum(axis=1) - 1).max() < ROUNDING


def test_after_the_length_due_every_start_is_forgotten(study):
    lock, _, chances, chain = study
    after = np.linalg.matrix_power(chain, lock.visits)

    assert 0.5 * np.abs(after - chances).sum(axis=1).max() < CLOSE


def test_the_compiled_walk_has_the_law_of_the_matrix(study):
    lock, kept, chances, chain = study
    row = kept.index(lock.start)
    visits, draws = 2, 20_000
    expected = np.linalg.matrix_power(chain, visits)[row] * draws
    seen = dict.fromkeys(kept, 0)
    for number in range(draws):
        seen[walk_counts(lock, visits=visits, label=f"trial {number}").counts] += 1

    assert chi_square(np.array(list(seen.values())), expected) < bound(len(chances))


def chi_square(seen, expected):
    likely = expected > 0
    assert not seen[~likely].any()
    return float(((seen - expected)[likely] ** 2 / expected[likely]).sum())


def bound(cells_of_table):
    """Return a bound that a right walk exceeds with odds below 1e-6 (Laurent, Massart 2000)."""
    freedom, x = max(cells_of_table - 1, 1), math.log(1e6)
    return freedom + 2 * math.sqrt(freedom * x) + 2 * x


def test_the_result_does_not_depend_on_how_words_are_cut_into_chunks(study, monkeypatch):
    lock = study[0]
    whole = walk_counts(lock, visits=300, label="chunks")
    monkeypatch.setattr("scheduler.lottery.cells.walk.CHUNK", 7)

    assert walk_counts(lock, visits=300, label="chunks") == whole


def test_whoever_seats_everybody_has_nothing_to_walk():
    of = cells({("x",): 2, ("y",): 1})
    lock = CellLock(cells=of, quota=quota(3, {}), start=(2, 1))

    assert walk_counts(lock, visits=100, label="all").counts == (2, 1)
