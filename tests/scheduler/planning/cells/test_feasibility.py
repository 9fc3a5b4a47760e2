"""Quotas that cannot be met are explained: true causes, with numbers, and changes that help."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scenarios.panels import PanelSize, panel_world
from scheduler.domain.overlap import Side
from scheduler.planning.cells.cells import cell_table
from scheduler.planning.cells.count_model import bounds_of
from scheduler.planning.cells.feasibility import first_counts, quota_shortage
from tests.scheduler.lottery.cells.enumeration import all_counts, cells, quota

POOL = {("x", "u"): 5, ("x", "v"): 3, ("y", "u"): 2, ("y", "v"): 1, ("z", "u"): 4}

GALLERY = {
    # name: (size, bounds, causes as (column, level, side, bound, possible), first relaxation)
    "too few in the pool": (16, {}, [(None, "", "least", 16, 15)], [(None, "", 15)]),
    "a level has too few": (
        6,
        {"b=v": (5, 6)},
        [("b", "v", "least", 5, 4)],
        [("b", "v", 4)],
    ),
    "nobody has a level": (
        6,
        {"a=nobody": (1, 2)},
        [("a", "nobody", "least", 1, 0)],
        [("a", "nobody", 0)],
    ),
    "minima exceed the sample": (  # without y, which asks for the least
        6,
        {"a=x": (4, 6), "a=y": (1, 6), "a=z": (3, 6)},
        [("a", "x", "least", 4, 3), ("a", "z", "least", 3, 2)],
        None,
    ),
    "maxima leave places empty": (  # without z, which holds back the least
        9,
        {"a=x": (0, 2), "a=y": (0, 1), "a=z": (0, 3)},
        [("a", "x", "most", 2, 4), ("a", "y", "most", 1, 3)],
        None,
    ),
    "two columns cross": (  # of v, only one is not x
        6,
        {"a=x": (0, 1), "b=v": (3, 6)},
        [("a", "x", "most", 1, 2), ("b", "v", "least", 3, 2)],
        None,
    ),
}


def told(bound):
    return (bound.column, bound.level, bound.side.value, bound.value)


@pytest.mark.parametrize("name", GALLERY)
def test_the_gallery_names_causes_and_relaxations(name):
    size, bounds, causes, first = GALLERY[name]
    of, wanted = cells(POOL), quota(size, bounds)
    shortage = quota_shortage(of, wanted)

    assert first_counts(of, wanted) is None
    found = [(*told(cause.bound), cause.possible) for cause in shortage.causes]
    assert found == causes
    relaxation = shortage.relaxations[0]
    assert first_counts(of, relaxation.apply(wanted)) is not None
    if first is not None:
        assert [(bound.column, bound.level, to) for bound, to in relaxation.changes] == first


def listed(of, wanted):
    """Tell by listing all count vectors whether a quota can be met."""
    return any(of.satisfy(counts, wanted) for counts in all_counts(of, wanted.size))


def strangled(seed):
    """A small pool with random bounds, most of which nobody can meet."""
    rng = np.random.default_rng(seed)
    of = cells(
        {(a, b): int(rng.integers(1, 4)) for a in "xy" for b in "uvw" if rng.random() < 0.8}
        or {("x", "u"): 3}
    )
    bounds = {}
    for level in ("a=x", "a=y", "b=u", "b=v", "b=w"):
        least = int(rng.integers(0, 3))
        bounds[level] = (least, least + int(rng.integers(0, 2)))
    return of, quota(int(rng.integers(1, min(6, of.n_units) + 1)), bounds)


@pytest.mark.parametrize("seed", range(60))
def test_explanations_agree_with_listing_all_samples(seed):
    of, wanted = strangled(seed)
    shortage = quota_shortage(of, wanted)

    assert (shortage is None) == listed(of, wanted) == (first_counts(of, wanted) is not None)
    if shortage is None:
        return
    assert shortage.relaxations
    assert all(listed(of, option.apply(wanted)) for option in shortage.relaxations)
    amounts = [option.amount for option in shortage.relaxations]
    assert amounts == sorted(amounts)
    assert minimal(of, wanted, [cause.bound for cause in shortage.causes])


def minimal(of, wanted, bounds):
    """Tell whether *bounds* contradict each other while all but any one of them can be kept."""
    return not listed(of, only(wanted, bounds)) and all(
        listed(of, only(wanted, [other for other in bounds if other != bound])) for bound in bounds
    )


def only(wanted, bounds):
    """Return the quota with these bounds and no others."""
    margins = []
    for margin in wanted.margins:
        sides = {b.side for b in bounds if (b.column, b.level) == (margin.column, margin.level)}
        least = margin.least if Side.LEAST in sides else 0
        most = margin.most if Side.MOST in sides else 10**6
        margins.append(replace(margin, least=least, most=most))
    return replace(wanted, margins=tuple(margins))


@pytest.mark.parametrize("seed", range(3))
def test_the_smallest_relaxation_of_a_large_pool_makes_it_feasible(seed):
    world = panel_world(PanelSize(200, 40, 5), np.random.default_rng(seed))
    of = cell_table(world.pool, world.quota.columns).cells
    spoiled = [
        replace(margin, least=margin.most + 3, most=margin.most + 3) if place in {1, 4} else margin
        for place, margin in enumerate(world.quota.margins)
    ]
    wanted = replace(world.quota, margins=tuple(spoiled))
    shortage = quota_shortage(of, wanted)

    causes = {cause.bound for cause in shortage.causes}
    assert causes <= set(bounds_of(of, wanted))
    assert first_counts(of, shortage.relaxations[0].apply(wanted)) is not None
