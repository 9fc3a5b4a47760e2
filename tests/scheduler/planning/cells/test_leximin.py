"""Leximin chances agree with a brute-force program over all samples, and so does the lottery."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog

from scenarios.panels import PanelSize, panel_world
from scheduler.domain.overlap import Law
from scheduler.planning.cells.cells import cell_table
from scheduler.planning.cells.leximin import CLOSE, TOTAL, leximin_chances, with_whole_weights
from scheduler.planning.cells.lock import lock_cells
from tests.scheduler.lottery.cells.enumeration import all_counts, cells, quota


def brute_force(of, wanted):
    """Return leximin chances by a linear program over every count vector, stage by stage.

    A cell is fixed when its chance cannot exceed the stage's value, found by a program of its own.
    """
    vectors = np.array([x for x in all_counts(of, wanted.size) if of.satisfy(x, wanted)])
    chance = (vectors / np.array(of.sizes)).T  # (cells, vectors)
    n_cells, n_vectors = chance.shape
    fixed = {}
    while len(fixed) < n_cells:
        rising = [cell for cell in range(n_cells) if cell not in fixed]
        floor = {**fixed}
        value = -solve([0] * n_vectors + [-1], chance, floor, rising, n_vectors).fun
        for cell in rising:
            floor = {**fixed, **{other: value for other in rising if other != cell}}
            gain = [*(-chance[cell]), 0]
            most = -solve(gain, chance, floor, [], n_vectors).fun
            if most < value + 1e-7:
                fixed[cell] = value
    return np.array([fixed[cell] for cell in range(n_cells)])


def solve(objective, chance, floor, rising, n_vectors):
    rows, bounds = [], []
    for cell, low in floor.items():
        rows.append([*(-chance[cell]), 0])
        bounds.append(-low + 1e-10)
    for cell in rising:
        rows.append([*(-chance[cell]), 1])
        bounds.append(0)
    found = linprog(
        objective,
        A_ub=np.array(rows) if rows else None,
        b_ub=bounds or None,
        A_eq=[[1] * n_vectors + [0]],
        b_eq=[1],
        bounds=[(0, None)] * n_vectors + [(-1, 2)],
    )
    assert found.status == 0
    return found


def chances_of(of, lottery):
    expected = sum(ticket.weight * np.array(ticket.counts) for ticket in lottery) / TOTAL
    return expected / np.array(of.sizes)


TINY = {
    "crossing": (
        {("x", "u"): 3, ("x", "v"): 2, ("y", "u"): 1, ("y", "v"): 4},
        4,
        {"a=x": (1, 2), "b=u": (1, 2)},
    ),
    "a scarce level that must come": (
        {("x", "u"): 1, ("x", "v"): 2, ("y", "u"): 5, ("y", "v"): 6},
        4,
        {"a=x": (2, 2), "b=u": (1, 3)},
    ),
    "some can never come": (
        {("x", "u"): 2, ("x", "v"): 3, ("y", "u"): 2, ("y", "v"): 1},
        2,
        {"a=x": (0, 0), "b=u": (1, 2)},
    ),
    # Three units of which each margin takes one of two: halves satisfy the relaxation, whole
    # numbers do not, so only cuts tell.
    "an odd triangle": (
        {("p", "-", "q"): 1, ("p", "r", "-"): 1, ("-", "r", "q"): 1, ("-", "-", "-"): 4},
        3,
        {"a=p": (0, 1), "b=r": (0, 1), "c=q": (0, 1)},
    ),
}


@pytest.mark.parametrize("name", TINY)
def test_chances_agree_with_all_samples(name):
    sizes, size, bounds = TINY[name]
    of, wanted = cells(sizes), quota(size, bounds)
    chances, lottery = leximin_chances(of, wanted)

    assert chances == pytest.approx(brute_force(of, wanted), abs=1e-6)
    assert chances_of(of, lottery) == pytest.approx(chances, abs=1e-6)


def test_the_odd_triangle_needs_a_cut():
    sizes, size, bounds = TINY["an odd triangle"]
    chances, _ = leximin_chances(cells(sizes), quota(size, bounds))
    of = cells(sizes)

    # Of the three in the triangle one can come at a time, though halves of them could.
    triangle = [c for c, level in enumerate(of.levels) if level != ("-", "-", "-")]
    assert sum(chances[triangle]) == pytest.approx(1)


@pytest.mark.parametrize("seed", range(25))
def test_chances_agree_with_all_samples_on_random_pools(seed):
    rng = np.random.default_rng(seed)
    combinations = [(a, b, c) for a in "xy" for b in "uvw" for c in "pq"]
    chosen = rng.choice(len(combinations), 6, replace=False)
    of = cells({combinations[c]: int(rng.integers(1, 4)) for c in chosen})
    planted = rng.multivariate_hypergeometric(of.sizes, size := min(4, of.n_units - 1))
    bounds = {}
    for column, name in enumerate(of.columns):
        for level in sorted({levels[column] for levels in of.levels}):
            inside = [c for c, levels in enumerate(of.levels) if levels[column] == level]
            seated = int(planted[inside].sum())
            bounds[f"{name}={level}"] = (max(0, seated - int(rng.integers(0, 2))), seated)
    wanted = quota(size, bounds)
    chances, lottery = leximin_chances(of, wanted)

    assert chances == pytest.approx(brute_force(of, wanted), abs=1e-6)
    assert chances_of(of, lottery) == pytest.approx(chances, abs=1e-6)


@pytest.mark.parametrize(
    ("seed", "seats", "features"),
    [
        (4, 60, 3),
        (6, 40, 4),
        (14, 30, 4),
        (15, 60, 4),
        pytest.param(1, 60, 5, marks=pytest.mark.long),
    ],
)
def test_pools_in_whose_programs_a_solver_loses_itself(seed, seats, features):
    world = panel_world(PanelSize(200, seats, features), np.random.default_rng(seed))
    of = cell_table(world.pool, world.quota.columns).cells
    chances, lottery = leximin_chances(of, world.quota)

    assert chances @ np.array(of.sizes) == pytest.approx(seats)
    assert chances_of(of, lottery) == pytest.approx(chances, abs=CLOSE)


def test_a_lock_holds_few_count_vectors_with_whole_weights():
    world = panel_world(PanelSize(120, 30, 3), np.random.default_rng(1), law=Law.LEXIMIN)
    table = cell_table(world.pool, world.quota.columns)
    lock = lock_cells(table.cells, world.quota)

    assert sum(ticket.weight for ticket in lock.lottery) == TOTAL
    assert len(lock.lottery) <= len(table.cells.sizes) + 1
    assert chances_of(table.cells, lock.lottery).min() > 0.05


def test_the_weights_are_rounded_by_largest_remainders():
    vectors = [(0, 2), (2, 0), (1, 1)]
    lottery = with_whole_weights(vectors, np.array([1 / 3, 1 / 3, 1 / 3]))

    assert [(t.counts, t.weight) for t in lottery] == [
        ((0, 2), 333_333_334),
        ((1, 1), 333_333_333),
        ((2, 0), 333_333_333),
    ]
