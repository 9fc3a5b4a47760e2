"""From a pool and a quota to what is frozen before the seed."""

from __future__ import annotations

from scheduler.domain.overlap import CellLock, Cells, Law, OverlappingQuota
from scheduler.planning.cells.feasibility import first_counts
from scheduler.planning.cells.leximin import leximin_chances
from scheduler.planning.cells.method import with_method


def lock_cells(cells: Cells, quota: OverlappingQuota) -> CellLock | None:
    """Return the lock of a quota; None if no sample satisfies it.

    Raises:
        UndecidedError: if a solver could not tell within its work.
    """
    start = first_counts(cells, quota)
    if start is None:
        return None
    if quota.law is Law.LEXIMIN:
        _, lottery = leximin_chances(cells, quota)
        return CellLock(cells=cells, quota=quota, start=start, lottery=lottery)
    return with_method(CellLock(cells=cells, quota=quota, start=start))
