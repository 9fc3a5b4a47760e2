"""How many units of some kind, unknown to the quotas, a sample has at least and at most.

A body comes only to targets that its items concern: of N units in a cell that may be k. A count
vector x then has between sum max(0, x - (N - k)) and sum min(x, k) of them, whoever wins.
"""

from __future__ import annotations

from collections.abc import Sequence

from ortools.sat.python import cp_model

from scheduler.domain.overlap import Cells, OverlappingQuota
from scheduler.planning.cells.count_model import CountModel, bounds_of
from scheduler.solving import cpsat


def fewest_and_most(
    cells: Cells, quota: OverlappingQuota, concerned: Sequence[int]
) -> tuple[int, int]:
    """Return between what numbers a sample of *quota* has of *concerned* units in each cell.

    Where CP-SAT cannot tell, or no sample satisfies the quota, the margins are left out: the
    numbers are further apart then, and still right.
    """
    known = sum(concerned)
    most = min(quota.size, known)
    least = min(most, max(0, quota.size - (cells.n_units - known)))
    if least == most:
        return least, most
    fewest, largest = _total(cells, quota, concerned), _total(cells, quota, concerned, most=True)
    return (least if fewest is None else fewest), (most if largest is None else largest)


def _total(
    cells: Cells, quota: OverlappingQuota, concerned: Sequence[int], *, most: bool = False
) -> int | None:
    model = CountModel(cells, quota.size)
    model.keep(bounds_of(cells, quota))
    total = sum(
        _of_cell(model, x, size, known, most=most)
        for x, size, known in zip(model.counts, cells.sizes, concerned, strict=True)
        if known
    )
    if most:
        model.model.maximize(total)
    else:
        model.model.minimize(total)
    found = cpsat.solve(model.model, lambda solver: round(solver.objective_value))
    return found.value if found.is_proven else None


def _of_cell(
    model: CountModel, x: cp_model.IntVar, size: int, known: int, *, most: bool
) -> cp_model.IntVar:
    """Return a variable for the known units of a cell that are in the sample."""
    if known == size:
        return x
    of_cell = model.model.new_int_var(0, known, "")
    if most:
        model.model.add(of_cell <= x)
    else:
        model.model.add(of_cell >= x - (size - known))
    return of_cell
