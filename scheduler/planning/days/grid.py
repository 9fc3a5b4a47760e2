"""A block in arrays: what a distribution of visits uses, and how even it is.

Of two distributions that fit, the better has the lower sum of the bodies' peaks (the most places
that a body needs on one day, live tasks included), then the lower sum of the plans' spreads (the
most visits of a plan on one of its days less the fewest), then the lower sum of the squares of all
bodies' places by day: the more even days.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scheduler.planning.days.block import DayBlock, Grid

Counts = NDArray[np.int64]

NO_LIMIT = 1 << 40
"""Room of a body whose officers have no daily limit."""


@dataclass(frozen=True)
class Measures:
    """The figures of a block. Axes: bodies B, days D, and visits of a plan on a day."""

    block: DayBlock

    @cached_property
    def position(self) -> dict[str, int]:
        """Body -> row."""
        return {supply.body_id: n for n, supply in enumerate(self.block.bodies)}

    @cached_property
    def live(self) -> Counts:
        """Places that live tasks take, shape (B, D)."""
        return np.array([supply.live for supply in self.block.bodies], np.int64)

    @cached_property
    def room(self) -> Counts:
        """Places that visits may use, shape (B, D)."""
        rooms = [
            [supply.room(day) for day in range(self.block.n_days)] for supply in self.block.bodies
        ]
        return np.array([[NO_LIMIT if r is None else r for r in row] for row in rooms], np.int64)

    @cached_property
    def week_of(self) -> Counts:
        """The week of each day, shape (D,); all days are one week if no weeks are given."""
        found = np.zeros(self.block.n_days, np.int64)
        for week, days in enumerate(self.block.bodies[0].weeks):
            found[list(days)] = week
        return found

    @cached_property
    def week_room(self) -> Counts:
        """Places that visits may use in each week, shape (B, W)."""
        n_weeks = int(self.week_of.max(initial=0)) + 1
        rooms = [s.in_week or (NO_LIMIT,) * n_weeks for s in self.block.bodies]
        return np.array(rooms, np.int64).reshape(len(rooms), n_weeks)

    @cached_property
    def weeks_count(self) -> bool:
        """Whether any body has a limit by week."""
        return bool((self.week_room < NO_LIMIT).any())

    def by_week(self, places: Counts) -> Counts:
        """Add up places by day, shape (B, D), to places by week, shape (B, W)."""
        found = np.zeros_like(self.week_room)
        for week in range(found.shape[1]):
            found[:, week] = places[:, self.week_of == week].sum(axis=1)
        return found

    @cached_property
    def asks(self) -> tuple[tuple[tuple[int, Counts], ...], ...]:
        """By plan: the row of each of its bodies, and the places by visits on a day."""
        return tuple(
            tuple((self.position[c.body_id], np.array(c.places, np.int64)) for c in load.claims)
            for load in self.block.loads
        )

    def places(self, grid: Grid | Counts) -> Counts:
        """Return the places that *grid* uses, shape (B, D)."""
        used = np.zeros_like(self.live)
        for visits, asked in zip(grid, self.asks, strict=True):
            for row, places in asked:
                used[row] += places[np.asarray(visits)]
        return used

    def fits(self, grid: Grid) -> bool:
        """Tell whether no body needs more than its room, on any day and in any week."""
        places = self.places(grid)
        in_weeks = not self.weeks_count or bool((self.by_week(places) <= self.week_room).all())
        return in_weeks and bool((places <= self.room).all())

    def peaks(self, grid: Grid | Counts) -> Counts:
        """Return the most places of a day, live tasks included, shape (B,)."""
        return np.asarray((self.places(grid) + self.live).max(axis=1), np.int64)

    def spreads(self, grid: Grid | Counts) -> Counts:
        """Return by plan the most visits on one of its days less the fewest."""
        rows = (np.asarray(v)[list(x.days)] for v, x in zip(grid, self.block.loads, strict=True))
        return np.array([int(row.max() - row.min()) for row in rows], np.int64)

    def cost(self, grid: Grid | Counts) -> tuple[int, int, int]:
        """Return what the better distribution has less of, in order of importance."""
        squares = int(((self.places(grid) + self.live) ** 2).sum())
        return int(self.peaks(grid).sum()), int(self.spreads(grid).sum()), squares


def as_grid(visits: Counts) -> Grid:
    """Return an array of visits, by plan and day, as a value."""
    return tuple(tuple(row) for row in visits.tolist())
