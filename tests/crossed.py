"""A plan with overlapping quotas, small enough to list its samples: 24 of them.

Eight targets in four cells; 4 are drawn, 1 or 2 of them in the east, at most 2 food firms:

    east food T3 T4, east shop T1 T2, west food T6 T7 T8, west shop T5
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import polars as pl

from scheduler.domain.lock import PlanPool, StratumPool
from scheduler.domain.overlap import CellLock, Cells, Law, Margin, OverlappingQuota
from scheduler.domain.planbook import Selection, StratumDraw
from scheduler.domain.plans import DrawnTargets
from scheduler.domain.registry import TargetRegistry
from scheduler.domain.scope import EVERYTHING
from tests.cases import Case
from tests.shelf import PROBLEM
from tests.shelf_book import ticket

CELLS = {
    ("east", "food"): ("T3", "T4"),
    ("east", "shop"): ("T1", "T2"),
    ("west", "food"): ("T6", "T7", "T8"),
    ("west", "shop"): ("T5",),
}
QUOTA = OverlappingQuota(
    size=4,
    margins=(
        Margin(column="street", level="east", least=1, most=2),
        Margin(column="industry_code", level="food", least=0, most=2),
    ),
)
COUNTS = (1, 1, 1, 1)
"""Counts that satisfy the quota; so do (0, 1, 2, 1), (0, 2, 1, 1) and (0, 2, 2, 0)."""

IDS = tuple(f"T{number}" for number in range(1, 9))
OF_TARGET = {name: cell for cell, names in CELLS.items() for name in names}
REGISTRY = TargetRegistry.from_frame(
    pl.DataFrame(
        {
            "target_id": IDS,
            "name": IDS,
            "street": [OF_TARGET[name][0] for name in IDS],
            "industry_code": [OF_TARGET[name][1] for name in IDS],
        }
    )
)


def pool_of(cells=None) -> PlanPool:
    """Make the pool of P1 from cells and the ids in them."""
    parts = tuple(
        StratumPool(cell, np.array([IDS.index(name) for name in names], np.int64), None)
        for cell, names in (cells or CELLS).items()
    )
    return PlanPool(plan_id="P1", strata=parts, exclusions={}, sample=QUOTA.size)


def cell_lock(quota=QUOTA, **changes) -> CellLock:
    """Lock the cells by hand."""
    cells = Cells(
        columns=QUOTA.columns,
        levels=tuple(CELLS),
        sizes=tuple(len(names) for names in CELLS.values()),
    )
    return CellLock(cells=cells, quota=quota, start=COUNTS, **changes)


def crossed(lock: CellLock | None = None) -> Case:
    """Return P1 alone, with its cells locked, and a book that draws COUNTS by lowest tickets."""
    lock = lock or cell_lock()
    targets = DrawnTargets(scope=EVERYTHING, quota=lock.quota)
    problem = replace(
        PROBLEM, targets=REGISTRY, plans=(replace(PROBLEM.plans[0], targets=targets),)
    )
    return (
        Case()
        .locking(problem=problem, pools=(pool_of(),), cells={"P1": lock})
        .drawing(selections=selected(COUNTS), strata=figures(COUNTS))
    )


def by_ticket(cell) -> list[str]:
    return sorted(CELLS[cell], key=ticket)


def selected(counts) -> tuple[Selection, ...]:
    """Return the lowest tickets of each cell, and all others of a cell with winners as reserves."""
    chosen = [
        Selection(
            plan_id="P1",
            target_id=name,
            stratum=cell,
            rank=rank,
            ticket=ticket(name),
            reserve=rank > count,
        )
        for cell, count in zip(CELLS, counts, strict=True)
        if count
        for rank, name in enumerate(by_ticket(cell), start=1)
    ]
    return tuple(sorted(chosen, key=lambda one: one.reserve))


def figures(counts) -> tuple[StratumDraw, ...]:
    return tuple(
        StratumDraw(
            plan_id="P1",
            stratum=cell,
            pool=len(CELLS[cell]),
            quota=count,
            cutoff=ticket(by_ticket(cell)[count - 1]) if count else "",
        )
        for cell, count in zip(CELLS, counts, strict=True)
    )


def samples(quota=QUOTA) -> list[frozenset[str]]:
    """List the samples that satisfy *quota*, by looking at each of them."""

    def holds(margin, sample):
        place = QUOTA.columns.index(margin.column)
        count = sum(OF_TARGET[name][place] == margin.level for name in sample)
        return margin.least <= count <= margin.most

    return [
        frozenset(sample)
        for sample in combinations(IDS, quota.size)
        if all(holds(margin, sample) for margin in quota.margins)
    ]


LEXIMIN = replace(QUOTA, law=Law.LEXIMIN)
