"""Pricing: the count vector that gains most, one call of CP-SAT at a time.

The linear relaxation is ten times as fast, and about every second time its vertex is whole: good
enough to go on with, but no proof.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from scheduler.domain.overlap import Cells, CountVector, OverlappingQuota
from scheduler.planning.count_model import CountModel, bounds_of
from scheduler.solving import cpsat
from scheduler.solving.linear import LinearProgram

NEARLY = 1e-6
"""A vertex this near to whole numbers is one, if these satisfy the quota."""

SCALE = 10_000_000
"""Gains are rounded to so many parts of the largest, since CP-SAT counts in whole numbers."""


class Pricing:
    """All count vectors that satisfy a quota, asked for the best under changing gains."""

    def __init__(self, cells: Cells, quota: OverlappingQuota) -> None:
        self._cells, self._quota = cells, quota
        self._model = CountModel(cells, quota.size)
        self._model.keep(bounds_of(cells, quota))
        self._relaxed = _relaxation(cells, quota)

    def likely(self, gains: NDArray[np.int64]) -> CountVector | None:
        """Return a count vector with the largest sum of gains but for rounding, if one is near."""
        self._relaxed.prefer(gains.tolist())
        found = self._relaxed.solve().value
        if found is None:
            return None
        near = np.rint(found.values)
        counts = tuple(int(count) for count in near)
        if np.abs(found.values - near).max() > NEARLY or not self._cells.satisfy(
            counts, self._quota
        ):
            return None
        return counts

    def best(self, gains: NDArray[np.int64]) -> CountVector:
        """Return a count vector with the largest sum of gains, shape (cells,).

        Raises:
            UndecidedError: if the work did not suffice for a proof.
            ValueError: if no count vector satisfies the quota.
        """
        model = self._model.model
        model.clear_objective()  # type: ignore[no-untyped-call]
        gain = cp_model.LinearExpr.weighted_sum(self._model.counts, gains.tolist())
        model.maximize(gain)
        found = cpsat.solve(model, self._model.read, presolve=False).proven()
        if found is None:
            message = "No sample satisfies the quota."
            raise ValueError(message)
        return found


def _relaxation(cells: Cells, quota: OverlappingQuota) -> LinearProgram:
    program = LinearProgram()
    for most in cells.sizes:
        program.variable(0, most)
    program.constraint(quota.size, quota.size, [(c, 1.0) for c in range(len(cells.sizes))])
    for margin in quota.margins:
        program.constraint(margin.least, margin.most, [(c, 1.0) for c in cells.within(margin)])
    return program


def whole(gains: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return *gains* as whole numbers, the largest about `SCALE`."""
    largest = float(np.abs(gains).max()) or 1.0
    return np.rint(gains * (SCALE / largest)).astype(np.int64)
