"""The walk: a long random sequence of small exchanges, after which every plan is equally likely.

One step proposes an *alternating path*. A random place loses its officer x1; an eligible officer
x2 from outside that team takes it over, gives up one of his own places to x3, and so on, until
either the last officer simply keeps one place more (a *chain*, for x1 has one less) or x1 takes
the last place (a *ring*). The step is made if the result obeys all rules; else nothing happens.
A path and its reverse are proposed with equal probability (see docs/model.md, "The walk"), so
the stationary law is uniform. Chains of one place are replacements, rings of two are swaps.

All kernels live in this file: numba's cache notices changes of a file, not of its imports.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numba as nb
import numpy as np
from numpy.typing import NDArray

from scheduler.lottery.keystream import Keystream
from scheduler.lottery.pool import OfficerPool

CHUNK = 1 << 18
"""Words drawn from the keystream at a time, at most; the result does not depend on it."""

WORDS_PER_STEP = 8
"""More than a step usually takes, for sizing the chunk of a short walk."""

_LOW = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)
_ONE = np.uint64(1)
_SETS_WITHOUT = np.array(
    [
        0x5555555555555555,
        0x3333333333333333,
        0x0F0F0F0F0F0F0F0F,
        0x00FF00FF00FF00FF,
        0x0000FFFF0000FFFF,
        0x00000000FFFFFFFF,
    ],
    dtype=np.uint64,
)
"""Word s has bit S set for every set S of slots that does not contain slot s."""

# Inlined, a step takes half as long: a call passes every array in seven pieces.
_kernel = nb.njit(cache=True, error_model="numpy", forceinline=True)


@_kernel
def below(bound, words, cursor):
    """Return a uniform integer in [0, bound), bound < 2**32, or 0 if the words ran out.

    D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019).
    cursor[0] is the next word; it passes the end when the words do not suffice.
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
def is_eligible(officer, visit, eligible):
    """Tell whether *officer* could be in the team of *visit*."""
    return (eligible[visit, officer >> 6] >> np.uint64(officer & 63)) & _ONE != 0


@_kernel
def may_join(officer, visit, starts, holder, eligible):
    """Tell whether *officer* is eligible for *visit* and not in its team."""
    if not is_eligible(officer, visit, eligible):
        return False
    for place in range(starts[visit], starts[visit + 1]):
        if holder[place] == officer:
            return False
    return True


@_kernel
def pick(count, words, cursor):
    """Return (index, coin): uniform in [0, count), and a fair coin, from one number."""
    choice = below(2 * count, words, cursor)
    return choice >> 1, choice & 1


@_kernel
def outsider(visit, n_officers, words, cursor, starts, holder, eligible):
    """Return (officer, coin): uniform among those who may join *visit*, and a fair coin.

    By rejection, so the caller makes sure that there is somebody.
    """
    while True:
        officer, coin = pick(n_officers, words, cursor)
        if cursor[0] > len(words) or may_join(officer, visit, starts, holder, eligible):
            return officer, coin


@nb.njit(cache=True)
def covers_many(first, last, n_slots, holder, needs, holds):
    """Tell what `covers` tells, for more slots than sets of which fit into one word."""
    filled = np.zeros(1 << n_slots, np.bool_)
    filled[0] = True
    for place in range(first, last):
        held = holds[holder[place]]
        for before in range((1 << n_slots) - 1, -1, -1):  # descending: a member fills one slot
            if filled[before]:
                for slot in range(n_slots):
                    if needs[first + slot] & ~held == 0:
                        filled[before | (1 << slot)] = True
    return filled[-1]


@_kernel
def covers(visit, starts, holder, needs, holds):
    """Tell whether the team of *visit* can fill its slots, each by another member.

    Bit S of `filled` says that the members seen so far can fill the set S of slots.
    """
    first, last = starts[visit], starts[visit + 1]
    n_slots = 0
    while first + n_slots < last and needs[first + n_slots] != 0:
        n_slots += 1
    if n_slots > len(_SETS_WITHOUT):
        return covers_many(first, last, n_slots, holder, needs, holds)
    filled = np.uint64(1)
    for place in range(first, last):
        held = holds[holder[place]]
        before = filled
        for slot in range(n_slots):
            if needs[first + slot] & ~held == 0:
                filled |= (before & _SETS_WITHOUT[slot]) << np.uint64(1 << slot)
    return (filled >> np.uint64((1 << n_slots) - 1)) & np.uint64(1) != 0


@_kernel
def propose(
    words, cursor, visit_of, starts, spare, eligible,
    lowest, highest, holder, load, held, held_start, path_place, path_officer,
):  # fmt: skip
    """Propose a path. Return (length, newcomer): newcomer is -1 for a ring, -2 for no proposal."""
    place, coin = pick(len(holder), words, cursor)
    ring = coin == 0
    origin = holder[place]
    if not ring and load[origin] <= lowest[origin]:
        return 0, -2
    path_place[0], path_officer[0] = place, origin
    first_visit = visit = visit_of[place]
    length = 1
    while spare[visit] > 0:
        officer, stop = outsider(visit, len(load), words, cursor, starts, holder, eligible)
        for earlier in range(length):
            if path_officer[earlier] == officer:
                return length, -2
        if not ring and load[officer] < highest[officer] and stop == 0:
            return length, officer
        if load[officer] == 0:
            return length, -2
        index, close = pick(load[officer], words, cursor)
        if cursor[0] > len(words):
            return length, -2
        place = held[held_start[officer] + index]
        visit = visit_of[place]
        path_place[length], path_officer[length] = place, officer
        length += 1
        if ring and is_eligible(origin, visit, eligible) and close == 0:
            if not may_join(origin, visit, starts, holder, eligible):
                return length, -2
            # The reverse ring chooses freely at the last visit and not at the first.
            if spare[visit] > spare[first_visit] and (
                below(spare[visit], words, cursor) >= spare[first_visit]
            ):
                return length, -2
            return length, -1
    return length, -2


