"""Feasibility of overlapping quotas before the lock, and the explanation where there is none.

First counting: a level with fewer units than its minimum, a column whose minima exceed the sample
or whose maxima cannot fill it. Then CP-SAT over cell counts with a slack for each bound: no slack
means that the quotas can be met. Else an irreducible set of bounds is found from an assumption
core by deletion (J. Chinneck, E. Dravnieks, ORSA J. Comput. 3 (1991)), and relaxations: the
smallest total, each single bound, the size of the sample. Each is checked to make it feasible.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.domain.overlap import Cells, CountVector, Margin, OverlappingQuota, Side
from scheduler.planning.cells.count_model import Bound, CountModel, bounds_of, relaxed, supply
from scheduler.solving import cpsat


@dataclass(frozen=True, slots=True)
class Cause:
    """A bound of the minimal set. The others in the set leave *possible*, which breaks it.

    For a minimum of 12 *possible* is the most that can be had, 9 say; for a maximum the least.
    """

    bound: Bound
    possible: int


@dataclass(frozen=True, slots=True)
class QuotaRelaxation:
    """Changes that together make the quota feasible: bounds and their new values."""

    changes: tuple[tuple[Bound, int], ...]

    @property
    def amount(self) -> int:
        """By how many units bounds change in all."""
        return sum(abs(bound.value - to) for bound, to in self.changes)

    def apply(self, quota: OverlappingQuota) -> OverlappingQuota:
        """Return the quota with the changes made."""
        for bound, to in self.changes:
            quota = relaxed(quota, bound, to)
        return quota


@dataclass(frozen=True, slots=True)
class QuotaShortage:
    """Why no sample satisfies a quota: without any one of *causes* the others could be kept.

    *relaxations*, smallest first, have each been checked to work.
    """

    causes: tuple[Cause, ...]
    relaxations: tuple[QuotaRelaxation, ...]


def first_counts(cells: Cells, quota: OverlappingQuota) -> CountVector | None:
    """Return a count vector that satisfies *quota*, or None.

    Raises:
        UndecidedError: if CP-SAT could not tell.
    """
    if next(_counted_causes(cells, quota), None):
        return None
    model = CountModel(cells, quota.size)
    model.keep(bounds_of(cells, quota))
    return cpsat.solve(model.model, model.read).proven()


def quota_shortage(cells: Cells, quota: OverlappingQuota) -> QuotaShortage | None:
    """Explain why no sample satisfies *quota*; None if one does.

    Raises:
        UndecidedError: if CP-SAT could not tell.
    """
    smallest = _smallest_relaxation(cells, quota)
    if smallest is not None and not smallest.changes:
        return None
    bounds = next(_counted_causes(cells, quota), None) or _irreducible(cells, quota)
    causes = tuple(Cause(bound, _possible(cells, quota, bounds, bound)) for bound in bounds)
    wanted = [smallest, *(_single(cells, quota, bound) for bound in bounds)]
    wanted.append(_single(cells, quota, size_bound(quota)))
    found = {option.changes: option for option in wanted if option is not None}
    checked = [
        option for option in found.values() if first_counts(cells, option.apply(quota)) is not None
    ]
    return QuotaShortage(
        causes, tuple(sorted(checked, key=lambda option: (option.amount, len(option.changes))))
    )


def size_bound(quota: OverlappingQuota) -> Bound:
    """Return the size of the sample as a bound."""
    return Bound(None, "", Side.LEAST, quota.size)


def _counted_causes(cells: Cells, quota: OverlappingQuota) -> Iterator[tuple[Bound, ...]]:
    """Yield irreducible sets of bounds that plain counting finds at fault."""
    if cells.n_units < quota.size:
        yield (size_bound(quota),)
        return
    for margin in quota.margins:
        if margin.least > supply(cells, margin):
            yield (Bound(margin.column, margin.level, Side.LEAST, margin.least),)
    for column in quota.columns:
        margins = [margin for margin in quota.margins if margin.column == column]
        yield from _minima_exceed(margins, quota.size)
        yield from _maxima_fall_short(cells, margins, quota.size)


def _minima_exceed(margins: list[Margin], size: int) -> Iterator[tuple[Bound, ...]]:
    over = sum(margin.least for margin in margins) - size
    if over <= 0:
        return
    kept = []
    for margin in sorted(margins, key=lambda margin: (margin.least, margin.level)):
        if margin.least < over:
            over -= margin.least
        else:
            kept.append(Bound(margin.column, margin.level, Side.LEAST, margin.least))
    yield tuple(sorted(kept))


def _maxima_fall_short(
    cells: Cells, margins: list[Margin], size: int
) -> Iterator[tuple[Bound, ...]]:
    lost = {margin: max(0, supply(cells, margin) - margin.most) for margin in margins}
    short = size - (cells.n_units - sum(lost.values()))
    if short <= 0:
        return
    kept = []
    for margin in sorted(margins, key=lambda margin: (lost[margin], margin.level)):
        if lost[margin] < short:
            short -= lost[margin]
        else:
            kept.append(Bound(margin.column, margin.level, Side.MOST, margin.most))
    yield tuple(sorted(kept))


def _smallest_relaxation(cells: Cells, quota: OverlappingQuota) -> QuotaRelaxation | None:
    """Return the fewest units by which bounds must change; None if the size cannot be had."""
    if cells.n_units < quota.size:
        return None
    model, bounds = CountModel(cells, quota.size), bounds_of(cells, quota)
    slacks = [model.slack(bound) for bound in bounds]
    model.model.minimize(sum(slacks))
    values = cpsat.solve(
        model.model, lambda solver: [solver.value(slack) for slack in slacks]
    ).proven()
    changes = zip(bounds, values or (), strict=True)
    return QuotaRelaxation(tuple((bound, _moved(bound, by)) for bound, by in changes if by))


def _single(cells: Cells, quota: OverlappingQuota, bound: Bound) -> QuotaRelaxation | None:
    """Return the least change of *bound* alone that helps, or None."""
    if bound.column is None:
        return _other_size(cells, quota, bound)
    model = CountModel(cells, quota.size)
    model.keep([other for other in bounds_of(cells, quota) if other != bound])
    slack = model.slack(bound)
    model.model.minimize(slack)
    by = cpsat.solve(model.model, lambda solver: solver.value(slack)).proven()
    return None if not by else QuotaRelaxation(((bound, _moved(bound, by)),))


def _other_size(cells: Cells, quota: OverlappingQuota, bound: Bound) -> QuotaRelaxation | None:
    if not cells.n_units:
        return None
    model = CountModel(cells, None)
    # A maximum that the size made idle may bind in a larger sample.
    for margin in quota.margins:
        model.keep(
            [
                Bound(margin.column, margin.level, Side.LEAST, margin.least),
                Bound(margin.column, margin.level, Side.MOST, margin.most),
            ]
        )
    distance = model.model.new_int_var(0, cells.n_units + quota.size, "")
    model.model.add_abs_equality(distance, model.size - quota.size)
    model.model.minimize(distance)
    size = cpsat.solve(model.model, lambda solver: solver.value(model.size)).proven()
    return None if size is None else QuotaRelaxation(((bound, size),))


def _moved(bound: Bound, by: int) -> int:
    return bound.value - by if bound.side is Side.LEAST else bound.value + by


def _irreducible(cells: Cells, quota: OverlappingQuota) -> tuple[Bound, ...]:
    """Return bounds that cannot be kept together although all but any one of them can."""
    model = CountModel(cells, quota.size)
    literals = {model.assume(bound): bound for bound in bounds_of(cells, quota)}
    indices = cpsat.core(model.model) or tuple(literals)
    kept = [literals[index] for index in indices]
    for bound in tuple(kept):
        others = [other for other in kept if other != bound]
        if not _can_keep(cells, quota.size, others):
            kept = others
    return tuple(sorted(kept))


def _can_keep(cells: Cells, size: int, bounds: list[Bound]) -> bool:
    model = CountModel(cells, size)
    model.keep(bounds)
    return cpsat.solve(model.model, model.read).proven() is not None


def _possible(
    cells: Cells, quota: OverlappingQuota, bounds: tuple[Bound, ...], bound: Bound
) -> int:
    """Return the most (for a minimum) or least of *bound* that the other bounds allow."""
    if bound.column is None:
        return cells.n_units
    model = CountModel(cells, quota.size)
    model.keep([other for other in bounds if other != bound])
    total = model.total(bound)
    if bound.side is Side.LEAST:
        model.model.maximize(total)
    else:
        model.model.minimize(total)
    possible = cpsat.solve(model.model, lambda solver: int(solver.value(total))).proven()
    if possible is None:
        message = f"The causes are not minimal: without {bound} the others cannot be kept."
        raise AssertionError(message)
    return possible
