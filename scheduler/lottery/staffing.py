"""Staffing: the band of loads, the first plan and the walk of one body.

Rule: fair-load
Rule: load-at-most
Rule: load-at-least
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.lottery.first_plan import FirstPlan, first_plan
from scheduler.lottery.pool import OfficerPool
from scheduler.lottery.possible import possible
from scheduler.lottery.roster import Roster
from scheduler.lottery.walk import walk, walk_length

Loads = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shares:
    """Fair shares: *places* times days available over all days available, as exact fractions."""

    places: int
    days: Loads  # (n,)
    live: Loads  # (n,)

    @property
    def all_days(self) -> int:
        """The denominator of every share."""
        return int(self.days.sum())

    def band(self, slack: int, hard_min: Loads, hard_max: Loads) -> tuple[Loads, Loads]:
        """Return (lowest, highest): the shares rounded outwards, *slack* wider, within limits."""
        exact = self.places * self.days
        low = np.maximum(exact // self.all_days - slack - self.live, 0)
        high = np.maximum(-(-exact // self.all_days) + slack - self.live, 0)
        lowest = np.minimum(np.maximum(low, hard_min), hard_max)
        return lowest, np.maximum(np.minimum(high, hard_max), lowest)


@dataclass(frozen=True, slots=True)
class Staffing:
    """The result of one body: *pool* holds the visits that were staffed, within its band."""

    pool: OfficerPool
    roster: Roster
    shares: Shares
    holder: NDArray[np.int32]
    widened: int
    steps: int
    moves: int
    unstaffed: tuple[tuple[str, int, int], ...]  # visit, places needed, places found
    below_minimum: tuple[tuple[str, int, int], ...]  # officer, visits needed, visits reached


def staff(pool: OfficerPool, roster: Roster, *, slack: int, factor: int, key: str) -> Staffing:
    """Draw the officers of one body under the officer key.

    As long as all visits can be staffed within the fair band, nothing else happens. If not, it is
    first found out what cannot be staffed at all, and then the band is widened as little as
    will do.
    """
    shares, band = _fair(pool, roster, roster.hard_min, slack)
    start = first_plan(band)
    unstaffed: tuple[tuple[str, int, int], ...] = ()
    below: tuple[tuple[str, int, int], ...] = ()
    widened = 0
    if not start.is_complete(band):
        pool, reached, unstaffed, below = _possible(pool, roster)
        shares, _ = _fair(pool, roster, reached, slack)
        widened, band, start = _least_widened(pool, roster, reached, slack)
    steps = walk_length(band, factor) if len(band.visit_ids) else 0
    within = band.narrowed(possible(band, start.holder)) if steps else band
    walked = walk(within, start.holder, steps=steps, label=f"{key}/pool/{pool.body_id}")
    return Staffing(
        pool=band,
        roster=roster,
        shares=shares,
        holder=walked.holder,
        widened=widened,
        steps=steps,
        moves=walked.moves,
        unstaffed=unstaffed,
        below_minimum=below,
    )


def _fair(
    pool: OfficerPool, roster: Roster, hard_min: Loads, slack: int
) -> tuple[Shares, OfficerPool]:
    places = len(pool.needs) + int(roster.live.sum())
    shares = Shares(places, roster.days_available, roster.live)
    return shares, pool.with_band(*shares.band(slack, hard_min, roster.hard_max))


def _possible(
    pool: OfficerPool, roster: Roster
) -> tuple[OfficerPool, Loads, tuple[tuple[str, int, int], ...], tuple[tuple[str, int, int], ...]]:
    """Find what can be done under the hard limits alone.

    Returns the pool without the visits that cannot be staffed, the minimum each officer can
    reach, and both shortfalls.
    """
    hard = pool.with_band(roster.hard_min, roster.hard_max)
    plan = first_plan(hard)
    sizes = np.diff(pool.starts)
    missing = [int(visit) for visit in np.nonzero(plan.found < sizes)[0]]
    unstaffed = tuple((pool.visit_ids[v], int(sizes[v]), int(plan.found[v])) for v in missing)
    reached = np.minimum(roster.hard_min, plan.load)
    below = tuple(
        (roster.officer_ids[j], int(roster.hard_min[j]), int(reached[j]))
        for j in np.nonzero(reached < roster.hard_min)[0]
    )
    return pool.without(missing), reached, unstaffed, below


def _least_widened(
    pool: OfficerPool, roster: Roster, hard_min: Loads, slack: int
) -> tuple[int, OfficerPool, FirstPlan]:
    """Widen the band uniformly by the least whole number with which there is a plan."""
    impossible, possible = -1, len(pool.needs) + int(roster.live.sum())  # no band is left then
    found: tuple[OfficerPool, FirstPlan] | None = None
    while possible - impossible > 1 or found is None:
        tried = (impossible + possible) // 2 if possible - impossible > 1 else possible
        _, band = _fair(pool, roster, hard_min, slack + tried)
        plan = first_plan(band)
        if plan.is_complete(band):
            possible, found = tried, (band, plan)
        else:
            impossible = tried
    return possible, *found
