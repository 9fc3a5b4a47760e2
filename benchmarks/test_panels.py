"""Samples under overlapping quotas: panels of people, and a province's registry."""

import numpy as np
import polars as pl
import pytest

from scenarios.panels import PUBLISHED, PanelSize, panel_world
from scheduler.domain.overlap import Margin, OverlappingQuota
from scheduler.lottery.counts import CountMethod, draw_counts, draw_members
from scheduler.planning.cell_lock import lock_cells
from scheduler.planning.cells import cell_table
from scheduler.planning.count_pricing import Pricing
from scheduler.planning.leximin import (
    Cut,
    first_vectors,
    leximin_chances,
    mixture_of,
    relaxed_leximin,
)

KEY = "7" * 64
POOLS_OF_200 = {f"{f} features, {n}": PanelSize(200, n, f) for f in (2, 3, 5) for n in (20, 60)}
N_TARGETS, N_DRAWN = 1_000_000, 10_000


def uniform(pool, ids, quota):
    """Choose from a frame to a sample, with everything that comes before the seed."""
    table = cell_table(pool, quota.columns)
    lock = lock_cells(table.cells, quota)
    drawn = draw_counts(lock, KEY, "P1")
    return draw_members(ids, table.cell_of, drawn.counts, KEY)


@pytest.mark.parametrize("size", [*POOLS_OF_200.values(), *PUBLISHED.values()], ids=str)
def test_uniform_panel_with_set_up(benchmark, size):
    world = panel_world(size, np.random.default_rng(1))
    ids = world.pool["person_id"].to_list()

    rows = benchmark.pedantic(uniform, (world.pool, ids, world.quota), rounds=3)
    assert len(rows) == size.seats


def smallest_chance(cells, quota):
    """Find a lottery with the largest smallest chance; the relaxation proves that it is."""
    pricing, goal = Pricing(cells, quota), relaxed_leximin(cells, quota, [])
    vectors = first_vectors(cells, pricing, goal)
    return mixture_of(cells, pricing, np.zeros(len(goal)), float(goal.min()), vectors)


@pytest.mark.parametrize("size", POOLS_OF_200.values(), ids=str)
def test_leximin_smallest_chance(benchmark, size):
    world = panel_world(size, np.random.default_rng(1))
    cells = cell_table(world.pool, world.quota.columns).cells

    found = benchmark.pedantic(smallest_chance, (cells, world.quota), rounds=3)
    assert not isinstance(found, Cut)


def test_leximin_of_everybody(benchmark):
    world = panel_world(PanelSize(200, 20, 5), np.random.default_rng(1))
    cells = cell_table(world.pool, world.quota.columns).cells

    chances, _ = benchmark.pedantic(leximin_chances, (cells, world.quota), rounds=1)
    assert chances.min() > 0


def near_share(frame, column, room):
    """Bound each level of a column within *room* of its proportional share."""
    return [
        Margin(
            column=column,
            level=level,
            least=max(0, N_DRAWN * size // N_TARGETS - room),
            most=N_DRAWN * size // N_TARGETS + 1 + room,
        )
        for level, size in frame[column].value_counts().sort(column).iter_rows()
    ]


@pytest.fixture(scope="module")
def ids():
    return [f"91120116MA{number:08}" for number in range(N_TARGETS)]


@pytest.fixture(scope="module")
def streets():
    """Return a registry with 1,000 streets in 20 districts."""
    rng = np.random.default_rng(0)
    street = rng.choice(1_000, N_TARGETS, p=rng.dirichlet(np.full(1_000, 5.0)))
    names = pl.Series("street", street)
    return pl.DataFrame(
        {"street": names.cast(pl.String), "district": (names // 50).cast(pl.String)}
    )


@pytest.fixture(scope="module")
def traits():
    """Return a registry with five columns of 6 levels that cross."""
    rng = np.random.default_rng(0)
    shares = [rng.dirichlet(np.full(6, 6.0)) for _ in range(5)]
    return pl.DataFrame(
        {f"c{c}": rng.choice(6, N_TARGETS, p=p).astype(str) for c, p in enumerate(shares)}
    )


@pytest.mark.parametrize(("room", "method"), [(1, CountMethod.COUNTED), (20, CountMethod.WALKED)])
def test_nested_strata_of_a_million(benchmark, ids, streets, room, method):
    margins = near_share(streets, "street", room) + near_share(streets, "district", 2 * room)
    quota = OverlappingQuota(size=N_DRAWN, margins=tuple(margins))
    lock = lock_cells(cell_table(streets, quota.columns).cells, quota)
    assert draw_counts(lock, KEY, "P1").method is method

    rows = benchmark.pedantic(select, (streets, ids, lock), rounds=3)
    assert len(rows) == N_DRAWN


@pytest.mark.parametrize("room", [1, 30])
def test_crossing_columns_of_a_million(benchmark, ids, traits, room):
    margins = [margin for column in traits.columns for margin in near_share(traits, column, room)]
    quota = OverlappingQuota(size=N_DRAWN, margins=tuple(margins))
    lock = lock_cells(cell_table(traits, quota.columns).cells, quota)

    rows = benchmark.pedantic(select, (traits, ids, lock), rounds=3)
    assert len(rows) == N_DRAWN


def select(frame, ids, lock):
    """Select from the seed on: cells, counts, members."""
    table = cell_table(frame, lock.quota.columns)
    return draw_members(ids, table.cell_of, draw_counts(lock, KEY, "P1").counts, KEY)


@pytest.mark.parametrize("columns", ["street", "traits"])
def test_lock_of_a_million(benchmark, streets, traits, columns):
    frame = streets if columns == "street" else traits
    margins = [margin for column in frame.columns for margin in near_share(frame, column, 20)]
    quota = OverlappingQuota(size=N_DRAWN, margins=tuple(margins))
    cells = cell_table(frame, quota.columns).cells

    assert benchmark.pedantic(lock_cells, (cells, quota), rounds=1) is not None
