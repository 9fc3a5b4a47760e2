"""Pricing: the count vector that gains most, one call of CP-SAT at a time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from scheduler.domain.overlap import Cells, CountVector, OverlappingQuota
from scheduler.planning.count_model import CountModel, bounds_of
from scheduler.solving import cpsat

SCALE = 10_000_000
"""Gains are rounded to so many parts of the largest, since CP-SAT counts in whole numbers."""


class Pricing:
    """All count vectors that satisfy a quota, asked for the best under changing gains."""

    def __init__(self, cells: Cells, quota: OverlappingQuota) -> None:
        self._model = CountModel(cells, quota.size)
        self._model.keep(bounds_of(cells, quota))

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


def whole(gains: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return *gains* as whole numbers, the largest about `SCALE`."""
    largest = float(np.abs(gains).max()) or 1.0
    return np.rint(gains * (SCALE / largest)).astype(np.int64)
