"""Counting or walking: decided before the seed, without a solver, so that anyone finds the same."""

from __future__ import annotations

from dataclasses import replace

from scheduler.domain.overlap import CellLock
from scheduler.lottery.cells.counting import TooManyError, count_samples
from scheduler.lottery.cells.walk import steps_due, trial

PENALTIES = range(1, 13)
OFTEN_ENOUGH = 32
"""The quotas must hold after one step in so many; a milder penalty walks more freely."""


def with_method(lock: CellLock) -> CellLock:
    """Return a lock of the uniform law with the walk that it needs, if counting takes too much."""
    try:
        count_samples(lock.cells, lock.quota)
    except TooManyError:
        return with_walk(lock)
    return replace(lock, penalty=1, visits=0)


def with_walk(lock: CellLock) -> CellLock:
    """Return *lock* with the mildest penalty that lets the quotas hold often enough.

    Its visits are those to expect in the steps that are due. Both are decided by trial walks on a
    public keystream.
    """
    if lock.quota.size == lock.cells.n_units:
        return replace(lock, penalty=1, visits=1)
    for penalty in PENALTIES:
        tried = replace(lock, penalty=penalty)
        visits, steps = trial(tried)
        if visits * OFTEN_ENOUGH >= steps:
            break
    return replace(tried, visits=-(-max(visits, 1) * steps_due(lock) // steps))
