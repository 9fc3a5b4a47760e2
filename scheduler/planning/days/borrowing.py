"""Borrowing: visits that a body can make on a day only with officers whom others lend to it.

Blocks that fit are planned without it. One that does not is planned once more, as if its bodies had
what those who may lend to them have left; what a body then needs beyond its own room is taken from
its lenders, day by day, in the order in which the policy asks them. That finds a plan in most cases
where there is one, not in all: a lender of the same block may turn out to need his officers.

Rule: day-plan
Rule: lending
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from scheduler.domain.dayplan import DayLoan
from scheduler.domain.problem import Problem
from scheduler.planning.days.block import DayBlock, Grid
from scheduler.planning.days.distribution import planned
from scheduler.planning.days.grid import Counts, Measures
from scheduler.planning.days.supply import Supply, supplies


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A block that fits with what is lent on each day (positions)."""

    grid: Grid
    loans: tuple[tuple[int, str, str, int], ...]  # day, borrower, lender, places


def lenders_of(problem: Problem) -> dict[str, tuple[str, ...]]:
    """Return who may lend to a body, if all its plans allow that, in the order of the policy."""
    refusing = {
        part.body_id for plan in problem.plans if not plan.lending for part in plan.participations
    }
    asked = {body_id: problem.policy.lenders(body_id) for body_id in problem.policy.lending}
    return {body_id: found for body_id, found in asked.items() if body_id not in refusing and found}


class Spare:
    """Places that bodies have left on each day and in each week, beside what is planned."""

    def __init__(
        self, supply: Mapping[str, Supply], n_days: int, made: Sequence[tuple[DayBlock, Grid]]
    ) -> None:
        figures = Measures(DayBlock(n_days, tuple(supply.values()), ()))
        self._row, self._week_of = figures.position, figures.week_of
        self._on_day, self._in_week = figures.room.copy(), figures.week_room.copy()
        self._own = np.zeros_like(self._on_day)  # places planned, without those that others fill
        for block, grid in made:
            self.use(block, grid)

    def with_block(self, block: DayBlock, grid: Grid) -> Spare:
        """Return what is left beside one block more; it may be less than nothing."""
        left = deepcopy(self)
        left.use(block, grid)
        return left

    def use(self, block: DayBlock, grid: Grid) -> None:
        """Take what a planned block needs."""
        figures = Measures(block)
        places, rows = figures.places(grid), [self._row[body_id] for body_id in figures.position]
        self._own[rows] += places
        self._on_day[rows] -= places
        self._in_week[rows] -= figures.by_week(places)

    def of(self, body_id: str) -> tuple[Counts, Counts]:
        """Return what a body has left, by day and by week, at least nothing."""
        row = self._row[body_id]
        return np.maximum(self._on_day[row], 0), np.maximum(self._in_week[row], 0)

    def lacking_on(self, body_id: str, day: int) -> int:
        """Return how many places a body has planned beyond its room on a day."""
        return max(0, -int(self._on_day[self._row[body_id], day]))

    def lacking_in_week(self, body_id: str, day: int) -> int:
        """Return how many of a day's places must go to others for the room of its week."""
        row = self._row[body_id]
        beyond = -self._in_week[row, self._week_of[day]]
        return max(0, int(min(beyond, self._own[row, day])))

    def lend(self, lender: str, body_id: str, day: int, wanted: int) -> int:
        """Move up to *wanted* places that a lender has left to a body; return how many."""
        places = max(0, min(wanted, self._left(lender, day)))
        for body, moved in ((lender, -places), (body_id, places)):
            self._on_day[self._row[body], day] += moved
            self._in_week[self._row[body], self._week_of[day]] += moved
        self._own[self._row[body_id], day] -= places
        return places

    def is_enough(self) -> bool:
        """Tell whether nothing is planned beyond any room."""
        return bool((self._on_day >= 0).all() and (self._in_week >= 0).all())

    def _left(self, body_id: str, day: int) -> int:
        row = self._row[body_id]
        return int(min(self._on_day[row, day], self._in_week[row, self._week_of[day]]))


def helped(
    problem: Problem,
    short: Sequence[DayBlock],
    supply: Mapping[str, Supply],
    made: Sequence[tuple[DayBlock, Grid]],
) -> list[Borrowed | None]:
    """Plan blocks that are *short* with what others may lend; None for those that still do not fit.

    *made* are the blocks that do, *supply* is that of all bodies that take part.
    """
    lenders = lenders_of(problem) if short else {}
    asked = {lender for some in lenders.values() for lender in some}
    spare = Spare({**supply, **supplies(problem, asked - supply.keys())}, len(problem.days), made)
    found: list[Borrowed | None] = []
    for block in short:
        one = _borrowed(block, lenders, spare)
        found.append(one and one[0])
        spare = one[1] if one else spare
    return found


def _borrowed(
    block: DayBlock, lenders: Mapping[str, Sequence[str]], spare: Spare
) -> tuple[Borrowed, Spare] | None:
    """Plan a block with what may be lent to its bodies; return also what is left then."""
    borrowers = [body for body in block.position if lenders.get(body)]
    if not borrowers:
        return None
    bodies = tuple(
        _helped(one, [spare.of(lender) for lender in lenders.get(one.body_id, ())])
        for one in block.bodies
    )
    grid = planned(replace(block, bodies=bodies))
    if grid is None:
        return None
    left = spare.with_block(block, grid)
    loans: Counter[tuple[int, str, str]] = Counter()
    for lacking in (left.lacking_on, left.lacking_in_week):
        for body_id, day in product(borrowers, range(block.n_days)):
            for lender in lenders[body_id]:
                places = left.lend(lender, body_id, day, lacking(body_id, day))
                loans[day, body_id, lender] += places
    lent = tuple((*of, places) for of, places in loans.items() if places)
    return (Borrowed(grid, lent), left) if left.is_enough() else None


def _helped(supply: Supply, left: list[tuple[Counts, Counts]]) -> Supply:
    """Return a supply together with what its lenders have left."""
    if not left:
        return supply
    on_day = np.sum([days for days, _ in left], axis=0)
    in_week = np.sum([weeks for _, weeks in left], axis=0)
    weeks = supply.in_week and tuple(
        int(a + b) for a, b in zip(supply.in_week, in_week, strict=True)
    )
    return replace(supply, lent=tuple(on_day.tolist()), in_week=weeks)


def day_loans(problem: Problem, found: Iterable[Borrowed]) -> tuple[DayLoan, ...]:
    """Return what is lent in all blocks, with days for their positions."""
    loans = (loan for one in found for loan in one.loans)
    return tuple(
        sorted(DayLoan(body, problem.days[day], lender, n) for day, body, lender, n in loans)
    )
