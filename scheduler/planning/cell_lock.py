"""From a pool and a quota to what is frozen before the seed."""

from __future__ import annotations

from dataclasses import replace

from scheduler.domain.overlap import CellLock, Cells, Law, OverlappingQuota
from scheduler.lottery.cell_counting import TooManyError, count_samples
from scheduler.lottery.count_walk import steps_due, trial
from scheduler.planning.cell_feasibility import first_counts
from scheduler.planning.leximin import leximin_chances

PENALTIES = range(1, 13)
OFTEN_ENOUGH = 32
"""The quotas must hold after one step in so many; a milder penalty walks more freely."""


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
    lock = CellLock(cells=cells, quota=quota, start=start)
    try:
        count_samples(cells, quota)
    except TooManyError:
        return with_walk(lock)
    return lock


def with_walk(lock: CellLock) -> CellLock:
    """Return *lock* with the mildest penalty that lets the quotas hold often enough.

    Its visits are those to expect in the steps that are due. Both are decided by trial walks on a
    public keystream, so anyone finds the same.
    """
    if lock.quota.size == lock.cells.n_units:
        return replace(lock, visits=1)
    for penalty in PENALTIES:
        tried = replace(lock, penalty=penalty)
        visits, steps = trial(tried)
        if visits * OFTEN_ENOUGH >= steps:
            break
    return replace(tried, visits=-(-max(visits, 1) * steps_due(lock) // steps))
