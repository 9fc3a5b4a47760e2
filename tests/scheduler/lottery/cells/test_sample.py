"""From the seed to a sample: counts first, then the lowest tickets of each cell."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from scenarios.panels import PUBLISHED, PanelSize, panel_world
from scheduler.lottery.cells import sample as module
from scheduler.lottery.cells.counting import count_samples
from scheduler.lottery.cells.sample import CountMethod, draw_counts, draw_members
from scheduler.lottery.large_numbers import LargeNumbers
from scheduler.planning.cells.cells import cell_table
from scheduler.planning.cells.lock import lock_cells
from scheduler.planning.cells.method import with_walk
from tests.scheduler.lottery.cells.enumeration import cells, quota, uniform_law

KEY = "7" * 64


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_lowest_tickets_of_each_cell_win():
    ids = [f"T{number}" for number in range(40)]
    cell_of = np.array([number % 3 for number in range(40)], np.int32)
    chosen = draw_members(ids, cell_of, (2, 0, 5), KEY)

    expected = []
    for cell, count in enumerate((2, 0, 5)):
        mine = [row for row in range(40) if cell_of[row] == cell]
        expected += sorted(mine, key=lambda row: sha(KEY + ids[row]))[:count]
    assert chosen.tolist() == sorted(expected)


def test_tickets_with_one_first_word_are_ordered_by_the_others(monkeypatch):
    values = np.array([[1, 9, 0, 0], [1, 2, 0, 0], [0, 5, 0, 0], [1, 1, 0, 0]], np.uint64)
    monkeypatch.setattr(module, "tickets", lambda _key, _ids: values)

    chosen = draw_members(["a", "b", "c", "d"], np.zeros(4, np.int32), (2,), KEY)

    assert chosen.tolist() == [2, 3]


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_panel_of_a_published_size_satisfies_its_quotas(name):
    world = panel_world(PUBLISHED[name], np.random.default_rng(3))
    table = cell_table(world.pool, world.quota.columns)
    lock = lock_cells(table.cells, world.quota)
    drawn = draw_counts(lock, KEY, "P1")
    chosen = draw_members(world.pool["person_id"].to_list(), table.cell_of, drawn.counts, KEY)

    panel = world.pool[chosen]
    assert panel.height == panel.n_unique() == world.quota.size
    for margin in world.quota.margins:
        assert margin.least <= (panel[margin.column] == margin.level).sum() <= margin.most
    assert draw_counts(lock, KEY, "P1") == drawn
    assert draw_counts(lock, KEY, "P2") != drawn


def test_two_columns_are_counted_and_five_are_walked():
    for features, method in ((2, CountMethod.COUNTED), (5, CountMethod.WALKED)):
        world = panel_world(PanelSize(200, 40, features), np.random.default_rng(0))
        lock = lock_cells(cell_table(world.pool, world.quota.columns).cells, world.quota)
        assert draw_counts(lock, KEY, "P1").method is method


def test_walked_and_counted_samples_have_the_same_law():
    of = cells({("x", "u"): 3, ("x", "v"): 2, ("y", "u"): 1, ("y", "v"): 4})
    wanted = quota(4, {"a=x": (1, 2), "b=u": (1, 2)})
    lock, law = lock_cells(of, wanted), uniform_law(of, wanted)
    draws = 4_000
    seen = {method: dict.fromkeys(law, 0) for method in CountMethod}
    for number in range(draws):
        seen[CountMethod.COUNTED][draw_counts(lock, KEY, f"{number}").counts] += 1
    walking = with_walk(lock)
    for number in range(draws):
        seen[CountMethod.WALKED][draw_counts(walking, KEY, f"{number}").counts] += 1

    for method in (CountMethod.COUNTED, CountMethod.WALKED):
        expected = {counts: float(odds) * draws for counts, odds in law.items()}
        statistic = sum((seen[method][x] - e) ** 2 / e for x, e in expected.items())
        assert statistic < 60  # 8 count vectors or fewer: false alarm below 1e-9


def test_large_numbers_are_uniform_and_within_their_bound():
    numbers = LargeNumbers("uniform")
    drawn = [numbers.below(3 << 70) >> 70 for _ in range(3_000)]

    assert set(drawn) == {0, 1, 2}
    assert all(abs(drawn.count(value) - 1_000) < 150 for value in range(3))
    assert numbers.below(1) == 0


def test_a_choice_by_weights_that_do_not_sum_up_is_our_fault():
    with pytest.raises(ArithmeticError):
        LargeNumbers("short").choose([(0, 1)], 10**9)


@pytest.mark.long
def test_a_walk_in_a_pool_of_200_has_the_chances_that_counting_gives():
    world = panel_world(PanelSize(200, 30, 2), np.random.default_rng(5))
    lock = lock_cells(cell_table(world.pool, world.quota.columns).cells, world.quota)
    expected = np.array([float(n) for n in count_samples(lock.cells, lock.quota).expected()])
    walking, draws = with_walk(lock), 4_000
    seen = np.array([draw_counts(walking, KEY, f"{n}").counts for n in range(draws)])

    error = seen.std(axis=0, ddof=1) / np.sqrt(draws)
    # Twelve cells: beyond 5.5 standard errors with odds below 1e-6.
    assert (np.abs(seen.mean(axis=0) - expected) <= 5.5 * error + 1e-12).all()
