"""Greedy in random order: each visit takes the least loaded, ties at random."""

from __future__ import annotations

import numpy as np

from scheduler.lottery.candidates.pool import OfficerPool

MOST_ATTEMPTS = 1000


def draw(pool: OfficerPool, rng: np.random.Generator) -> np.ndarray:
    """Return the officer of each place, shape (M,), from the first attempt that comes out even."""
    for _ in range(MOST_ATTEMPTS):
        holder = _attempt(pool, rng)
        if holder is not None:
            return holder
    message = f"{MOST_ATTEMPTS} attempts ended in a dead end."
    raise RuntimeError(message)


def _attempt(pool: OfficerPool, rng: np.random.Generator) -> np.ndarray | None:
    load = np.zeros(len(pool.officer_ids), np.int64)
    holder = np.zeros(len(pool.needs), np.int32)
    for visit in rng.permutation(len(pool.visit_ids)):
        able = np.nonzero(pool.eligible[visit] & (load < pool.highest))[0]
        first, last = pool.starts[visit], pool.starts[visit + 1]
        if len(able) < last - first:
            return None
        able = rng.permutation(able)
        team = able[np.argsort(load[able], kind="stable")][: last - first]
        holder[first:last] = team
        load[team] += 1
    return holder if (load >= pool.lowest).all() else None
