"""The least largest odds, from flows: exact, for teams, slots, loads, days and weeks.

Take a threshold t. Odds of at most t are a flow of as many units as there are places, from the
officers through their weeks, days and visits, at most t between an officer and a visit, to the
places of the teams (R. Ford, D. Fulkerson 1956). Where the flow falls short, the minimum cut
says which meetings have too little room, and how large t must be at least for them; with that t
the flow is tried again, until it does not fall short (W. Dinkelbach 1967). Each t on the way is
the quotient of two integers and a bound that a cut proves; the last is the optimum.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.lottery.candidates.roster import UNLIMITED
from scheduler.solving import flow
from scheduler.solving.flow import SINK, SOURCE, Network

Numbers = NDArray[np.int64]

ARC_COLUMNS = 5
"""Tail, head, fixed capacity, how many t the capacity grows by, and the call they belong to."""


class NoPlanError(ValueError):
    """No plan obeys the rules of the pool, so there is no lottery over such plans."""

    def __init__(self, name: str) -> None:
        super().__init__(f"No plan of pool {name!r} obeys the rules.")


@dataclass(frozen=True, slots=True)
class Cut:
    """*places* must be shared by so many *pairs* of a call and an officer: places / pairs each."""

    places: int
    pairs: int
    calls: Numbers  # whose pairs they are, ascending

    @property
    def odds(self) -> Fraction:
        """The odds that some pair has at least, in every lottery."""
        return Fraction(self.places, self.pairs)


def cut_of(pool: OfficerPool) -> Cut:
    """Return the cut that proves the least largest odds of a *pool* with a place, bonds aside.

    Raises:
        NoPlanError: if no plan obeys the rules.
    """
    ways, total = _ways(pool), int(pool.starts[-1])
    cut = _single_call(pool)
    while cut.places <= cut.pairs:
        narrower = ways.narrower(cut.odds, total)
        if narrower is None:
            return cut
        cut = narrower
    raise NoPlanError(pool.name)


def _single_call(pool: OfficerPool) -> Cut:
    """Return the best of the cuts that look at one call alone, a good threshold to begin with."""
    sizes, able = np.diff(pool.starts), pool.willing.sum(axis=1)
    if (able < sizes).any():
        raise NoPlanError(pool.name)
    best = max(range(len(sizes)), key=lambda call: Fraction(int(sizes[call]), int(able[call])))
    return Cut(int(sizes[best]), int(able[best]), np.array([best]))


@dataclass(slots=True)
class _Ways:
    """A network whose capacities grow with t."""

    n_nodes: int = 2
    parts: list[Numbers] = field(default_factory=list)  # each of shape (ARC_COLUMNS, arcs)

    def nodes(self, count: int) -> Numbers:
        """Add nodes and return their numbers."""
        self.n_nodes += count
        return np.arange(self.n_nodes - count, self.n_nodes)

    def arcs(
        self,
        tails: ArrayLike,
        heads: ArrayLike,
        fixed: ArrayLike,
        *,
        grows: ArrayLike = 0,
        call: ArrayLike = -1,
    ) -> None:
        """Add arcs; numbers stand for as many alike as there are others."""
        columns = np.broadcast_arrays(*np.atleast_1d(tails, heads, fixed, grows, call))
        self.parts.append(np.stack(columns).astype(np.int64))

    def narrower(self, odds: Fraction, total: int) -> Cut | None:
        """Return a cut that asks for more than *odds*, None if there is none.

        If it has more places than pairs, no odds will do.
        """
        tails, heads, fixed, grows, call = np.concatenate(self.parts, axis=1)
        room = fixed * odds.denominator + grows * odds.numerator
        network = Network(self.n_nodes, tails.tolist(), heads.tolist(), room.tolist())
        found = flow.solve(network)
        if found.value >= total * odds.denominator:
            return None
        across = found.source_side[tails] & ~found.source_side[heads]
        pairs = across & (grows > 0)
        places = total - int(fixed[across].sum())
        return Cut(places, int(grows[pairs].sum()), np.unique(call[pairs]))


def _ways(pool: OfficerPool) -> _Ways:
    """Build the network from the source through officers and their periods to the places."""
    ways, total, spare = _Ways(), int(pool.starts[-1]), int(pool.starts[-1] - pool.lowest.sum())
    if spare < 0:
        raise NoPlanError(pool.name)
    officers, anybody = ways.nodes(len(pool.officer_ids)), ways.nodes(1)
    ways.arcs(SOURCE, officers, pool.lowest)
    ways.arcs(SOURCE, anybody, spare)
    ways.arcs(anybody, officers, np.minimum(pool.highest - pool.lowest, total))
    call, officer = (axis.astype(np.int64) for axis in np.nonzero(pool.willing))
    at, periods = officers[officer], pool.periods
    for period, most in (
        (periods.week_of[call], periods.week_most),
        (periods.day_of[call], periods.day_most),
    ):
        at = _through(ways, at, officer * most.shape[1] + period, most[officer, period])
    alone = ~periods.together[call]
    at = _meeting(ways, at, alone, officer * len(pool.visit_ids) + periods.group_of[call], call)
    ways.arcs(at, _doors(ways, pool, call, officer), np.where(alone, 0, 1), grows=alone, call=call)
    return ways


def _through(ways: _Ways, at: Numbers, period: Numbers, most: Numbers) -> Numbers:
    """Lead the pairs of a limited period through a node of it; return where each pair is then."""
    limited = most < UNLIMITED
    _, first, of_pair = np.unique(period[limited], return_index=True, return_inverse=True)
    nodes, at = ways.nodes(len(first)), at.copy()
    ways.arcs(at[limited][first], nodes, most[limited][first])
    at[limited] = nodes[of_pair]
    return at


def _meeting(
    ways: _Ways, at: Numbers, alone: NDArray[np.bool_], meeting: Numbers, call: Numbers
) -> Numbers:
    """Do so where a visit has several calls: the odds that the officer goes there are of all."""
    _, first, of_pair = np.unique(meeting[~alone], return_index=True, return_inverse=True)
    nodes, at = ways.nodes(len(first)), at.copy()
    ways.arcs(at[~alone][first], nodes, 0, grows=1, call=call[~alone][first])
    at[~alone] = nodes[of_pair]
    return at


def _doors(ways: _Ways, pool: OfficerPool, call: Numbers, officer: Numbers) -> Numbers:
    """Add the places of all calls; return where each pair (ascending by call) enters them.

    Officers who fill the same places of a call enter by the same door.
    """
    plain, sizes = ways.nodes(len(pool.visit_ids)), np.diff(pool.starts)
    easy = np.nonzero(~pool.picky)[0]
    ways.arcs(plain[easy], SINK, sizes[easy])
    enter = plain[call]
    ends = np.searchsorted(call, np.arange(len(sizes) + 1))
    for picky in np.nonzero(pool.picky)[0]:
        pairs = slice(ends[picky], ends[picky + 1])
        needs = pool.needs[pool.starts[picky] : pool.starts[picky + 1]]
        kinds, count = np.unique(needs, return_counts=True)
        fills = (kinds & ~pool.holds[officer[pairs], np.newaxis]) == 0
        ways_in, of_pair = np.unique(fills, axis=0, return_inverse=True)
        places, doors = ways.nodes(len(kinds)), ways.nodes(len(ways_in))
        ways.arcs(places, SINK, count)
        door, kind = np.nonzero(ways_in)
        ways.arcs(doors[door], places[kind], sizes[picky])
        enter[pairs] = doors[of_pair.reshape(-1)]
    return enter
