"""Pricing: the count vector that gains most, one call of CP-SAT at a time.

A vertex of the linear relaxation has few cells that are not whole. Made whole by a small model over
these alone, it is nearly as good and five times as fast: enough to go on with, but no proof.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from scheduler.domain.overlap import Cells, CountVector, OverlappingQuota
from scheduler.planning.cells.count_model import CountModel, bounds_of
from scheduler.solving import cpsat
from scheduler.solving.linear import LinearProgram

NEARLY = 1e-6
"""A count of a vertex this near to a whole number is one."""

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
        """Return a count vector that gains nearly most, if one is near the relaxation's."""
        self._relaxed.prefer(gains.tolist())
        found = self._relaxed.solve().value
        if found is None:
            return None
        counts = np.rint(found.values).astype(np.int64)
        open_cells = np.nonzero(np.abs(found.values - counts) > NEARLY)[0]
        if len(open_cells):
            counts[open_cells] = 0
            rest = self._completed(counts, open_cells, gains)
            if rest is None:
                return None
            counts[open_cells] = rest
        vector = tuple(counts.tolist())
        return vector if self._cells.satisfy(vector, self._quota) else None

    def _completed(
        self, counts: NDArray[np.int64], open_cells: NDArray[np.int64], gains: NDArray[np.int64]
    ) -> CountVector | None:
        """Return the best counts of *open_cells*, the others being *counts*; None if none fit."""
        cells, margins = _only(self._cells, open_cells), []
        for margin in self._quota.margins:
            held = int(counts[list(self._cells.within(margin))].sum())
            if held > margin.most:
                return None
            margins.append(
                replace(margin, least=max(0, margin.least - held), most=margin.most - held)
            )
        size = self._quota.size - int(counts.sum())
        if size < 1:
            return None
        quota = replace(self._quota, size=size, margins=tuple(margins))
        model = CountModel(cells, size)
        model.keep(bounds_of(cells, quota))
        model.model.maximize(
            cp_model.LinearExpr.weighted_sum(model.counts, gains[open_cells].tolist())
        )
        return cpsat.solve(model.model, model.read, presolve=False).value

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


def _only(cells: Cells, some: NDArray[np.int64]) -> Cells:
    return replace(
        cells,
        levels=tuple(cells.levels[cell] for cell in some),
        sizes=tuple(cells.sizes[cell] for cell in some),
    )


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
