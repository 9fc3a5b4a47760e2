"""Clauses: the plans that obey the rules of a pool, as the solutions of a formula.

Variable 1, 2, ... is true if the officer of that pair goes to its call. Counts are by sequential
counters (C. Sinz 2005), in both directions, so that the other variables follow from these.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.lottery.candidates.roster import UNLIMITED


class Formula:
    """Clauses of a pool without bonds; *call* and *officer* say what each variable is about."""

    def __init__(self, pool: OfficerPool) -> None:
        self.call, self.officer = np.nonzero(pool.willing)
        self.n_pairs = len(self.call)
        self.clauses: list[list[int]] = []
        self._variables = self.n_pairs
        for call, (first, last) in enumerate(zip(pool.starts, pool.starts[1:], strict=False)):
            self._add_team(pool, np.nonzero(self.call == call)[0], pool.needs[first:last])
        for officer in range(len(pool.officer_ids)):
            his = np.nonzero(self.officer == officer)[0]
            self.count(his, int(pool.lowest[officer]), int(pool.highest[officer]))
            for period_of, limits in (
                (pool.periods.week_of, pool.periods.week_most),
                (pool.periods.day_of, pool.periods.day_most),
            ):
                for period in np.nonzero(limits[officer] < UNLIMITED)[0]:
                    then = his[period_of[self.call[his]] == period]
                    self.count(then, 0, int(limits[officer, period]))

    def _add_team(self, pool: OfficerPool, pairs: np.ndarray, needs: np.ndarray) -> None:
        """Ask for a team of that size that fills its slots (P. Hall 1935)."""
        self.count(pairs, len(needs), len(needs))
        kinds, count = np.unique(needs[needs != 0], return_counts=True)
        fills = (kinds & ~pool.holds[self.officer[pairs], np.newaxis]) == 0
        for number in range(1, len(kinds) + 1):
            for some in combinations(range(len(kinds)), number):
                able = pairs[fills[:, some].any(axis=1)]
                self.count(able, int(count[list(some)].sum()), len(able))

    def count(self, pairs: np.ndarray, least: int, most: int) -> None:
        """Ask that at least *least* and at most *most* of *pairs* are true."""
        if least > len(pairs):
            self.clauses.append([])
            return
        reached: list[int | None] = [None] * (min(most + 1, len(pairs)) + 1)
        for number, pair in enumerate(pairs.tolist(), start=1):
            before = list(reached)
            for k in range(min(number, len(reached) - 1), 0, -1):
                reached[k] = self._reached(pair + 1, k, before)
        if least:
            self.clauses.append([reached[least]])
        if most < len(pairs):
            self.clauses.append([-reached[most + 1]])

    def _reached(self, x: int, k: int, before: list[int | None]) -> int:
        """Return a variable that is true if and only if k are true up to and with *x*.

        before[k] is that for all up to *x*, None if it cannot be; before[0] stands for true.
        """
        self._variables += 1
        y, already, one_less = self._variables, before[k], before[k - 1]
        self.clauses.append([-y, x] if already is None else [-y, x, already])
        if already is not None:
            self.clauses.append([y, -already])
        if k == 1:
            self.clauses.append([y, -x])
        else:
            self.clauses.append([y, -x, -one_less])
            self.clauses.append([-y, one_less] if already is None else [-y, one_less, already])
        return y
