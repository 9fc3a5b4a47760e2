"""Leximin chances: the smallest chance as large as possible, then the next, as a lottery.

By symmetry members of a cell have equal chances, so there is one variable per cell: its chance
p[c], the expected count over N[c]. Chances can be reached if the expected counts lie in the
convex hull of the count vectors that satisfy the quota. It is approached from both sides:

* from outside, leximin over the linear relaxation (maximise the smallest chance, fix the cells
  with a positive dual, repeat), cut by inequalities that CP-SAT has proven for the hull;
* from inside, column generation: count vectors near a vertex of the relaxation, and by CP-SAT
  where these do not improve, until a mixture of them gives every cell its chance, or until an
  inequality that CP-SAT has proven says that none does.

Where both meet, within `TOLERANCE`, the chances are leximin. The law is that of B. Flanigan et
al., "Fair algorithms for selecting citizens' assemblies", Nature 596 (2021), for single persons.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.overlap import Cells, CountVector, OverlappingQuota, WeightedCounts
from scheduler.planning.cells.count_pricing import Pricing, whole
from scheduler.solving.linear import LinearProgram, Optimum
from scheduler.solving.outcome import UndecidedError

Chances = NDArray[np.float64]
"""The chance of each member of a cell, shape (cells,)."""

TOLERANCE = 1e-8
"""How far a chance may be from leximin before weights are rounded."""

CLOSE = 1e-6
"""How far a chance of the published lottery may be from leximin."""

TOTAL = 1_000_000_000
"""The weights of a lottery sum to this, so rounding moves no chance by more than 1e-7 or so."""

POSITIVE = 1e-9
"""A dual above this is not nought."""

FIRST = 30
"""Count vectors to begin with, each chosen to make up for the others."""

INFINITE = float("inf")


@dataclass(frozen=True, slots=True)
class Cut:
    """A proven inequality: no count vector gains more than *most*."""

    gains: NDArray[np.int64]  # (cells,)
    most: int


def relaxed_leximin(cells: Cells, quota: OverlappingQuota, cuts: list[Cut]) -> Chances:
    """Return the leximin chances over the linear relaxation with *cuts*.

    Raises:
        ValueError: if not even fractions of units satisfy the quota.
    """
    program, sizes = LinearProgram(), np.array(cells.sizes, np.float64)
    everyone = range(len(sizes))
    for _ in everyone:
        program.variable(0, 1)
    program.constraint(quota.size, quota.size, [(c, sizes[c]) for c in everyone])
    for margin in quota.margins:
        program.constraint(margin.least, margin.most, [(c, sizes[c]) for c in cells.within(margin)])
    for cut in cuts:
        scale = float(np.abs(cut.gains).max())
        row = [(c, sizes[c] * float(cut.gains[c]) / scale) for c in everyone]
        program.constraint(-INFINITE, cut.most / scale, row)
    smallest = program.variable(0, 1, gain=1.0)
    rows = [program.constraint(0, INFINITE, [(c, 1.0), (smallest, -1.0)]) for c in everyone]
    return _in_stages(program, smallest, rows)


def _in_stages(program: LinearProgram, smallest: int, rows: list[int]) -> Chances:
    """Maximise the smallest chance, fix the cells that hold it down, and go on with the rest."""
    chances, rising = np.zeros(len(rows)), set(range(len(rows)))
    while rising:
        found = program.solve().proven()
        if found is None:
            message = "No sample satisfies the quota."
            raise ValueError(message)
        held = [cell for cell in rising if abs(found.duals[rows[cell]]) > POSITIVE]
        # Nobody holds it down only if it cannot rise above 1.
        for cell in held or sorted(rising):
            chances[cell] = found.objective
            rising.discard(cell)
            program.change(rows[cell], max(0.0, found.objective - 1e-10), [(smallest, 0.0)])
    return chances


class Mixture:
    """A mixture of count vectors under construction (G. Dantzig, P. Wolfe 1960).

    maximise z  subject to  sum_j w[j] x[j][c] / N[c] - z >= floor[c],  sum_j w[j] = 1,  w >= 0
    """

    def __init__(self, cells: Cells, floor: Chances, vectors: list[CountVector]) -> None:
        self._sizes = np.array(cells.sizes, np.float64)
        self._program = LinearProgram()
        z = self._program.variable(-1, 1, gain=1.0)
        self._rows = [self._program.constraint(float(low), INFINITE, [(z, -1.0)]) for low in floor]
        self._one = self._program.constraint(1, 1)
        for vector in vectors:
            self.add(vector)

    def add(self, vector: CountVector) -> None:
        """Let the mixture use one more count vector."""
        column = [(self._rows[c], n / self._sizes[c]) for c, n in enumerate(vector) if n]
        self._program.variable(0, INFINITE, column=[*column, (self._one, 1.0)])

    def best(self) -> Optimum:
        """Return the best mixture of the vectors so far: z first, then their weights."""
        found = self._program.solve().proven()
        if found is None:
            message = "A mixture of count vectors always exists."
            raise AssertionError(message)
        return found

    def prices(self, found: Optimum) -> NDArray[np.float64]:
        """Return what one more unit of each cell would be worth, shape (cells,)."""
        return np.abs(found.duals[self._rows]) / self._sizes


def mixture_of(
    cells: Cells, pricing: Pricing, floor: Chances, goal: float, vectors: list[CountVector]
) -> tuple[NDArray[np.float64], float] | Cut:
    """Return weights of *vectors*, which grow, whose chances are *floor* + *goal* or more.

    With them comes z, within `TOLERANCE` of *goal*. A cut is returned if it proves that no
    mixture does.
    """
    mixture = Mixture(cells, floor, vectors)
    wanted = (floor + goal) * np.array(cells.sizes)
    while True:
        found = mixture.best()
        if found.objective >= goal - TOLERANCE:
            return found.values[1:], found.objective
        gains = whole(mixture.prices(found))
        # A cut speaks only if it cuts off more than the tolerance of the linear programs.
        enough = float(gains @ wanted) - 1e-7 * float(np.abs(gains).max()) * cells.n_units
        vector = pricing.likely(gains)
        if vector is None or vector in vectors or float(gains @ np.array(vector)) < enough:
            vector = pricing.best(gains)
            most = int(gains @ np.array(vector))
            if most < enough:
                return Cut(gains, most)
        if vector in vectors:
            message = f"Column generation stands still {goal - found.objective:.1e} from its goal."
            raise UndecidedError(message)
        vectors.append(vector)
        mixture.add(vector)


def first_vectors(cells: Cells, pricing: Pricing, chances: Chances) -> list[CountVector]:
    """Return a few count vectors whose mean comes near the expected counts."""
    sizes, wanted = np.array(cells.sizes), chances * np.array(cells.sizes)
    missing, found = np.zeros(len(sizes)), dict[CountVector, None]()
    for _ in range(FIRST):
        missing += wanted
        gains = whole(np.maximum(missing / sizes, -1.0))
        vector = pricing.likely(gains) or pricing.best(gains)
        missing -= np.array(vector)
        found[vector] = None
    return list(found)


def leximin_chances(
    cells: Cells, quota: OverlappingQuota
) -> tuple[Chances, tuple[WeightedCounts, ...]]:
    """Return leximin chances by cell, and the lottery that gives them within 1e-6.

    Raises:
        UndecidedError: if a solver's work did not suffice.
        ValueError: if no sample satisfies the quota.
    """
    pricing, cuts, vectors = Pricing(cells, quota), list[Cut](), list[CountVector]()
    while True:
        chances = relaxed_leximin(cells, quota, cuts)
        vectors = vectors or first_vectors(cells, pricing, chances)
        floor = np.zeros(len(chances))
        found = mixture_of(cells, pricing, floor, float(chances.min()), vectors)
        if not isinstance(found, Cut):
            found = mixture_of(cells, pricing, chances, 0.0, vectors)
        if not isinstance(found, Cut):
            lottery = with_whole_weights(vectors, nearest(cells, chances, vectors))
            _refuse_far(cells, chances, lottery)
            return chances, lottery
        cuts.append(found)


def nearest(cells: Cells, chances: Chances, vectors: list[CountVector]) -> NDArray[np.float64]:
    """Return weights of *vectors* whose chances are as near to *chances* as they can all be.

    A mixture that gives each cell its chance may give one of them what all others lack together.
    """
    program, sizes = LinearProgram(), np.array(cells.sizes, np.float64)
    distance = program.variable(-1, 0, gain=1.0)  # below nought, so that less of it is more
    above = [program.constraint(float(p), INFINITE, [(distance, -1.0)]) for p in chances]
    below = [program.constraint(-INFINITE, float(p), [(distance, 1.0)]) for p in chances]
    one = program.constraint(1, 1)
    for vector in vectors:
        given = [(c, n / sizes[c]) for c, n in enumerate(vector) if n]
        rows = [(rows[c], chance) for rows in (above, below) for c, chance in given]
        program.variable(0, INFINITE, column=[*rows, (one, 1.0)])
    found = program.solve().proven()
    if found is None:
        message = "A mixture of count vectors always exists."
        raise AssertionError(message)
    return found.values[1:]


def _refuse_far(cells: Cells, chances: Chances, lottery: tuple[WeightedCounts, ...]) -> None:
    """Look once more: every chance of the published lottery is leximin within `CLOSE`."""
    expected = sum(ticket.weight * np.array(ticket.counts) for ticket in lottery) / TOTAL
    distance = float(np.abs(expected / np.array(cells.sizes) - chances).max())
    if distance > CLOSE:
        message = f"A chance of the lottery is {distance:.1e} from leximin."
        raise UndecidedError(message)


def with_whole_weights(
    vectors: list[CountVector], weights: NDArray[np.float64]
) -> tuple[WeightedCounts, ...]:
    """Return a lottery with weights that sum to `TOTAL`: largest remainders, ties by vector."""
    order = sorted(range(len(vectors)), key=lambda place: vectors[place])
    shares = np.maximum(weights[order], 0.0)
    exact = shares * (TOTAL / shares.sum())
    lots = np.floor(exact).astype(np.int64)
    largest = np.argsort(lots - exact, kind="stable")[: TOTAL - int(lots.sum())]
    lots[largest] += 1
    return tuple(
        WeightedCounts(int(lot), vectors[place])
        for place, lot in zip(order, lots, strict=True)
        if lot
    )
