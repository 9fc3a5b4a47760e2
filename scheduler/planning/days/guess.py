"""First guesses at the days, plan by plan: evenly, and the odd visits on the emptiest days.

Of equally empty days that one comes next which lies farthest from the plan's other visits, and then
from fuller days, so that a few visits are spread over the window.

The best guess is often as good as any distribution can be (`bounds` tells), and else a start
for the solver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from scheduler.planning.days.block import Grid
from scheduler.planning.days.grid import Counts, Measures, as_grid
from scheduler.planning.days.leveling import levelled

Asks = tuple[tuple[int, Counts], ...]


def guess(figures: Measures, enough: tuple[int, int]) -> Grid | None:
    """Return the best of a few distributions that fit, None if none of them does.

    The first whose peaks and spreads are *enough* will do.
    """
    best: Grid | None = None
    for found in _guesses(figures):
        levelled_once = levelled(figures, found, exchanging=False)
        if best is None or figures.cost(levelled_once) < figures.cost(best):
            best = levelled_once
        if figures.cost(best)[:2] == enough:
            return best
    return best if best is None else levelled(figures, best)


def quick_guess(figures: Measures) -> Grid | None:
    """Return the first distribution that fits, None if none of the guesses does."""
    return next(_guesses(figures), None)


def _guesses(figures: Measures) -> Iterator[Grid]:
    """Yield distributions: narrow plans first or demanding ones, own days even or all bodies'."""
    loads = figures.block.loads
    largest = [max(claim.places[1] for claim in load.claims) for load in loads]
    orders: tuple[Callable[[int], tuple[int, ...]], ...] = (
        lambda p: (len(loads[p].days), -loads[p].visits, p),
        lambda p: (len(loads[p].days), -largest[p], -len(loads[p].claims), p),
        lambda p: (-len(loads[p].claims), -largest[p], len(loads[p].days), p),
    )
    for order in orders:
        for own_first in (True, False):
            found = _one_by_one(figures, sorted(range(len(loads)), key=order), own_first=own_first)
            if found is not None:
                yield found


def _one_by_one(figures: Measures, order: list[int], *, own_first: bool) -> Grid | None:
    used = np.zeros_like(figures.live)
    found = np.zeros((len(order), figures.block.n_days), np.int64)
    for plan in order:
        if not _spread(figures, plan, found[plan], used, own_first=own_first):
            return None
    return as_grid(found)


def _spread(figures: Measures, plan: int, visits: Counts, used: Counts, *, own_first: bool) -> bool:
    """Add the plan's visits, each day's next on the emptiest day, while there is room."""
    load, asked = figures.block.loads[plan], figures.asks[plan]
    days, left = np.array(load.days, np.int64), load.visits
    while left:
        there = days[_has_room(figures, asked, visits, used)[days]]
        if not len(there):
            return False
        level = there[visits[there] == visits[there].min()] if own_first else there
        # Days that all get another visit get it together, unless those of a week share its room.
        if not own_first or figures.weeks_count or left < len(level):
            level = _next(level, visits, _busy(figures, asked, used))
        for row, places in asked:
            used[row, level] += places[visits[level] + 1] - places[visits[level]]
        visits[level] += 1
        left -= len(level)
    return True


def _next(days: Counts, visits: Counts, busy: Counts) -> Counts:
    """Return the one of *days* that is emptiest, and far from other visits, shape (1,)."""
    empty = days[busy[days] == busy[days].min()]
    empty = empty[visits[empty] == visits[empty].min()]
    if len(empty) == 1:
        return np.asarray(empty, np.int64)
    own = _distance(empty, np.nonzero(visits > visits[empty[0]])[0])
    fuller = _distance(empty, np.nonzero(busy > busy[empty[0]])[0])
    from_middle = abs(2 * empty - days[0] - days[-1])
    first = np.lexsort((from_middle, -fuller, -own))[:1]
    return np.asarray(empty[first], np.int64)


def _distance(days: Counts, others: Counts) -> Counts:
    """Return how far each of *days* is from the nearest of *others*; 0 if there is none."""
    if not len(others):
        return np.zeros_like(days)
    return np.asarray(abs(days[:, None] - others).min(axis=1), np.int64)


def _has_room(figures: Measures, asked: Asks, visits: Counts, used: Counts) -> NDArray[np.bool_]:
    """Tell for each day whether another visit of the plan has room there."""
    fits = np.ones(figures.block.n_days, np.bool_)
    for row, places in asked:
        more = places[visits + 1] - places[visits]
        fits &= used[row] + more <= figures.room[row]
        if figures.weeks_count:
            in_week = np.bincount(figures.week_of, used[row])[figures.week_of]
            fits &= in_week + more <= figures.week_room[row, figures.week_of]
    return fits


def _busy(figures: Measures, asked: Asks, used: Counts) -> Counts:
    """Return for each day the places that the plan's bodies need there, by how many it takes."""
    busy = np.zeros(figures.block.n_days, np.int64)
    for row, places in asked:
        busy += int(places[-1]) * (used[row] + figures.live[row])
    return busy
