"""Levelling: visits moved, or exchanged with another plan's, while that makes days more even.

Each step lowers the sum of squares of the bodies' places by day, raises neither a body's peak nor
a plan's spread, and takes no body beyond its room. So the result is never worse than what it
starts from. Exchanges are tried only for visits on a day at which one of their bodies peaks.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scheduler.planning.days.block import Grid
from scheduler.planning.days.grid import Counts, Measures, as_grid

NEVER = 1 << 60


def levelled(figures: Measures, grid: Grid, *, exchanging: bool = True) -> Grid:
    """Return *grid* after the best step of each plan in turn, until no plan has one."""
    state, plans = _Levelling(figures, grid), range(len(grid))
    steps = 1
    while steps:
        steps = sum(state.move(plan) for plan in plans)
        if exchanging and not steps:
            steps = sum(state.exchange(plan) for plan in plans)
    return as_grid(state.visits)


class _Levelling:
    """A distribution at work. Axes: P plans, B bodies, D days."""

    def __init__(self, figures: Measures, grid: Grid) -> None:
        self.figures, self.visits = figures, np.array(grid, np.int64)
        self.used = figures.places(grid) + figures.live
        self.in_week = figures.by_week(figures.places(grid))
        highest = np.minimum(figures.peaks(grid)[:, None], figures.room + figures.live)
        self.ceiling = np.maximum(highest, self.used)
        # What one visit less frees and one more takes, shape (P, B, D).
        self.less = np.zeros((len(grid), *self.used.shape), np.int64)
        self.more = np.zeros_like(self.less)
        for plan in range(len(grid)):
            self._renew(plan)
        self.settled = np.zeros(len(grid), np.bool_)  # no move does good, as things stand

    @cached_property
    def allowed(self) -> NDArray[np.bool_]:
        """Which days each plan may use, shape (P, D)."""
        found = np.zeros_like(self.visits, np.bool_)
        for plan, load in enumerate(self.figures.block.loads):
            found[plan, list(load.days)] = True
        return found

    @cached_property
    def rows(self) -> list[Counts]:
        """The bodies of each plan."""
        return [np.array([row for row, _ in asked], np.int64) for asked in self.figures.asks]

    @cached_property
    def squares(self) -> list[tuple[Counts, ...]]:
        """For each plan the index of its bodies and days in arrays with axes B, D."""
        days = (np.nonzero(allowed)[0] for allowed in self.allowed)
        return [np.ix_(rows, mine) for rows, mine in zip(self.rows, days, strict=True)]

    @cached_property
    def taking_part(self) -> NDArray[np.bool_]:
        """Which bodies each plan has, shape (P, B)."""
        found = np.zeros(self.less.shape[:2], np.bool_)
        for plan, rows in enumerate(self.rows):
            found[plan, rows] = True
        return found

    @cached_property
    def sharing(self) -> NDArray[np.bool_]:
        """Which plans have a body in common, shape (P, P)."""
        return np.asarray(self.taking_part @ self.taking_part.T, np.bool_)

    @cached_property
    def neighbours(self) -> list[tuple[Counts, Counts]]:
        """For each plan the others that share a body with it, and the bodies of all of them."""
        found = []
        for plan, sharing in enumerate(self.sharing):
            bodies = np.nonzero(self.taking_part[sharing].any(axis=0))[0]
            near = np.nonzero(sharing)[0]
            found.append((near[near != plan], bodies))
        return found

    def move(self, plan: int) -> bool:
        """Move a visit of the plan to the day where it does most good, if there is one."""
        self.settled[plan] = self.settled[plan] or not self._moved(plan)
        return not self.settled[plan]

    def _moved(self, plan: int) -> bool:
        here = self.squares[plan]
        used, less, more = self.used[here], self.less[plan][here], self.more[plan][here]
        out = ((used - less) ** 2 - used**2).sum(axis=0)
        change = out[:, None] + ((used + more) ** 2 - used**2).sum(axis=0)
        np.fill_diagonal(change, 0)
        if change.min() >= 0:
            return False
        days = here[1][0]
        change[:, (used + more > self.ceiling[here]).any(axis=0)] = NEVER
        visits = self.visits[plan : plan + 1, days]
        change[~self._keeps_spread(np.array([plan]), visits.T, visits)] = NEVER
        if self.figures.weeks_count:
            change[~self._keeps_weeks(plan, days)] = NEVER
        best = int(change.argmin())
        if change.flat[best] >= 0:
            return False
        self._shift(plan, days[best // len(days)], days[best % len(days)])
        return True

    def exchange(self, plan: int) -> bool:
        """Exchange a visit of the plan on a peak day for another plan's, if that does good."""
        used = self.used[self.rows[plan]]
        peak = (used == used.max(axis=1)[:, None]).any(axis=0)
        sources = np.nonzero(peak & (self.visits[plan] > 0))[0]
        near = self.neighbours[plan][0]
        offers = [self._best_exchange(plan, day) for day in sources.tolist() if len(near)]
        change, other, source, goal = min(offers, default=(0, 0, 0, 0))
        if change >= 0:
            return False
        self._shift(plan, source, goal)
        self._shift(other, goal, source)
        return True

    def _best_exchange(self, plan: int, source: int) -> tuple[int, int, int, int]:
        """Return the change of squares, the other plan, the source and the goal."""
        others, rows = self.neighbours[plan]
        goals = np.nonzero(self.allowed[plan])[0]
        here, there = self.used[rows, source], self.used[np.ix_(rows, goals)]
        # Axes: others, bodies, and for what lies at the other end, goals.
        left = here + self.more[others][:, rows, source]
        left -= self.less[plan][rows, source]
        come = there + self.more[plan][np.ix_(rows, goals)]
        come = come - self.less[np.ix_(others, rows, goals)]
        change = (come**2 - there**2).sum(axis=1) + (left**2 - here**2).sum(axis=1)[:, None]
        change[(come > self.ceiling[np.ix_(rows, goals)]).any(axis=1)] = NEVER
        change[(left > self.ceiling[rows, source]).any(axis=1)] = NEVER
        change[~self._may_exchange(plan, others, source, goals)] = NEVER
        if self.figures.weeks_count:
            kept = self._weeks_after(rows, source, goals, left - here, come - there)
            change[~kept] = NEVER
        best = int(change.argmin())
        other, goal = others[best // len(goals)], goals[best % len(goals)]
        return int(change.flat[best]), int(other), source, int(goal)

    def _may_exchange(
        self, plan: int, others: Counts, source: int, goals: Counts
    ) -> NDArray[np.bool_]:
        """Tell with which of *others* a visit may be exchanged on which of *goals*."""
        theirs, mine = self.visits[np.ix_(others, goals)], self.visits[plan]
        may = self.allowed[others, source][:, None] & self.allowed[np.ix_(others, goals)]
        may &= goals != source
        may &= self._keeps_spread(np.array([plan]), mine[source : source + 1], mine[goals])
        may &= self._keeps_spread(others, theirs, self.visits[others, source][:, None])
        return np.asarray(may, np.bool_)

    def _keeps_weeks(self, plan: int, days: Counts) -> NDArray[np.bool_]:
        """Tell whether weeks keep to their room if a visit goes from one of *days* to another."""
        rows, weeks, here = self.rows[plan], self.figures.week_of[days], self.squares[plan]
        total = self.in_week[np.ix_(rows, weeks)]
        same = weeks[:, None] == weeks
        # Axes: bodies, sources, goals.
        after = (total + self.more[plan][here])[:, None, :] - self.less[plan][here][
            :, :, None
        ] * same
        return np.asarray(
            (after <= self.figures.week_room[np.ix_(rows, weeks)][:, None, :]).all(axis=0)
        )

    def _weeks_after(
        self, rows: Counts, source: int, goals: Counts, left: Counts, come: Counts
    ) -> NDArray[np.bool_]:
        """Tell whether weeks keep to their room if so much is added to source and goal.

        Axes: others, bodies, and for what comes to the goals, goals.
        """
        week_of, room = self.figures.week_of, self.figures.week_room[rows]
        total = self.in_week[rows]
        here, there = week_of[source], week_of[goals]
        same = there == here
        at_goal = total[:, there] + come + left[:, :, None] * same
        at_source = total[:, here] + left
        fits = np.all(at_goal <= room[:, there], axis=1)
        elsewhere = np.all(at_source <= room[:, here], axis=1)
        return np.asarray(fits & (same | np.asarray(elsewhere)[:, None]), np.bool_)

    def _keeps_spread(self, plans: Counts, source: Counts, goal: Counts) -> NDArray[np.bool_]:
        """Tell whether a visit may go from a day with *source* visits to one with *goal*."""
        allowed = self.allowed[plans]
        lowest = np.where(allowed, self.visits[plans], NEVER).min(axis=1)[:, None]
        highest = np.where(allowed, self.visits[plans], -1).max(axis=1)[:, None]
        inside = (source - 1 >= lowest) & (goal + 1 <= highest)
        return np.asarray((source > 0) & (inside | (source > goal)), np.bool_)

    def _shift(self, plan: int, source: int, goal: int) -> None:
        for day, step in ((source, -1), (goal, 1)):
            change = self.more[plan, :, day] if step > 0 else -self.less[plan, :, day]
            self.used[:, day] += change
            self.in_week[:, self.figures.week_of[day]] += change
            self.visits[plan, day] += step
        self._renew(plan)
        self.settled[self.sharing[plan]] = False

    def _renew(self, plan: int) -> None:
        visits = self.visits[plan]
        for row, places in self.figures.asks[plan]:
            self.less[plan, row] = places[visits] - places[np.maximum(visits - 1, 0)]
            self.more[plan, row] = places[np.minimum(visits + 1, len(places) - 1)] - places[visits]
