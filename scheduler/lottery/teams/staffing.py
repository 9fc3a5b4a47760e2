"""Staffing: the band of loads, the first plan and the walk of one pool.

Rule: fair-load
Rule: load-at-most
Rule: load-at-least
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.policy import Policy
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.eligibility import Manned
from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.lottery.teams.first_plan import FirstPlan, first_plan
from scheduler.lottery.teams.possible import possible
from scheduler.lottery.teams.walking import Mended, mend, walk, walk_length

Loads = NDArray[np.int64]

MENDING = 1
"""c in the steps of a trial that looks for a plan whose bonds hold."""


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
class Start:
    """A plan to walk from, whose bonds all hold, and the penalty to walk with."""

    pool: OfficerPool
    holder: NDArray[np.int32]
    penalty: int


@dataclass(frozen=True, slots=True)
class Staffing:
    """The result of one pool: *manned* holds the calls that were staffed, within the band."""

    manned: Manned
    shares: Mapping[Crew, Shares]
    holder: NDArray[np.int32]
    widened: int
    steps: int
    moves: int
    watched: int
    below_minimum: tuple[tuple[str, int, int], ...]  # officer, visits needed, visits reached

    @property
    def pool(self) -> OfficerPool:
        """The pool with its band."""
        return self.manned.pool


def missing(manned: Manned, key: str) -> dict[int, int]:
    """Find the calls (positions) for which no team can be formed, whatever the loads.

    With how many of their places could be filled. First those for which the flow finds no team
    under the hard limits, given the calls before them. Then, as long as no plan is found whose
    bonds hold, the last quarter of the calls that break one in the best plan found; when that has
    come to an end, each call left out is tried once more, in order.
    """
    pool = manned.pool.with_band(np.zeros_like(manned.pool.lowest), manned.spread("hard_max"))
    plan = first_plan(pool)
    sizes = np.diff(pool.starts)
    short = {int(c): int(plan.found[c]) for c in np.nonzero(plan.found < sizes)[0]}
    proven = len(short)
    while pool.bonds.bind and len(short) < len(sizes):
        kept = [c for c in range(len(sizes)) if c not in short]
        part = pool.taking(kept, range(len(pool.officer_ids)))
        breaking = _mended(part, first_plan(part), key).breaking
        if not breaking:
            break
        short |= {kept[c]: 0 for c in breaking[len(breaking) * 3 // 4 :]}
    if len(short) > proven:
        for call in sorted(short):
            kept = [c for c in range(len(sizes)) if c == call or c not in short]
            if _started(pool.taking(kept, range(len(pool.officer_ids))), key):
                del short[call]
    return short


def _mended(pool: OfficerPool, plan: FirstPlan, key: str, *, hasty: bool = False) -> Mended:
    steps, label = walk_length(pool, MENDING), f"{key}/mend/{pool.name}"
    return mend(pool, plan.holder, steps=steps, label=label, hasty=hasty)


def _started(pool: OfficerPool, key: str, *, hasty: bool = False) -> Start | None:
    """Return where to walk from, or None if there is no plan, or none whose bonds hold."""
    plan = first_plan(pool)
    if not plan.is_complete(pool):
        return None
    mended = _mended(pool, plan, key, hasty=hasty)
    return None if mended.breaking else Start(pool, mended.holder, mended.penalty)


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where the walk of a pool begins, within which band, and what that took."""

    start: Start
    shares: Mapping[Crew, Shares]
    widened: int
    below_minimum: tuple[tuple[str, int, int], ...]

    @property
    def walked_pool(self) -> OfficerPool:
        """The pool within its band, without pairs of call and officer that no plan has."""
        return self.start.pool.narrowed(possible(self.start.pool, self.start.holder))


def begin(manned: Manned, *, slack: int, key: str) -> Beginning:
    """Find the band of a pool, every call of which can be staffed, and a plan within it.

    As long as there is a plan within the fair band, nothing else happens. If not, it is first found
    out which minima are out of reach, and then the band is widened as little as will do.
    """
    hard_min = manned.spread("hard_min")
    shares, pool = _fair(manned, hard_min, slack)
    start = _started(pool, key)
    if start is not None:
        return Beginning(start, shares, 0, ())
    reached, below = _minima(manned, hard_min, key)
    widened, start = _least_widened(manned, reached, slack, key)
    return Beginning(start, shares, widened, below)


