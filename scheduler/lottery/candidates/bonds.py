"""Bonds: rules that bind people of a pool to each other, encoded in arrays.

No flow carries such rules, and plans that obey them need not be connected by small exchanges. The
walk therefore may pass through plans that break them, each broken bond making a plan less likely,
and is watched where none is broken.

Rule: relatives-apart
Rule: senior-present
Rule: pair-not-repeated
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

Pairs = NDArray[np.bool_]
"""A symmetric relation between the n officers of a pool, shape (n, n); or (0, 0): there is none."""

NO_PAIRS: Pairs = np.zeros((0, 0), np.bool_)


@dataclass(frozen=True)
class Bonds:
    """Rules between people of one pool.

    *apart*: relatives, who are never at one visit. *wants*: what somebody in the team of a call
    must hold, as bits of *has*; 0 is nothing. *mates*: who counts as the same pair again when two
    are together at two visits of one of them that follow each other in the order of *turn*;
    *before*: with whom each officer was at his last visit before the window.
    """

    apart: Pairs
    wants: NDArray[np.uint64]  # (V,)
    has: NDArray[np.uint64]  # (n,)
    mates: Pairs
    before: Pairs
    turn: NDArray[np.int32]  # (V,)

    @classmethod
    def none(cls, n_calls: int, n_officers: int) -> Self:
        """Return a set of bonds that binds nobody."""
        return cls(
            apart=NO_PAIRS,
            wants=np.zeros(n_calls, np.uint64),
            has=np.zeros(n_officers, np.uint64),
            mates=NO_PAIRS,
            before=NO_PAIRS,
            turn=np.zeros(n_calls, np.int32),
        )

    @cached_property
    def bind(self) -> bool:
        """Whether there is any rule between people."""
        return bool(self.apart.any() or self.wants.any() or self.mates.any())

    def taking(self, calls: Sequence[int], officers: Sequence[int]) -> Self:
        """Return the bonds of these calls and officers (positions), in this order."""
        return replace(
            self,
            apart=_among(self.apart, officers),
            wants=self.wants[list(calls)],
            has=self.has[list(officers)],
            mates=_among(self.mates, officers),
            before=_among(self.before, officers),
            turn=self.turn[list(calls)],
        )


def _among(pairs: Pairs, officers: Sequence[int]) -> Pairs:
    return pairs[np.ix_(list(officers), list(officers))] if pairs.size else pairs
