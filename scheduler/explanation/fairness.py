"""How even and how unpredictable a law of samples is: chances, Gini, entropy.

For reports only: what stands here is computed with floating point and decides nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.overlap import CellLock, CountVector, Law, Margin
from scheduler.lottery.cell_counting import count_samples
from scheduler.lottery.count_walk import walk_counts

SNAPSHOTS = 1_000
"""Repeated draws that estimate what cannot be counted."""

SNAPSHOTS_PER_STAGE = 250
"""The same, for each step of estimating the entropy."""

APART = 32
"""A snapshot's walk is shorter than that of a draw by this factor: it starts where one ended."""

COMMON = 0.2
"""A margin is closed in steps, each of which at least this part of the samples passes."""


@dataclass(frozen=True, slots=True)
class Fairness:
    """A law of samples in figures.

    *chances* of the members of each cell, shape (cells,), with half-widths of 99% intervals
    *margin_of_error* (0 if exact). *entropy* of the sample in bits, with its standard error: that
    of an equal choice among 2**entropy samples.
    """

    chances: NDArray[np.float64]
    margin_of_error: NDArray[np.float64]
    smallest: float
    gini: float
    entropy: float
    entropy_error: float


def fairness(lock: CellLock) -> Fairness:
    """Return the figures of the law that *lock* fixes; what has to be estimated has errors."""
    sizes = np.array(lock.cells.sizes, np.float64)
    if lock.quota.law is Law.LEXIMIN:
        return _of_lottery(lock, sizes)
    if lock.visits:
        return _estimated(lock, sizes)
    counting = count_samples(lock.cells, lock.quota, work=None)
    chances = np.array([float(count) for count in counting.expected()]) / sizes
    return _figures(chances, np.zeros(len(sizes)), sizes, (math.log2(counting.total), 0.0))


def gini(chances: NDArray[np.float64], sizes: NDArray[np.float64]) -> float:
    """Return the Gini coefficient of chances; *sizes* members have each: 0 is equality."""
    order = np.argsort(chances)
    members, held = sizes[order], (chances * sizes)[order]
    below = np.cumsum(held) - held
    area = float((members * (below + held / 2)).sum())  # under the Lorenz curve
    return 1 - 2 * area / float(members.sum() * held.sum())


def _figures(
    chances: NDArray[np.float64],
    error: NDArray[np.float64],
    sizes: NDArray[np.float64],
    entropy: tuple[float, float],
) -> Fairness:
    return Fairness(chances, error, float(chances.min()), gini(chances, sizes), *entropy)


def _of_lottery(lock: CellLock, sizes: NDArray[np.float64]) -> Fairness:
    """Add to the choice of a count vector the choice of members in each cell."""
    weights = np.array([ticket.weight for ticket in lock.lottery], np.float64)
    weights /= weights.sum()
    vectors = np.array([ticket.counts for ticket in lock.lottery], np.float64)
    ways = [_bits(lock, ticket.counts) for ticket in lock.lottery]
    entropy = float(weights @ (np.array(ways) - np.log2(weights)))
    return _figures(weights @ vectors / sizes, np.zeros(len(sizes)), sizes, (entropy, 0.0))


def _bits(lock: CellLock, counts: CountVector) -> float:
    """Return the logarithm to base 2 of how many samples have *counts*."""
    pairs = zip(lock.cells.sizes, counts, strict=True)
    return sum(math.log2(math.comb(size, count)) for size, count in pairs)


def _estimated(lock: CellLock, sizes: NDArray[np.float64]) -> Fairness:
    seen = _snapshots(lock, "chances", SNAPSHOTS)
    error = 2.58 * seen.std(axis=0) / math.sqrt(len(seen)) / sizes
    return _figures(seen.mean(axis=0) / sizes, error, sizes, _entropy(lock))


def _snapshots(lock: CellLock, label: str, number: int) -> NDArray[np.float64]:
    """Return count vectors of a long walk, shape (number, cells), after it has settled."""
    visits = lock.visits
    now = replace(lock, start=walk_counts(lock, visits=visits, label=f"fairness/{label}").counts)
    found = []
    for turn in range(number):
        short = walk_counts(now, visits=-(-visits // APART), label=f"fairness/{label}/{turn}")
        now = replace(now, start=short.counts)
        found.append(short.counts)
    return np.array(found, np.float64)


def _entropy(lock: CellLock) -> tuple[float, float]:
    """Return the logarithm of how many samples satisfy the quota, and its standard error.

    From all samples margins are closed one by one, each in steps that a fair part of the samples
    passes; the parts are estimated by walks (subset simulation: S. Au, J. Beck 2001).
    """
    bits = math.log2(math.comb(lock.cells.n_units, lock.quota.size))
    variance, closed, few = 0.0, list[Margin](), SNAPSHOTS_PER_STAGE
    for margin in lock.quota.margins:
        spare = lock.quota.size
        while spare:
            stage = replace(lock.quota, margins=(*closed, _wider(margin, spare)))
            counts = _snapshots(replace(lock, quota=stage), f"{len(closed)}/{spare}", few)
            total = counts[:, list(lock.cells.within(margin))].sum(axis=1)
            broken = np.maximum(np.maximum(margin.least - total, total - margin.most), 0)
            spare = min(int(np.quantile(broken, COMMON, method="inverted_cdf")), spare - 1)
            passed = float((broken <= spare).mean())
            bits += math.log2(max(passed, 1 / few))
            variance += (1 - passed) / max(passed, 1 / few) / few
        closed.append(margin)
    return bits, math.sqrt(variance) / math.log(2)


def _wider(margin: Margin, spare: int) -> Margin:
    return replace(margin, least=max(0, margin.least - spare), most=margin.most + spare)