@dataclass(frozen=True, slots=True)
class Tried:
    """A pool that was tried: the calls (positions) that cannot be staffed, with the places filled.

    *beginning* is known if there are none, and a plan within the fair band was found at once.
    """

    manned: Manned
    short: Mapping[int, int]
    beginning: Beginning | None = None


def tried(manned: Manned, *, slack: int, key: str, hasty: bool = False) -> Tried:
    """Find out whether every call of a pool can be staffed, and if so where its walk may begin.

    If *hasty*, any beginning will do, not only that of a draw.
    """
    shares, pool = _fair(manned, manned.spread("hard_min"), slack)
    start = _started(pool, key, hasty=hasty)
    if start is not None:
        return Tried(manned, {}, Beginning(start, shares, 0, ()))
    return Tried(manned, missing(manned, key))


def staff(
    manned: Manned, *, policy: Policy, key: str, beginning: Beginning | None = None
) -> Staffing:
    """Draw the officers of one pool under the officer key; every call of it can be staffed.

    *beginning* spares finding it again, if it is known.
    """
    found = beginning or begin(manned, slack=policy.load_slack, key=key)
    start, pool = found.start, found.start.pool
    steps = walk_length(pool, policy.walk_factor) if len(pool.visit_ids) else 0
    walked = walk(
        found.walked_pool if steps else pool,
        start.holder,
        steps=steps,
        label=f"{key}/pool/{pool.name}",
        penalty=start.penalty,
    )
    return Staffing(
        manned=Manned(pool, manned.calls, manned.rosters, manned.crew_of),
        shares=found.shares,
        holder=walked.holder,
        widened=found.widened,
        steps=walked.steps,
        moves=walked.moves,
        watched=walked.watched if pool.bonds.bind else 0,
        below_minimum=found.below_minimum,
    )


def _fair(manned: Manned, hard_min: Loads, slack: int) -> tuple[dict[Crew, Shares], OfficerPool]:
    """Return the shares of each crew, and the pool within the band that they give."""
    pool = manned.pool
    lowest, highest = np.zeros_like(hard_min), np.zeros_like(hard_min)
    hard_max, shares = manned.spread("hard_max"), {}
    sizes = np.diff(pool.starts)
    for number, roster in enumerate(manned.rosters):
        called = [size for call, size in zip(manned.calls, sizes, strict=True)
                  if call.crew == roster.crew]  # fmt: skip
        places = int(sum(called)) + int(roster.live.sum())
        mine = manned.crew_of == number
        live = manned.spread("live")[mine]
        shares[roster.crew] = Shares(places, manned.spread("days_available")[mine], live)
        if mine.any():
            lowest[mine], highest[mine] = shares[roster.crew].band(
                slack, hard_min[mine], hard_max[mine]
            )
    return shares, pool.with_band(lowest, highest)


def _minima(
    manned: Manned, hard_min: Loads, key: str
) -> tuple[Loads, tuple[tuple[str, int, int], ...]]:
    """Find what of the minima can be reached under the hard limits; none, if bonds forbid that."""
    hard_max = manned.spread("hard_max")
    plan = first_plan(manned.pool.with_band(hard_min, hard_max))
    reached = np.minimum(hard_min, plan.load)
    if reached.any() and _started(manned.pool.with_band(reached, hard_max), key) is None:
        reached = np.zeros_like(hard_min)
    below = tuple(
        (manned.pool.officer_ids[j], int(hard_min[j]), int(reached[j]))
        for j in np.nonzero(reached < hard_min)[0]
    )
    return reached, below


def _least_widened(manned: Manned, hard_min: Loads, slack: int, key: str) -> tuple[int, Start]:
    """Widen the band uniformly by the least whole number with which there is a plan.

    Found by doubling and then halving: bands seldom have to grow by much.
    """
    impossible, tried = -1, 0  # the minima may have been lowered, and that may do
    most = len(manned.pool.needs) + int(manned.spread("live").sum())  # no band is left then
    found: tuple[int, Start] | None = None
    while found is None or found[0] - impossible > 1:
        _, pool = _fair(manned, hard_min, slack + tried)
        start = _started(pool, key)
        if start is not None:
            found = tried, start
        elif tried >= most:
            message = f"Pool {pool.name} was found to be staffable, and is not."
            raise AssertionError(message)
        else:
            impossible = tried
        tried = (impossible + found[0]) // 2 if found else min(2 * tried + 1, most)
    return found
