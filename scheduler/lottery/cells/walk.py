"""The walk over samples: exchanges of one or two units, watched where the quotas hold.

A state is a sample of n units out of N. One step exchanges one random unit (or two, by a coin)
of the sample for as many random units outside. A step and its reverse are equally likely, so
without quotas every sample is equally likely in the limit, and a count vector x has the weight
prod C(N_cell, x_cell). A sample that breaks quotas by v units in all may be passed through, but
is 2^(penalty * v) times less likely (Metropolis et al. 1953): the acceptance is a number of zero
bits. Watched only while the quotas hold, the walk is a symmetric chain on the samples that
satisfy them, so it is uniform there; and since any sample may be passed through, single exchanges
lead from each to every other: no Markov basis is needed (P. Diaconis, B. Sturmfels, "Algebraic
algorithms for sampling from conditional distributions", Ann. Statist. 26 (1998), say why one is
when steps must stay within the margins; F. Bunea, J. Besag (2000) widen the state space as here).

Units of one cell are not told apart: the walk keeps the cell of each unit only.
All kernels live in this file: numba's cache notices changes of a file, not of its imports.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numba as nb
import numpy as np
from numpy.typing import NDArray

from scheduler.domain.overlap import CellLock, CountVector
from scheduler.lottery.keystream import Keystream

CHUNK = 1 << 18
"""Words drawn from the keystream at a time, at most; the result does not depend on it."""

WORDS_PER_VISIT = 16
"""More than a visit often takes, for sizing the chunk of a short walk."""

FACTOR = 40
"""c in the number of steps."""

TRIAL_LABEL = "doubledraw/trial"
TRIAL_WORDS = 128
"""Words of each half of a trial, times M as in `steps_due`."""

_LOW = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)

_kernel = nb.njit(cache=True, error_model="numpy", forceinline=True)


@_kernel
def below(bound, words, cursor):
    """Return a uniform integer in [0, bound), bound < 2**32, or 0 if the words ran out.

    D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019).
    """
    wide = np.uint64(bound)
    while cursor[0] < len(words):
        product = np.uint64(words[cursor[0]]) * wide
        cursor[0] += 1
        if (product & _LOW) >= wide or (product & _LOW) >= ((_LOW + np.uint64(1) - wide) % wide):
            return np.int64(product >> _SHIFT)
    cursor[0] = len(words) + 1
    return np.int64(0)


@_kernel
def comes_true(bits, words, cursor):
    """Return True with probability 2**-bits: that many bits of the stream are zero."""
    while bits > 0:
        if cursor[0] >= len(words):
            cursor[0] = len(words) + 1
            return False
        word = words[cursor[0]]
        cursor[0] += 1
        if bits < 32:
            return (word >> np.uint32(32 - bits)) == 0
        if word != 0:
            return False
        bits -= 32
    return True


@_kernel
def excess(count, least, most):
    """Return by how many units a margin is broken."""
    if count < least:
        return least - count
    return count - most if count > most else 0


@_kernel
def shift(cell, by, margin_start, margin_of, least, most, total):
    """Count *by* more units of *cell*; return the change in how far the margins are broken."""
    change = 0
    for index in range(margin_start[cell], margin_start[cell + 1]):
        margin = margin_of[index]
        change -= excess(total[margin], least[margin], most[margin])
        total[margin] += by
        change += excess(total[margin], least[margin], most[margin])
    return change


@_kernel
def exchange(
    inside, outside, pairs, words, cursor, penalty,
    margin_start, margin_of, least, most, cell_of, total,
):  # fmt: skip
    """Exchange *pairs* places inside for places outside. Return the change in breaking, or 0.

    *inside* and *outside* hold different places each. Refused exchanges change nothing.
    """
    change = 0
    for pair in range(pairs):
        leaves, enters = cell_of[inside[pair]], cell_of[outside[pair]]
        if leaves != enters:
            change += shift(leaves, -1, margin_start, margin_of, least, most, total)
            change += shift(enters, 1, margin_start, margin_of, least, most, total)
    if change > 0 and not comes_true(penalty * change, words, cursor):
        for pair in range(pairs):
            leaves, enters = cell_of[inside[pair]], cell_of[outside[pair]]
            if leaves != enters:
                shift(leaves, 1, margin_start, margin_of, least, most, total)
                shift(enters, -1, margin_start, margin_of, least, most, total)
        return 0
    for pair in range(pairs):
        i, j = inside[pair], outside[pair]
        cell_of[i], cell_of[j] = cell_of[j], cell_of[i]
    return change


@_kernel
def step(
    n, inside, outside, words, cursor, penalty,
    margin_start, margin_of, least, most, cell_of, total,
):  # fmt: skip
    """Take one step. Return the change in how far the margins are broken."""
    n_outside = len(cell_of) - n
    # One number decides the unit that leaves and, by its lowest bit, for one pair or two.
    choice = below(2 * n, words, cursor)
    inside[0] = choice >> 1
    outside[0] = n + below(n_outside, words, cursor)
    pairs = 1
    if choice & 1 == 1 and n > 1 and n_outside > 1:
        pairs = 2
        inside[1] = below(n - 1, words, cursor)
        inside[1] += inside[1] >= inside[0]
        outside[1] = n + below(n_outside - 1, words, cursor)
        outside[1] += outside[1] >= outside[0]
    if cursor[0] > len(words):
        return 0
    return exchange(
        inside, outside, pairs, words, cursor, penalty,
        margin_start, margin_of, least, most, cell_of, total,
    )  # fmt: skip


@nb.njit(cache=True, error_model="numpy")
def take_visits(
    visits, words, cursor, broken, n, penalty,
    margin_start, margin_of, least, most, cell_of, total,
):  # fmt: skip
    """Take steps until the quotas have held after *visits* of them or the words run out.

    broken[0] is how far the margins are broken. Return (visits made, steps taken).
    """
    inside, outside = np.zeros(2, np.int64), np.zeros(2, np.int64)
    made, steps = 0, 0
    while made < visits:
        mark = cursor[0]
        change = step(
            n, inside, outside, words, cursor, penalty,
            margin_start, margin_of, least, most, cell_of, total,
        )  # fmt: skip
        if cursor[0] > len(words):
            cursor[0] = mark  # the step starts anew when there are more words
            break
        broken[0] += change
        steps += 1
        if broken[0] == 0:
            made += 1
    return made, steps


@dataclass(frozen=True, slots=True)
class WalkedCounts:
    """The count vector at the end of a walk, and how many steps it took."""

    counts: CountVector
    steps: int


def steps_due(lock: CellLock) -> int:
    """Return how many steps a walk should have: c * M * ceil(log2 M), M = max(size, cells, 16)."""
    size = _magnitude(lock)
    return FACTOR * size * (size - 1).bit_length()


def _magnitude(lock: CellLock) -> int:
    return max(lock.quota.size, len(lock.cells.sizes), 16)


def trial(lock: CellLock) -> tuple[int, int]:
    """Return (visits, steps) of a trial walk on a public keystream: how often quotas hold.

    The first half of the words lets the walk settle; the second is counted.
    """
    state, keystream = walking_state(lock), Keystream(TRIAL_LABEL)
    broken, never = np.zeros(1, np.int64), np.iinfo(np.int64).max
    found = (0, 0)
    for _ in range(2):
        words = keystream.words(TRIAL_WORDS * _magnitude(lock))
        found = take_visits(never, words, np.zeros(1, np.int64), broken, *state)
    return int(found[0]), int(found[1])


class Walk:
    """A walk under way: from the locked start, on the keystream of *label*."""

    def __init__(self, lock: CellLock, label: str, *, chunk: int) -> None:
        self._state = walking_state(lock)
        self._size, self._n_cells = lock.quota.size, len(lock.cells.sizes)
        self._keystream, self._chunk = Keystream(label), chunk
        self._words = self._keystream.words(chunk)
        self._cursor, self._broken = np.zeros(1, np.int64), np.zeros(1, np.int64)

    def go_on(self, visits: int) -> int:
        """Walk for *visits* more visits; return the steps taken."""
        made, steps = 0, 0
        while True:
            further, taken = take_visits(
                visits - made, self._words, self._cursor, self._broken, *self._state
            )
            made, steps = made + further, steps + taken
            if made == visits:
                return int(steps)
            rest = self._words[self._cursor[0] :]
            self._words = np.concatenate([rest, self._keystream.words(self._chunk)])
            self._cursor[0] = 0

    @property
    def counts(self) -> CountVector:
        """The count vector at the moment."""
        cell_of = self._state[-2]
        return tuple(np.bincount(cell_of[: self._size], minlength=self._n_cells).tolist())


def walk_counts(lock: CellLock, *, visits: int, label: str) -> WalkedCounts:
    """Walk from the locked start on the keystream of *label* for *visits* visits.

    A visit is a step after which the quotas hold. Where the walk passes through samples that break
    them, steps do not count: a walk that stopped after so many steps would favour their edge.
    """
    if lock.quota.size == lock.cells.n_units or not visits:
        return WalkedCounts(lock.start, 0)
    walk = Walk(lock, label, chunk=min(CHUNK, visits * WORDS_PER_VISIT))
    steps = walk.go_on(visits)
    return WalkedCounts(walk.counts, steps)


def walked_often(
    lock: CellLock, *, settle: int, apart: int, number: int, label: str
) -> NDArray[np.int64]:
    """Return the count vectors of one walk, shape (number, cells).

    The first comes *settle* visits from the locked start, each other *apart* visits from the one
    before it.
    """
    if lock.quota.size == lock.cells.n_units:
        return np.tile(np.array(lock.start), (number, 1))
    walk = Walk(lock, label, chunk=CHUNK)
    seen = []
    for turn in range(number):
        walk.go_on(apart if turn else settle)
        seen.append(walk.counts)
    return np.array(seen)


def walking_state(lock: CellLock) -> tuple[Any, ...]:
    """Return what `take_visits` works on, at the locked start.

    The places 0 .. n - 1 are the sample, the others are not; both begin in the order of cells.
    """
    start, sizes = np.array(lock.start, np.int64), np.array(lock.cells.sizes, np.int64)
    numbers = np.arange(len(sizes), dtype=np.int32)
    cell_of: NDArray[np.int32] = np.concatenate(
        [np.repeat(numbers, start), np.repeat(numbers, sizes - start)]
    )
    counted: list[list[int]] = [[] for _ in lock.cells.sizes]
    for number, margin in enumerate(lock.quota.margins):
        for cell in lock.cells.within(margin):
            counted[cell].append(number)
    margin_start = np.concatenate([[0], np.cumsum([len(of) for of in counted])]).astype(np.int32)
    margin_of = np.array([number for of in counted for number in of], np.int32)
    total = np.zeros(len(lock.quota.margins), np.int64)
    np.add.at(total, margin_of, np.repeat(start, np.diff(margin_start)))
    least = np.array([margin.least for margin in lock.quota.margins], np.int64)
    most = np.array([margin.most for margin in lock.quota.margins], np.int64)
    penalty = lock.penalty
    return (
        lock.quota.size, penalty, margin_start, margin_of, least, most, cell_of, total,
    )  # fmt: skip
