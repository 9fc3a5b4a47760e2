"""From a pool and a quota to what is frozen before the seed."""

from __future__ import annotations

from dataclasses import replace

from scheduler.domain.overlap import CellLock, Cells, OverlappingQuota
from scheduler.lottery.count_walk import trial
from scheduler.planning.cell_feasibility import first_counts

PENALTIES = range(1, 13)
OFTEN_ENOUGH = 32
"""The quotas must hold after one step in so many; a milder penalty walks more freely."""


def lock_cells(cells: Cells, quota: OverlappingQuota) -> CellLock | None:
    """Return the lock of a quota; None if no sample satisfies it.

    Raises:
        UndecidedError: if CP-SAT could not tell within its work.
    """
    start = first_counts(cells, quota)
    if start is None:
        return None
    return with_penalty(CellLock(cells=cells, quota=quota, start=start))


def with_penalty(lock: CellLock) -> CellLock:
    """Return *lock* with the mildest penalty that lets the quotas hold often enough.

    Decided by trial walks on a public keystream, so anyone finds the same.
    """
    if lock.quota.size == lock.cells.n_units:
        return lock
    for penalty in PENALTIES:
        tried = replace(lock, penalty=penalty)
        visits, steps = trial(tried)
        if visits * OFTEN_ENOUGH >= steps:
            return tried
    return replace(lock, penalty=PENALTIES[-1])
