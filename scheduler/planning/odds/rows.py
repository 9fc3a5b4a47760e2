"""What every plan of a pool obeys, as linear inequalities: so do the odds of every lottery.

The odds p[v, o] of a lottery are a mean of plans, and a mean obeys each linear inequality that
all plans obey: teams, slots (P. Hall 1935: for any slots of a team, those who fill one of them are
at least as many), loads, days, weeks, relatives, seniors. That a pair is not repeated is left out,
which can only make a bound smaller.

Calls that the rules treat alike, and officers, may change places in any lottery without a change of
its largest odds, and so may be mixed until all of them have equal odds (K. Gatermann, P. Parrilo
2004 call this symmetry reduction). So one variable does for all pairs of alike calls and alike
officers.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.lottery.candidates.roster import UNLIMITED

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Row:
    """least <= sum of times * p <= most + grows * t, where t is the largest odds."""

    pairs: Numbers  # positions of variables, each once
    times: Numbers  # how many pairs of the row are alike
    least: int = 0
    most: int | None = None
    grows: int = 0


@dataclass(frozen=True)
class Pairs:
    """Kinds of pairs of a call and an officer: of each, its first call, its first officer."""

    pool: OfficerPool
    call: Numbers  # (pairs,) ascending
    officer: Numbers  # (pairs,)
    calls_alike: Numbers  # (pairs,) how many calls its call stands for
    officers_alike: Numbers  # (pairs,)

    @classmethod
    def of(cls, pool: OfficerPool) -> Pairs:
        """Return one pair for all that the rules treat alike."""
        calls, calls_alike = _alike(_call_traits(pool))
        officers, officers_alike = _alike(_officer_traits(pool))
        row, column = np.nonzero(pool.willing[np.ix_(calls, officers)])
        return cls(pool, calls[row], officers[column], calls_alike[row], officers_alike[column])

    def __len__(self) -> int:
        return len(self.call)

    def rows(self) -> Iterator[Row]:
        """Yield all inequalities of the pool."""
        for call in np.unique(self.call):
            yield from self._of_call(int(call))
        for officer in np.unique(self.officer):
            yield from self._of_officer(int(officer))
        yield from self._of_visits()

    def _of_call(self, call: int) -> Iterator[Row]:
        """Yield the size of a team, its slots, and whom it wants."""
        pool, mine = self.pool, np.nonzero(self.call == call)[0]
        needs = pool.needs[pool.starts[call] : pool.starts[call + 1]]
        yield self._row_of_call(mine, len(needs), len(needs))
        kinds, count = np.unique(needs[needs != 0], return_counts=True)
        fills = (kinds & ~pool.holds[self.officer[mine], np.newaxis]) == 0
        for number in range(1, len(kinds) + 1):
            for some in combinations(range(len(kinds)), number):
                able = fills[:, some].any(axis=1)
                yield self._row_of_call(mine[able], int(count[list(some)].sum()))
        wanted = int(pool.bonds.wants[call])
        for bit in range(wanted.bit_length()):
            if wanted >> bit & 1:
                has = (pool.bonds.has[self.officer[mine]] >> np.uint64(bit)) & np.uint64(1) != 0
                yield self._row_of_call(mine[has], 1)

    def _row_of_call(self, pairs: Numbers, least: int, most: int | None = None) -> Row:
        return Row(pairs, self.officers_alike[pairs], least, most)

    def _of_officer(self, officer: int) -> Iterator[Row]:
        """Yield the limits of an officer: window, weeks, days."""
        pool, mine = self.pool, np.nonzero(self.officer == officer)[0]
        lowest, highest = int(pool.lowest[officer]), int(pool.highest[officer])
        yield self._row_of_officer(mine, lowest, highest if highest < UNLIMITED else None)
        for period_of, limits in (
            (pool.periods.week_of, pool.periods.week_most[officer]),
            (pool.periods.day_of, pool.periods.day_most[officer]),
        ):
            periods = period_of[self.call[mine]]
            for period in np.unique(periods):
                if limits[period] < UNLIMITED:
                    yield self._row_of_officer(mine[periods == period], 0, int(limits[period]))

    def _row_of_officer(self, pairs: Numbers, least: int, most: int | None) -> Row:
        return Row(pairs, self.calls_alike[pairs], least, most)

    def _of_visits(self) -> Iterator[Row]:
        """Yield, for visits of several calls, an officer's odds for all, and relatives apart."""
        group = self.pool.periods.group_of[self.call]
        together = self.pool.periods.together[self.call]
        for visit in np.unique(group[together]):
            there = np.nonzero(group == visit)[0]
            for officer in np.unique(self.officer[there]):
                his = there[self.officer[there] == officer]
                yield Row(his, np.ones(len(his), np.int64), most=0, grows=1)
        for one, other in np.argwhere(np.triu(self.pool.bonds.apart)):
            theirs = np.nonzero((self.officer == one) | (self.officer == other))[0]
            for visit in np.unique(group[theirs]):
                there = theirs[group[theirs] == visit]
                yield Row(there, np.ones(len(there), np.int64), most=1)


def _alike(traits: Iterable[Hashable]) -> tuple[Numbers, Numbers]:
    """Return the first of each kind, and how many are of its kind."""
    kinds: dict[Hashable, list[int]] = {}
    for position, trait in enumerate(traits):
        kinds.setdefault(trait, []).append(position)
    first = np.array([members[0] for members in kinds.values()], np.int64)
    return first, np.array([len(members) for members in kinds.values()], np.int64)


def _call_traits(pool: OfficerPool) -> Iterator[Hashable]:
    """Yield what the rules know of each call. Several calls of one visit are told apart."""
    periods = pool.periods
    for call, able in enumerate(pool.willing):
        needs = pool.needs[pool.starts[call] : pool.starts[call + 1]]
        yield (
            able.tobytes(),
            tuple(sorted(needs.tolist())),
            int(periods.day_of[call]),
            int(periods.week_of[call]),
            int(pool.bonds.wants[call]),
            call if periods.together[call] else -1,
        )


def _officer_traits(pool: OfficerPool) -> Iterator[Hashable]:
    """Yield what the rules know of each officer. Relatives are told apart."""
    apart = pool.bonds.apart
    for officer, able in enumerate(pool.willing.T):
        yield (
            able.tobytes(),
            int(pool.holds[officer]),
            int(pool.lowest[officer]),
            int(pool.highest[officer]),
            pool.periods.day_most[officer].tobytes(),
            pool.periods.week_most[officer].tobytes(),
            int(pool.bonds.has[officer]),
            officer if apart.size and apart[officer].any() else -1,
        )
