"""From the seed to a sample with overlapping quotas: first how many of each cell, then who.

The counts come from the keystream of `K + "/counts/" + plan id`; inside each cell the lowest
tickets win, as in `scheduler.lottery.targets`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.overlap import CellLock, Cells, CountVector, Law, OverlappingQuota
from scheduler.lottery.cells.counting import Counting, count_samples
from scheduler.lottery.cells.walk import walk_counts
from scheduler.lottery.large_numbers import LargeNumbers
from scheduler.lottery.tickets import ticket_order, tickets


class CountMethod(StrEnum):
    """How the count vector came about.

    COUNTED: exactly, all samples were counted. WALKED: by a walk, uniform in the limit. LOTTERY:
    by the published lottery over count vectors.
    """

    COUNTED = "counted"
    WALKED = "walked"
    LOTTERY = "lottery"


@dataclass(frozen=True, slots=True)
class DrawnCounts:
    """A count vector and how it came about; *steps* of a walk, else 0."""

    counts: CountVector
    method: CountMethod
    steps: int = 0


def method_of(lock: CellLock) -> CountMethod:
    """Return how the count vector of a sample comes about."""
    if lock.quota.law is Law.LEXIMIN:
        return CountMethod.LOTTERY
    return CountMethod.WALKED if lock.visits else CountMethod.COUNTED


def draw_counts(lock: CellLock, key: str, plan_id: str) -> DrawnCounts:
    """Draw how many of each cell are in the sample of *plan_id* under the target key."""
    label, method = f"{key}/counts/{plan_id}", method_of(lock)
    match method:
        case CountMethod.LOTTERY:
            weights = [(place, ticket.weight) for place, ticket in enumerate(lock.lottery)]
            total = sum(weight for _, weight in weights)
            chosen = LargeNumbers(label).choose(weights, total)
            return DrawnCounts(lock.lottery[chosen].counts, method)
        case CountMethod.WALKED:
            walked = walk_counts(lock, visits=lock.visits, label=label)
            return DrawnCounts(walked.counts, method, walked.steps)
        case CountMethod.COUNTED:
            counting = counted(lock.cells, lock.quota)
            return DrawnCounts(counting.draw(LargeNumbers(label)), method)


@lru_cache(maxsize=8)
def counted(cells: Cells, quota: OverlappingQuota) -> Counting:
    """Return all samples counted, however long it takes; rehearsals count them once."""
    return count_samples(cells, quota, work=None)


def draw_members(
    ids: Sequence[str], cell_of: NDArray[np.int32], counts: CountVector, key: str
) -> NDArray[np.int64]:
    """Return the positions of the units with the lowest tickets of each cell, ascending.

    *cell_of* gives the cell of each id, shape (len(ids),); *counts* how many of each cell win.
    """
    wanted = np.array(counts, np.int64)
    open_rows = np.nonzero(wanted[cell_of])[0]
    values = tickets(key, [ids[row] for row in open_rows.tolist()])
    cells = cell_of[open_rows]
    order = _by_cell_and_ticket(cells, values)
    sizes = np.bincount(cells, minlength=len(wanted))
    first = np.cumsum(sizes) - sizes
    rank = np.arange(len(order)) - first[cells[order]]
    return np.sort(open_rows[order[rank < wanted[cells[order]]]])


def _by_cell_and_ticket(cells: NDArray[np.int32], values: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return positions in ascending order of cell, then ticket, then position."""
    order = np.lexsort((values[:, 0], cells))
    ties = (values[order[1:], 0] == values[order[:-1], 0]) & (cells[order[1:]] == cells[order[:-1]])
    if not ties.any():
        return order
    by_ticket = ticket_order(values)
    return by_ticket[np.argsort(cells[by_ticket], kind="stable")]
