"""Walking: how long, from where, and what is watched.

Without bonds between people every step is watched, and the number of steps is fixed. With bonds
the walk passes through plans that break some, and the steps that are watched are those after which
none is broken: a walk that stopped after a number of steps would favour plans at the edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.lottery.keystream import Keystream
from scheduler.lottery.teams.walk import book_bonds, take_steps

CHUNK = 1 << 18
"""Words drawn from the keystream at a time, at most; the result does not depend on it."""

WORDS_PER_STEP = 8
"""More than a step usually takes, for sizing the chunk of a short walk."""

PENALTIES = (2, 4, 6, 8, 10)
"""Bits by which a broken bond makes a plan less likely; the mildest that does is taken."""

OFTEN_ENOUGH, SELDOM = 10, 32
"""Bonds must hold after one step in so many: in large pools, and in the smallest ones."""

PREFERRING = 2
"""So many times longer is a walk where officers are preferred: it refuses steps that lose bits."""

FEW = 4
"""Bonds broken at a time with which a penalty is still worth a whole trial."""

AGAIN = 8
"""So many times longer are the trials of bonds if those of the first round came to nothing."""

SHORTEST = 256
"""A trial of bonds takes so many steps at least, and as many at least are what counts."""

PATIENCE = 64
"""A walk gives up when it has taken so many times the steps that it was to be watched for."""


@dataclass(frozen=True, slots=True)
class Walked:
    """The plan at the end of a walk: *holder* of each place.

    *moves* are steps that changed the plan, *watched* those after which no bond was broken.
    *broken* is how many bonds the plan breaks; 0 unless the walk gave up.
    """

    holder: NDArray[np.int32]
    steps: int
    moves: int
    watched: int
    broken: int


def walk_length(pool: OfficerPool, factor: int) -> int:
    """Return N = c * M * ceil(log2 M) steps with M = max(places, officers, 16).

    Twice as many where officers are preferred.
    """
    size = max(len(pool.needs), len(pool.officer_ids), 16)
    return factor * size * (size - 1).bit_length() * (PREFERRING if pool.score.size else 1)


def walk(
    pool: OfficerPool,
    start: NDArray[np.int32],
    *,
    steps: int,
    label: str,
    penalty: int = PENALTIES[0],
    most: int | None = None,
) -> Walked:
    """Walk from the plan *start* on the keystream of *label* until *steps* steps were watched.

    *start* gives the officer of each place, shape (M,), and must obey all rules of *pool*; bonds
    may be broken. The walk takes *most* steps in all (PATIENCE times *steps* if not given), and if
    bonds are broken then goes on until none is, once more as many.
    """
    holder = start.copy()
    most = steps * PATIENCE if most is None else most
    if not steps:
        return Walked(holder, 0, 0, 0, 0)
    walker = _Walker(pool, holder)
    walker.follow(label, penalty, steps)
    walker.take(steps, most)
    if walker.broken[0]:
        walker.take(walker.watched + 1, 2 * most)
    return walker.result()


class _Walker:
    """A walk under way: the state that the kernels work on, and where it is in its keystream."""

    def __init__(self, pool: OfficerPool, holder: NDArray[np.int32]) -> None:
        self.holder, self.state = holder, walking_state(pool, holder)
        self.broken = np.array([int(self.state[BOOK].sum())])

    def follow(self, label: str, penalty: int, steps: int) -> None:
        """Begin to count *steps*, on the keystream of *label*, from where the walk is now."""
        self.penalty, self.chunk = penalty, min(CHUNK, steps * WORDS_PER_STEP)
        self.keystream = Keystream(label)
        self.words, self.cursor = self.keystream.words(self.chunk), np.zeros(1, np.int64)
        self.taken = self.moves = self.watched = 0

    def bits_too_mild(self) -> int:
        """Return how many bits milder the penalty is than one with which bonds might hold.

        Each bit halves the bonds that are broken at a time; all hardly ever hold if they are many.
        """
        return ((int(self.broken[0]) + FEW - 1) // FEW - 1).bit_length() if self.broken[0] else 0

    def result(self) -> Walked:
        """Return where the walk is now."""
        return Walked(self.holder, self.taken, self.moves, self.watched, int(self.broken[0]))

    def take(self, watched: int, most: int) -> None:
        """Go on until *watched* steps were watched or *most* were taken, counted from the first."""
        while self.watched < watched and self.taken < most:
            seen, taken, moves = take_steps(
                watched - self.watched, most - self.taken, self.words, self.cursor, self.broken,
                self.penalty, *self.state,
            )  # fmt: skip
            self.watched += int(seen)
            self.taken += int(taken)
            self.moves += int(moves)
            if self.watched < watched and self.taken < most:
                rest = self.words[self.cursor[0] :]
                self.words = np.concatenate([rest, self.keystream.words(self.chunk)])
                self.cursor[0] = 0


@dataclass(frozen=True, slots=True)
class Mended:
    """The plan that mending came to, and the penalty with which to walk from it.

    *breaking* are calls, ascending, without which fewer bonds would be broken; empty if none is.
    """

    holder: NDArray[np.int32]
    penalty: int
    breaking: tuple[int, ...] = ()


def mend(
    pool: OfficerPool, start: NDArray[np.int32], *, steps: int, label: str, hasty: bool = False
) -> Mended:
    """Look for a plan whose bonds hold, and for the mildest penalty that lets them hold often.

    One trial of *steps* steps and a quarter for each penalty, each from where the one before it
    ended, on a keystream of its own; if none comes to such a plan, all again with AGAIN times as
    many steps. A fixed rule, so that nobody can shop for a start. If that fails too, the last has
    the blame. If *hasty*, the strongest penalty comes first, and the first plan will do.
    """
    if not pool.bonds.bind or not len(pool.needs):
        return Mended(start, PENALTIES[0])
    steps = max(steps, SHORTEST)
    if hasty:
        walker = _Walker(pool, start.copy())
        walker.follow(f"{label}/hasty", PENALTIES[-1], steps)
        walker.take(1, steps)
        if walker.watched:
            return Mended(walker.holder, PENALTIES[-1])
    walker = _Walker(pool, start.copy())
    one_in = min(max(OFTEN_ENOUGH, SELDOM * SHORTEST // steps), SELDOM)
    for most, ending in ((steps, ""), (AGAIN * steps, "/again")):
        found, worth_trying = None, 0
        for penalty in PENALTIES:
            if penalty < worth_trying:
                continue
            walker.follow(f"{label}/{penalty}{ending}", penalty, most)
            share = _tried(walker, most)
            if share:
                found = Mended(walker.holder.copy(), penalty)
            if found and share * one_in >= 1:
                return found
            worth_trying = min(penalty + walker.bits_too_mild(), PENALTIES[-1])
        if found:
            return found
    return Mended(walker.holder, PENALTIES[-1], _breaking(pool, walker.holder))


def _tried(walker: _Walker, steps: int) -> Fraction:
    """Walk *steps* steps, and a quarter more if bonds held; return how often they hold in it.

    The steps before only lead away from the start, and end after a quarter if the penalty is far
    too mild. The share is 0 if the plan still breaks a bond.
    """
    quarter = max(steps // 4, SHORTEST)
    walker.take(steps, quarter)
    too_mild = walker.bits_too_mild()
    if not too_mild:
        walker.take(steps, steps)
    before, taken = walker.watched, walker.taken
    if too_mild or not before:
        return Fraction(0)
    walker.take(before + quarter, taken + quarter)
    share = Fraction(walker.watched - before, walker.taken - taken)
    if walker.broken[0]:
        walker.take(walker.watched + 1, taken + quarter + steps)
    return Fraction(0) if walker.broken[0] else share


def _breaking(pool: OfficerPool, holder: NDArray[np.int32]) -> tuple[int, ...]:
    """Return the last call of each visit and of each officer with a broken bond."""
    by_visit, by_officer = walking_state(pool, holder)[BOOK]
    found = set()
    for group in np.nonzero(by_visit)[0]:
        found.add(int(np.nonzero(pool.periods.group_of == group)[0][-1]))
    for officer in np.nonzero(by_officer)[0]:
        mine = pool.call_of[np.nonzero(holder == officer)[0]]
        found.add(int(mine[np.argmax(pool.bonds.turn[mine])]))
    return tuple(sorted(found))


BOOK = -3
"""Where `walking_state` has the count of broken bonds, by visit and by officer."""


def walking_state(pool: OfficerPool, holder: NDArray[np.int32]) -> tuple[Any, ...]:
    """Return the arrays that `take_steps` works on, around the plan *holder*."""
    n_officers, n_calls = len(pool.officer_ids), len(pool.visit_ids)
    load = np.bincount(holder, minlength=n_officers).astype(np.int64)
    held, held_start, where = _places_held(pool, holder, load)
    periods, bonds = pool.periods, pool.bonds
    on_day, in_week = np.zeros_like(periods.day_most), np.zeros_like(periods.week_most)
    np.add.at(on_day, (holder, periods.day_of[pool.call_of]), 1)
    np.add.at(in_week, (holder, periods.week_of[pool.call_of]), 1)
    path = np.zeros((3, len(holder) + 2), np.int64)
    ordered = np.zeros(n_calls + 1, np.int64)
    n_entries = max(n_officers, n_calls)
    book, log = np.zeros((2, n_entries), np.int64), np.zeros((n_calls + n_officers, 3), np.int64)
    where_it_is = (holder, load, held, held_start, where, on_day, in_week)
    groups = periods.group_calls
    people = (bonds.apart, bonds.wants, bonds.has, bonds.mates, bonds.before, bonds.turn)
    if bonds.bind:
        book_bonds(
            pool.call_of, pool.starts, periods.group_of, *groups, *people,
            *where_it_is[:4], ordered, book,
        )  # fmt: skip
    return (
        pool.call_of, pool.starts, pool.spare, pool.willing_bits, pool.needs, pool.holds,
        pool.picky, pool.lowest, pool.highest,
        periods.day_of, periods.week_of, periods.day_most, periods.week_most,
        periods.limited, periods.together,
        periods.group_of, *groups,
        pool.score, bonds.bind, *people, *where_it_is,
        *path, np.zeros(1, np.int64), ordered, book, log, np.zeros(1, np.int64),
    )  # fmt: skip


def _places_held(
    pool: OfficerPool, holder: NDArray[np.int32], load: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int32]]:
    """Return (held, held_start, where): held[held_start[j] :][: load[j]] are the places of j."""
    capacity = np.maximum(np.minimum(pool.highest, len(pool.visit_ids)), load)
    held_start = np.concatenate([[0], np.cumsum(capacity)[:-1]]).astype(np.int64)
    held = np.zeros(capacity.sum(), np.int32)
    by_officer = np.argsort(holder, kind="stable")
    first_of = np.concatenate([[0], np.cumsum(load)[:-1]])
    position = np.arange(len(holder)) - first_of[holder[by_officer]]
    where = np.empty(len(holder), np.int32)
    where[by_officer] = held_start[holder[by_officer]] + position
    held[where] = np.arange(len(holder))
    return held, held_start, where