@_kernel
def apply(
    length, newcomer, visit_of, starts, needs, holds, picky,
    holder, load, held, held_start, where, path_place, path_officer,
):  # fmt: skip
    """Move the officers one place along the path, unless a team could not fill its slots then."""
    last = path_officer[0] if newcomer == -1 else newcomer
    for step in range(length):
        holder[path_place[step]] = path_officer[step + 1] if step + 1 < length else last
    for step in range(length):
        visit = visit_of[path_place[step]]
        if picky[visit] and not covers(visit, starts, holder, needs, holds):
            for back in range(length):
                holder[path_place[back]] = path_officer[back]
            return False
    vacated = where[path_place[0]]
    for step in range(1, length):
        index = where[path_place[step]]
        held[index] = path_place[step - 1]
        path_officer[step] = index  # remembered until all indices have been read
    for step in range(1, length):
        where[path_place[step - 1]] = path_officer[step]
    end = path_place[length - 1]
    origin = path_officer[0]
    if newcomer == -1:
        held[vacated] = end
        where[end] = vacated
        return True
    load[origin] -= 1
    emptied = held_start[origin] + load[origin]
    if vacated != emptied:
        held[vacated] = held[emptied]
        where[held[vacated]] = vacated
    held[held_start[newcomer] + load[newcomer]] = end
    where[end] = held_start[newcomer] + load[newcomer]
    load[newcomer] += 1
    return True


@nb.njit(cache=True, error_model="numpy")
def take_steps(
    steps, words, cursor, visit_of, starts, spare, eligible, needs, holds, picky,
    lowest, highest, holder, load, held, held_start, where, path_place, path_officer,
):  # fmt: skip
    """Take up to *steps* steps while words last. Return (steps taken, moves made)."""
    moves = 0
    for taken in range(steps):
        mark = cursor[0]
        length, newcomer = propose(
            words, cursor, visit_of, starts, spare, eligible,
            lowest, highest, holder, load, held, held_start, path_place, path_officer,
        )  # fmt: skip
        if cursor[0] > len(words):
            cursor[0] = mark  # the step starts anew when there are more words
            return taken, moves
        if newcomer != -2 and apply(
            length, newcomer, visit_of, starts, needs, holds, picky,
            holder, load, held, held_start, where, path_place, path_officer,
        ):  # fmt: skip
            moves += 1
    return steps, moves


@dataclass(frozen=True, slots=True)
class Walked:
    """The plan at the end of a walk: *holder* of each place, and how many steps were moves."""

    holder: NDArray[np.int32]
    moves: int


def walk_length(pool: OfficerPool, factor: int) -> int:
    """Return N = c * M * ceil(log2 M) steps, M = max(places, officers, 16)."""
    size = max(len(pool.needs), len(pool.officer_ids), 16)
    return factor * size * (size - 1).bit_length()


def walk(pool: OfficerPool, start: NDArray[np.int32], *, steps: int, label: str) -> Walked:
    """Walk *steps* steps from the plan *start* on the keystream of *label*.

    *start* gives the officer of each place, shape (M,), and must obey all rules of *pool*.
    """
    holder = start.copy()
    if not steps:
        return Walked(holder, 0)
    state = walking_state(pool, holder)
    keystream, chunk = Keystream(label), min(CHUNK, steps * WORDS_PER_STEP)
    words, cursor = keystream.words(chunk), np.zeros(1, np.int64)
    taken, moves = take_steps(steps, words, cursor, *state)
    while taken < steps:
        words = np.concatenate([words[cursor[0] :], keystream.words(chunk)])
        cursor[0] = 0
        further, made = take_steps(steps - taken, words, cursor, *state)
        taken += further
        moves += made
    return Walked(holder, moves)


def walking_state(pool: OfficerPool, holder: NDArray[np.int32]) -> tuple[NDArray[Any], ...]:
    """Return the arrays that `take_steps` works on, around the plan *holder*."""
    n_officers = len(pool.officer_ids)
    load = np.bincount(holder, minlength=n_officers).astype(np.int64)
    capacity = np.maximum(np.minimum(pool.highest, len(pool.visit_ids)), load)
    held_start = np.concatenate([[0], np.cumsum(capacity)[:-1]]).astype(np.int64)
    held = np.zeros(capacity.sum(), np.int32)
    by_officer = np.argsort(holder, kind="stable")
    first_of = np.concatenate([[0], np.cumsum(load)[:-1]])
    position = np.arange(len(holder)) - first_of[holder[by_officer]]
    where = np.empty(len(holder), np.int32)
    where[by_officer] = held_start[holder[by_officer]] + position
    held[where] = np.arange(len(holder))
    path = np.zeros(n_officers + 2, np.int64), np.zeros(n_officers + 2, np.int64)
    return (
        pool.visit_of, pool.starts, pool.spare, pool.willing_bits, pool.needs,
        pool.holds, pool.picky, pool.lowest, pool.highest, holder, load, held, held_start, where,
        *path,
    )  # fmt: skip
