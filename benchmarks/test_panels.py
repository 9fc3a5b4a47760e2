"""Samples under overlapping quotas: panels of people, and a province's registry.

Groups say what is measured and within what time it should be done, kernels compiled, on a machine
that is otherwise idle. Pools are invented, of the sizes that are published.
"""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import polars as pl
import pytest

from scenarios.panels import PUBLISHED, PanelSize, panel_world
from scenarios.small import MARKET_PLAN, officers, world
from scheduler.domain.lock import Lock, PlanPool, StratumPool
from scheduler.domain.overlap import Margin, OverlappingQuota
from scheduler.domain.plans import DrawnTargets
from scheduler.domain.policy import Policy
from scheduler.domain.registry import TargetRegistry
from scheduler.domain.scope import EVERYTHING
from scheduler.lottery.cells.sample import CountMethod, counted, draw_counts, draw_members
from scheduler.lottery.targets import draw_targets
from scheduler.planning.cells.cells import cell_table
from scheduler.planning.cells.count_pricing import Pricing
from scheduler.planning.cells.leximin import (
    CLOSE,
    TOTAL,
    Cut,
    first_vectors,
    leximin_chances,
    mixture_of,
    relaxed_leximin,
    with_whole_weights,
)
from scheduler.planning.cells.lock import lock_cells

KEY = "7" * 64
POOLS_OF_200 = {f"{f} features, {n}": PanelSize(200, n, f) for f in (2, 3, 5) for n in (20, 60)}
N_TARGETS, N_DRAWN = 1_000_000, 10_000


def forget(*args):
    """Count anew in every round: the cache is for rehearsals."""
    counted.cache_clear()
    return args, {}


def uniform(pool, ids, quota):
    """Choose from a frame to a sample, with everything that comes before the seed."""
    table = cell_table(pool, quota.columns)
    lock = lock_cells(table.cells, quota)
    drawn = draw_counts(lock, KEY, "P1")
    return draw_members(ids, table.cell_of, drawn.counts, KEY)


@pytest.mark.benchmark(group="uniform panel: cells, proof, method, trial walk, draw; within 1 s")
@pytest.mark.parametrize("size", POOLS_OF_200.values(), ids=str)
def test_uniform_panel_with_set_up(benchmark, size):
    world = panel_world(size, np.random.default_rng(1))
    given = (world.pool, world.pool["person_id"].to_list(), world.quota)

    rows = benchmark.pedantic(uniform, setup=lambda: forget(*given), rounds=5)
    assert len(rows) == size.seats


@pytest.mark.benchmark(group="uniform panel of a published size, the same steps")
@pytest.mark.parametrize("name", PUBLISHED)
def test_uniform_panel_of_published_size(benchmark, name):
    world = panel_world(PUBLISHED[name], np.random.default_rng(1))
    given = (world.pool, world.pool["person_id"].to_list(), world.quota)

    rows = benchmark.pedantic(uniform, setup=lambda: forget(*given), rounds=3)
    assert len(rows) == PUBLISHED[name].seats


def smallest_chance(cells, quota):
    """Find a lottery with the largest smallest chance; the relaxation proves that it is."""
    pricing, goal = Pricing(cells, quota), relaxed_leximin(cells, quota, [])
    vectors = first_vectors(cells, pricing, goal)
    found = mixture_of(cells, pricing, np.zeros(len(goal)), float(goal.min()), vectors)
    assert not isinstance(found, Cut)
    return float(goal.min()), with_whole_weights(vectors, found[0])


@pytest.mark.benchmark(
    group="smallest chance by leximin, as a lottery; within 0.5 s, a fiftieth of the published 25"
)
@pytest.mark.parametrize("size", POOLS_OF_200.values(), ids=str)
def test_leximin_smallest_chance(benchmark, size):
    world = panel_world(size, np.random.default_rng(1))
    cells = cell_table(world.pool, world.quota.columns).cells

    goal, lottery = benchmark.pedantic(smallest_chance, (cells, world.quota), rounds=5)
    drawn = sum(ticket.weight * np.array(ticket.counts) for ticket in lottery) / TOTAL
    assert abs((drawn / np.array(cells.sizes)).min() - goal) <= CLOSE


@pytest.mark.benchmark(group="leximin of everybody, as a lottery")
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


