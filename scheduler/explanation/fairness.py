"""How even and how unpredictable a law of samples is: chances, Gini, entropy.

For reports only: what stands here is computed with floating point and decides nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.overlap import CellLock, CountVector, Margin
from scheduler.lottery.cells.sample import CountMethod, counted, method_of
from scheduler.lottery.cells.walk import walked_often

SNAPSHOTS = 1_000
"""Count vectors from which chances are estimated, where they cannot be counted."""

FEWEST_SNAPSHOTS = 200
VISITS_OF_SNAPSHOTS = 2_000_000
"""Longer walks are looked at less often than `SNAPSHOTS`, but never less than the fewest."""

SNAPSHOTS_PER_STAGE = 250
BATCHES_PER_STAGE = 10
"""The same, for each step of estimating the entropy."""

APART = 32
"""A snapshot comes after a walk shorter than that of a draw by this factor."""

BATCHES = 20
T_OF_BATCHES = 2.861
"""99% of Student's distribution with 19 degrees of freedom."""

NEVER_SEEN = 4.6
"""What happens less often than this by expectation is seen not at all with odds of 1%."""

COMMON = 0.2
"""A margin is closed in steps, each of which at least this part of the samples passes."""


@dataclass(frozen=True, slots=True)
class Chances:
    """The chance of the members of each cell, shape (cells,), and what it says of their law.

    *margin_of_error* are half-widths of 99% intervals, 0 if exact; *smallest_error* is that of the
    smallest. *gini* is 0 if all have the same chance.
    """

    of_cells: NDArray[np.float64]
    margin_of_error: NDArray[np.float64]
    smallest: float
    smallest_error: float
    gini: float


@dataclass(frozen=True, slots=True)
class Entropy:
    """How unpredictable a sample is: as one of 2**bits equally likely ones.

    *error* is a standard error, 0 if exact.
    """

    bits: float
    error: float


def chances_of(lock: CellLock) -> Chances:
    """Return the chances under the law that *lock* fixes; what has to be estimated has errors."""
    sizes = np.array(lock.cells.sizes, np.float64)
    exact = np.zeros(len(sizes))
    match method_of(lock):
        case CountMethod.LOTTERY:
            vectors = np.array([ticket.counts for ticket in lock.lottery], np.float64)
            return _chances(_weights(lock) @ vectors / sizes, exact, sizes)
        case CountMethod.COUNTED:
            expected = counted(lock.cells, lock.quota).expected()
            return _chances(np.array([float(count) for count in expected]) / sizes, exact, sizes)
        case CountMethod.WALKED:
            return _estimated(lock, sizes)


def entropy_of(lock: CellLock) -> Entropy:
    """Return the entropy of the sample under the law that *lock* fixes."""
    match method_of(lock):
        case CountMethod.LOTTERY:
            weights = _weights(lock)
            # To the choice of a count vector comes the choice of members in each cell.
            ways = np.array([_bits(lock, ticket.counts) for ticket in lock.lottery])
            return Entropy(float(weights @ (ways - np.log2(weights))), 0.0)
        case CountMethod.COUNTED:
            return Entropy(math.log2(counted(lock.cells, lock.quota).total), 0.0)
        case CountMethod.WALKED:
            return _estimated_entropy(lock)


def gini(chances: NDArray[np.float64], sizes: NDArray[np.float64]) -> float:
    """Return the Gini coefficient of chances; *sizes* members have each: 0 is equality."""
    order = np.argsort(chances)
    members, held = sizes[order], (chances * sizes)[order]
    below = np.cumsum(held) - held
    area = float((members * (below + held / 2)).sum())  # under the Lorenz curve
    return 1 - 2 * area / float(members.sum() * held.sum())


def _chances(
    of_cells: NDArray[np.float64], error: NDArray[np.float64], sizes: NDArray[np.float64]
) -> Chances:
    least = int(of_cells.argmin())
    return Chances(
        of_cells, error, float(of_cells[least]), float(error[least]), gini(of_cells, sizes)
    )


def _weights(lock: CellLock) -> NDArray[np.float64]:
    weights = np.array([ticket.weight for ticket in lock.lottery], np.float64)
    found: NDArray[np.float64] = weights / weights.sum()
    return found


def _bits(lock: CellLock, counts: CountVector) -> float:
    """Return the logarithm to base 2 of how many samples have *counts*."""
    pairs = zip(lock.cells.sizes, counts, strict=True)
    return sum(math.log2(math.comb(size, count)) for size, count in pairs)


def _estimated(lock: CellLock, sizes: NDArray[np.float64]) -> Chances:
    """Estimate chances by one long walk, with errors from means of batches: it remembers a while.

    G. Fishman, "Discrete-event simulation" (2001), ch. 6, on batch means.
    """
    wanted = VISITS_OF_SNAPSHOTS // _apart(lock)
    number = max(FEWEST_SNAPSHOTS, min(SNAPSHOTS, wanted)) // BATCHES * BATCHES
    seen = _snapshots(lock, "chances", number)
    means = seen.reshape(BATCHES, -1, len(sizes)).mean(axis=1)
    error = T_OF_BATCHES * means.std(axis=0, ddof=1) / math.sqrt(BATCHES)
    return _chances(
        means.mean(axis=0) / sizes, np.maximum(error, NEVER_SEEN / number) / sizes, sizes
    )


def _apart(lock: CellLock) -> int:
    return -(-lock.visits // APART)


def _snapshots(lock: CellLock, label: str, number: int) -> NDArray[np.int64]:
    """Return count vectors of a long walk, shape (number, cells), after it has settled."""
    return walked_often(
        lock,
        settle=lock.visits,
        apart=_apart(lock),
        number=number,
        label=f"fairness/{label}",
    )


def _estimated_entropy(lock: CellLock) -> Entropy:
    """Estimate the logarithm of how many samples satisfy the quota.

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
            passed, error = _share(broken <= spare)
            bits += math.log2(passed)
            variance += (error / passed) ** 2
        closed.append(margin)
    return Entropy(bits, math.sqrt(variance) / math.log(2))


def _share(passed: NDArray[np.bool_]) -> tuple[float, float]:
    """Return the share that passed, never nought, and its standard error by means of batches."""
    share = max(float(passed.mean()), 1 / len(passed))
    alone = share * (1 - share) / len(passed)
    means = passed.reshape(BATCHES_PER_STAGE, -1).mean(axis=1)
    return share, math.sqrt(max(alone, float(means.var(ddof=1)) / BATCHES_PER_STAGE))


def _wider(margin: Margin, spare: int) -> Margin:
    return replace(margin, least=max(0, margin.least - spare), most=margin.most + spare)
