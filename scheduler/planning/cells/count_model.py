"""The model of count vectors: a whole number per cell, and the bounds that it may have to keep."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from scheduler.domain.overlap import Cells, CountVector, Margin, OverlappingQuota, Side


@dataclass(frozen=True, slots=True, order=True)
class Bound:
    """One side of a margin; without a column the size of the sample."""

    column: str | None
    level: str
    side: Side
    value: int


def bounds_of(cells: Cells, quota: OverlappingQuota) -> tuple[Bound, ...]:
    """Return the bounds that can bind, in the order of the margins."""
    return tuple(_bounds(cells, quota))


def _bounds(cells: Cells, quota: OverlappingQuota) -> Iterator[Bound]:
    for margin in quota.margins:
        if margin.least > 0:
            yield Bound(margin.column, margin.level, Side.LEAST, margin.least)
        if margin.most < min(supply(cells, margin), quota.size):
            yield Bound(margin.column, margin.level, Side.MOST, margin.most)


def supply(cells: Cells, margin: Margin) -> int:
    """Return how many units of the pool a margin counts."""
    return sum(cells.sizes[cell] for cell in cells.within(margin))


class CountModel:
    """Variables x[c] with 0 <= x[c] <= N[c] that sum to *size*, and bounds as they are added."""

    def __init__(self, cells: Cells, size: int | None) -> None:
        self.model = cp_model.CpModel()
        self._cells = cells
        self.counts = [self.model.new_int_var(0, most, "") for most in cells.sizes]
        self.size = self.model.new_int_var(1 if size is None else size, size or cells.n_units, "")
        self.model.add(sum(self.counts) == self.size)

    def total(self, bound: Bound) -> cp_model.IntVar:
        """Return a variable for how many of the sample a bound counts."""
        if bound.column is None:
            return self.size
        margin = Margin(column=bound.column, level=bound.level, least=0, most=0)
        inside = self._cells.within(margin)
        if len(inside) == 1:
            return self.counts[inside[0]]
        total = self.model.new_int_var(0, self._cells.n_units, "")
        self.model.add(total == sum(self.counts[cell] for cell in inside))
        return total

    def keep(self, bounds: Collection[Bound]) -> None:
        """Keep *bounds* in any case."""
        for bound in bounds:
            self.model.add(self._kept(bound))

    def slack(self, bound: Bound) -> cp_model.IntVar:
        """Keep *bound* but for a slack, which is returned."""
        slack = self.model.new_int_var(0, self._cells.n_units + bound.value, "")
        self.model.add(self._kept(bound, slack))
        return slack

    def assume(self, bound: Bound) -> int:
        """Keep *bound* under an assumption; return the index of its literal."""
        literal = self.model.new_bool_var("")
        self.model.add(self._kept(bound)).only_enforce_if(literal)
        self.model.add_assumption(literal)
        return literal.index

    def read(self, solver: cp_model.CpSolver) -> CountVector:
        """Return the count vector that was found."""
        return tuple(solver.value(count) for count in self.counts)

    def _kept(
        self, bound: Bound, slack: cp_model.IntVar | int = 0
    ) -> cp_model.BoundedLinearExpression | bool:
        if bound.side is Side.LEAST:
            return self.total(bound) + slack >= bound.value
        return self.total(bound) - slack <= bound.value


def relaxed(quota: OverlappingQuota, bound: Bound, to: int) -> OverlappingQuota:
    """Return *quota* with one bound changed."""
    if bound.column is None:
        return replace(quota, size=to)
    margins = tuple(
        _with(margin, bound.side, to)
        if (margin.column, margin.level) == (bound.column, bound.level)
        else margin
        for margin in quota.margins
    )
    return replace(quota, margins=margins)


def _with(margin: Margin, side: Side, to: int) -> Margin:
    return replace(margin, least=to) if side is Side.LEAST else replace(margin, most=to)
