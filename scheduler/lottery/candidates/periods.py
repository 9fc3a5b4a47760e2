"""Periods: the days and weeks of a pool's calls, and how many visits each officer may make then.

An officer's periods nest: a visit that several calls of the pool belong to (one of them at most
is his), its day, its week, the window. Limits on nested periods are what a flow can carry, so the
first plan finds a plan whenever there is one, and the walk's paths connect all plans.

Rule: day-at-most
Rule: week-at-most
Rule: one-place-per-visit
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from scheduler.lottery.candidates.roster import UNLIMITED


@dataclass(frozen=True)
class Periods:
    """When the calls are, in positions, and the limits of n officers.

    Days and weeks without a limit are all told as one day and one week.
    """

    group_of: NDArray[np.int32]  # (V,) the visit of each call: calls of one visit share a number
    day_of: NDArray[np.int32]  # (V,)
    week_of: NDArray[np.int32]  # (V,)
    day_most: NDArray[np.int64]  # (n, D) visits that an officer may still make on a day
    week_most: NDArray[np.int64]  # (n, W)

    @classmethod
    def free(cls, n_calls: int, n_officers: int) -> Self:
        """Return periods that limit nothing: each call is a visit of its own."""
        nought = np.zeros(n_calls, np.int32)
        without = np.full((n_officers, 1), UNLIMITED, np.int64)
        return cls(np.arange(n_calls, dtype=np.int32), nought, nought, without, without)

    @cached_property
    def together(self) -> NDArray[np.bool_]:
        """Whether the pool has another call of the same visit, shape (V,)."""
        if not len(self.group_of):
            return np.zeros(0, np.bool_)
        return np.asarray(np.bincount(self.group_of)[self.group_of] > 1)

    @cached_property
    def limited(self) -> bool:
        """Whether any period but the window limits anybody."""
        some = (self.day_most < UNLIMITED).any() or (self.week_most < UNLIMITED).any()
        return bool(some or self.together.any())

    @cached_property
    def group_calls(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """(first, calls): calls[first[g] : first[g + 1]] are the calls of group g, ascending."""
        calls = np.argsort(self.group_of, kind="stable").astype(np.int32)
        sizes = np.bincount(self.group_of, minlength=int(self.group_of.max(initial=-1)) + 1)
        return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32), calls

    def open_to_all_calls(self) -> NDArray[np.bool_]:
        """Tell who may make a visit at all on the day and in the week of each call, (V, n)."""
        on_day = self.day_most[:, self.day_of].T > 0
        return np.asarray(on_day & (self.week_most[:, self.week_of].T > 0), np.bool_)

    def taking(self, calls: Sequence[int], officers: Sequence[int]) -> Self:
        """Return the periods of these calls and officers (positions), in this order."""
        _, group_of = np.unique(self.group_of[list(calls)], return_inverse=True)
        return replace(
            self,
            group_of=group_of.astype(np.int32),
            day_of=self.day_of[list(calls)],
            week_of=self.week_of[list(calls)],
            day_most=self.day_most[list(officers)],
            week_most=self.week_most[list(officers)],
        )
