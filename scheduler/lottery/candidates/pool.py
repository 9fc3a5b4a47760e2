"""The pool that officers of a body are drawn from, encoded in arrays: the set F of its plans.

A *call* is what one crew has to send to one visit. Most pools are one crew (the officers of one
body); crews whose people must not meet are drawn in one pool.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from scheduler.lottery.candidates.bonds import Bonds
from scheduler.lottery.candidates.periods import Periods


def as_bits(members: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Return each row of *members* as a set: 64 columns to a word, lowest bit first."""
    n_rows, n_columns = members.shape
    padded = np.zeros((n_rows, -(-n_columns // 64) * 64), np.bool_)
    padded[:, :n_columns] = members
    return np.packbits(padded, axis=1, bitorder="little").view("<u8").astype(np.uint64)


def starts_of(sizes: NDArray[np.int64] | Sequence[int]) -> NDArray[np.int32]:
    """Return the first place of each call when calls of these sizes lie one after the other."""
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)


@dataclass(frozen=True)
class OfficerPool:
    """The set F of one pool: every plan that gives each call a team and obeys all rules.

    Calls and officers are in ticket order, so that names matter only through tickets. A call has
    as many places as its team has members; places with a need come first. V calls, n officers,
    M places.
    """

    name: str
    visit_ids: tuple[str, ...]  # (V,) the visit of each call
    officer_ids: tuple[str, ...]
    starts: NDArray[np.int32]  # (V + 1,) first place of each call; the last entry is M
    needs: NDArray[np.uint64]  # (M,) qualifications needed in a place, as bits; 0 is none
    holds: NDArray[np.uint64]  # (n,) qualifications an officer holds, as bits
    eligible: NDArray[np.bool_]  # (V, n) who could be in the team at all
    lowest: NDArray[np.int64]  # (n,) load at least
    highest: NDArray[np.int64]  # (n,) load at most
    periods: Periods
    bonds: Bonds
    score: NDArray[np.int64]  # (V, n) bits by which a place is likelier; (0, 0) if all are alike

    @cached_property
    def call_of(self) -> NDArray[np.int32]:
        """The call of each place, shape (M,)."""
        return np.repeat(np.arange(len(self.visit_ids), dtype=np.int32), np.diff(self.starts))

    @cached_property
    def picky(self) -> NDArray[np.bool_]:
        """Whether a call has a place that not every eligible officer fills, shape (V,)."""
        found = np.zeros(len(self.visit_ids), np.bool_)
        found[self.call_of[self.needs != 0]] = True
        return found

    @cached_property
    def willing(self) -> NDArray[np.bool_]:
        """*eligible* less the officers who may have no place then, shape (V, n).

        No plan has the others, and a walk that proposed them would stop there in vain.
        """
        return self.eligible & (self.highest > 0) & self.periods.open_to_all_calls()

    @cached_property
    def spare(self) -> NDArray[np.int32]:
        """Willing officers outside the team of each call, shape (V,)."""
        return np.asarray(self.willing.sum(axis=1) - np.diff(self.starts), np.int32)

    @cached_property
    def willing_bits(self) -> NDArray[np.uint64]:
        """*willing* as bits, 64 officers to a word, lowest bit first."""
        return as_bits(self.willing)

    def taking(self, calls: Sequence[int], officers: Sequence[int]) -> Self:
        """Return the pool of these calls and officers (positions), in this order."""
        sizes = np.diff(self.starts)[calls]
        places = [p for c in calls for p in range(self.starts[c], self.starts[c + 1])]
        some = bool(self.score.size)
        return replace(
            self,
            visit_ids=tuple(self.visit_ids[c] for c in calls),
            officer_ids=tuple(self.officer_ids[o] for o in officers),
            starts=starts_of(sizes),
            needs=self.needs[places],
            holds=self.holds[officers],
            eligible=self.eligible[np.ix_(calls, officers)],
            lowest=self.lowest[officers],
            highest=self.highest[officers],
            periods=self.periods.taking(calls, officers),
            bonds=self.bonds.taking(calls, officers),
            score=self.score[np.ix_(calls, officers)] if some else self.score,
        )

    def narrowed(self, eligible: NDArray[np.bool_]) -> Self:
        """Return the same pool without pairs that no plan has; F stays as it is."""
        return replace(self, eligible=eligible)

    def with_band(self, lowest: NDArray[np.int64], highest: NDArray[np.int64]) -> Self:
        """Return the same pool with other limits on loads."""
        return replace(self, lowest=lowest, highest=highest)

    def without(self, calls: Sequence[int]) -> Self:
        """Return the pool without these calls (positions)."""
        left_out = set(calls)
        keep = [c for c in range(len(self.visit_ids)) if c not in left_out]
        return self.taking(keep, range(len(self.officer_ids)))

    def faults(self, holder: NDArray[Any]) -> bool:
        """Tell whether *holder* breaks a rule of the pool (members, loads; not slots or bonds)."""
        loads = np.bincount(holder, minlength=len(self.officer_ids))
        if (loads < self.lowest).any() or (loads > self.highest).any():
            return True
        return not self.eligible[self.call_of, holder].all()
