"""Compile the kernels now (`python -m scheduler.lottery.compiling`), so that no draw has to wait.

Numba keeps what it compiled beside the sources, for every process that comes later.
"""

from __future__ import annotations

import numpy as np

from scheduler.domain.overlap import CellLock, Cells, Margin, OverlappingQuota
from scheduler.lottery.candidates.bonds import Bonds
from scheduler.lottery.candidates.periods import Periods
from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.lottery.cells.walk import walk_counts
from scheduler.lottery.teams.first_plan import first_plan
from scheduler.lottery.teams.possible import possible
from scheduler.lottery.teams.walking import walk


def compile_kernels() -> None:
    """Draw the officers of two visits and a sample of two units, which calls every kernel."""
    start = first_plan(SMALLEST).holder
    walk(SMALLEST.narrowed(possible(SMALLEST, start)), start, steps=100, label="compile")
    walk_counts(SMALLEST_LOCK, visits=100, label="compile")


SMALLEST = OfficerPool(
    name="compile",
    visit_ids=("v0", "v1"),
    officer_ids=("o0", "o1", "o2"),
    starts=np.array([0, 1, 2], np.int32),
    needs=np.array([1, 0], np.uint64),
    holds=np.array([1, 1, 0], np.uint64),
    eligible=np.ones((2, 3), np.bool_),
    lowest=np.array([0, 0, 1]),
    highest=np.array([1, 1, 1]),
    periods=Periods.free(2, 3),
    bonds=Bonds.none(2, 3),
    score=np.zeros((0, 0), np.int64),
)

SMALLEST_LOCK = CellLock(
    cells=Cells(columns=("column",), levels=(("a",), ("b",)), sizes=(2, 2)),
    quota=OverlappingQuota(size=2, margins=(Margin(column="column", level="a", least=1, most=1),)),
    start=(1, 1),
)

if __name__ == "__main__":
    compile_kernels()