NESTED = "10,000 of a million targets, 1,000 nested strata, from the seed on; within 2 s"
CROSSING = "10,000 of a million targets, five crossing columns of 6, from the seed on; within 5 s"
ROOMS = [(1, CountMethod.COUNTED), (20, CountMethod.WALKED)]


def nested_quota(streets, room):
    margins = near_share(streets, "street", room) + near_share(streets, "district", 2 * room)
    return OverlappingQuota(size=N_DRAWN, margins=tuple(margins))


def crossing_quota(traits, room):
    margins = [margin for column in traits.columns for margin in near_share(traits, column, room)]
    return OverlappingQuota(size=N_DRAWN, margins=tuple(margins))


def locked(frame, quota):
    return lock_cells(cell_table(frame, quota.columns).cells, quota)


def select(frame, ids, lock):
    """Select from the seed on: cells, counts, members."""
    table = cell_table(frame, lock.quota.columns)
    return draw_members(ids, table.cell_of, draw_counts(lock, KEY, "P1").counts, KEY)


@pytest.mark.benchmark(group=NESTED)
@pytest.mark.parametrize(("room", "method"), ROOMS)
def test_nested_strata_of_a_million(benchmark, ids, streets, room, method):
    lock = locked(streets, nested_quota(streets, room))
    assert draw_counts(lock, KEY, "P1").method is method

    rows = benchmark.pedantic(select, setup=lambda: forget(streets, ids, lock), rounds=3)
    assert len(rows) == N_DRAWN


@pytest.mark.benchmark(group=CROSSING)
@pytest.mark.parametrize("room", [1, 30])
def test_crossing_columns_of_a_million(benchmark, ids, traits, room):
    lock = locked(traits, crossing_quota(traits, room))

    rows = benchmark.pedantic(select, setup=lambda: forget(traits, ids, lock), rounds=3)
    assert len(rows) == N_DRAWN


def month(frame, ids, quota):
    """Lock a month with one plan over a whole registry; its cells are those of the frame."""
    registry = TargetRegistry.from_frame(
        frame.with_columns(target_id=pl.Series(ids), name=pl.lit(""))
    )
    table = cell_table(frame, quota.columns)
    order = np.argsort(table.cell_of, kind="stable")
    parts = np.split(order, np.cumsum(table.cells.sizes)[:-1])
    strata = tuple(
        StratumPool(levels, np.sort(rows), None)
        for levels, rows in zip(table.cells.levels, parts, strict=True)
    )
    plan = replace(MARKET_PLAN, targets=DrawnTargets(scope=EVERYTHING, quota=quota))
    problem = world(
        (plan,), officers(B01=6), Policy(version="month-1"), rng=np.random.default_rng(0)
    )
    return Lock(
        problem=replace(problem, targets=registry),
        pools=(PlanPool(plan_id=plan.plan_id, strata=strata, exclusions={}, sample=quota.size),),
        locked_at=datetime(2026, 11, 30, tzinfo=UTC),
        cells={plan.plan_id: lock_cells(table.cells, quota)},
    )


@pytest.mark.benchmark(group=NESTED)
def test_nested_strata_in_a_month(benchmark, ids, streets):
    lock = month(streets, ids, nested_quota(streets, 1))

    selections, _ = benchmark.pedantic(draw_targets, setup=lambda: forget(lock, KEY), rounds=3)
    assert sum(not selection.reserve for selection in selections) == N_DRAWN


@pytest.mark.benchmark(group=CROSSING)
def test_crossing_columns_in_a_month(benchmark, ids, traits):
    lock = month(traits, ids, crossing_quota(traits, 30))

    selections, _ = benchmark.pedantic(draw_targets, setup=lambda: forget(lock, KEY), rounds=3)
    assert sum(not selection.reserve for selection in selections) == N_DRAWN


@pytest.mark.benchmark(group="the lock of a million targets: proof, method, trial walk")
@pytest.mark.parametrize(("columns", "room"), [("street", 1), ("street", 20), ("traits", 20)])
def test_lock_of_a_million(benchmark, streets, traits, columns, room):
    street = columns == "street"
    frame = streets if street else traits
    quota = nested_quota(streets, room) if street else crossing_quota(traits, room)
    cells = cell_table(frame, quota.columns).cells

    assert benchmark.pedantic(lock_cells, (cells, quota), rounds=1) is not None
