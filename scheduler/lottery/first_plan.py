"""The first plan: found by a fixed integer rule, so that nobody can shop for a start.

Visits in ticket order take, for each place, the least loaded officer who fits; when nobody has
room, officers change places along the first augmenting path found breadth-first in that order.
Then officers below their minimum take places over, along augmenting paths again. Each search
finds a path whenever there is one (max-flow with lower bounds), so what stays open is proven
to be impossible.

All kernels live in this file: numba's cache notices changes of a file, not of its imports.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba as nb
import numpy as np
from numpy.typing import NDArray

from scheduler.lottery.pool import OfficerPool, as_bits

NOBODY = -1
UNREACHED = -2

# Inlined, the kernels run several times as fast: a call passes every array in seven pieces.
_kernel = nb.njit(cache=True, error_model="numpy", forceinline=True)


@_kernel
def fits(officer, visit, kind, eligible, able):
    """Tell whether *officer* may go to *visit* and can take a place of this *kind*."""
    word = eligible[visit, officer >> 6] & able[kind, officer >> 6]
    return (word >> np.uint64(officer & 63)) & np.uint64(1) != 0


@_kernel
def place_in_team(officer, visit, starts, holder):
    """Return the place of *officer* in the team of *visit*, or -1."""
    for place in range(starts[visit], starts[visit + 1]):
        if holder[place] == officer:
            return place
    return -1


@_kernel
def least_loaded(place, visit, starts, kind, able, eligible, ahead, highest, holder, load):
    """Return the officer with room who fits *place*, least loaded by load less *ahead*, or -1."""
    best = -1
    for officer in range(len(load)):
        if best != -1 and load[officer] - ahead[officer] >= load[best] - ahead[best]:
            continue
        if (
            load[officer] < highest[officer]
            and fits(officer, visit, kind[place], eligible, able)
            and place_in_team(officer, visit, starts, holder) == -1
        ):
            best = officer
    return best


@_kernel
def places_by_officer(holder, n_officers):
    """Return (order, first): order[first[j] : first[j + 1]] are the places of officer j."""
    first = np.zeros(n_officers + 2, np.int64)
    for officer in holder:
        first[officer + 2] += 1  # nobody (-1) is counted before officer 0 and cut off
    for officer in range(1, n_officers + 2):
        first[officer] += first[officer - 1]
    order = np.empty(len(holder), np.int64)
    following = first[:-1].copy()
    for place in range(len(holder)):
        order[following[holder[place] + 1]] = place
        following[holder[place] + 1] += 1
    return order, first[1:]


@_kernel
def move_along(place, officer, came_from, holder):
    """Give *place* to *officer*, his predecessor the place before it, and so on to the root."""
    while place != -1:
        before = holder[place]
        holder[place] = officer
        officer = before
        place = came_from[place]


@_kernel
def everybody(n_officers):
    """Return the set of all officers as bits."""
    words = np.empty((n_officers + 63) >> 6, np.uint64)
    for word in range(len(words)):
        words[word] = ~np.uint64(0)
    if n_officers & 63:
        words[-1] >>= np.uint64(64 - (n_officers & 63))
    return words


@nb.njit(cache=True, error_model="numpy")
def fill_by_path(empty, visit_of, starts, kind, able, eligible, hopeful, highest, holder, load):
    """Fill the place *empty* by moving officers along a shortest path. Tell if there was one.

    A reached place is one that would fall empty. First a member of the team may change his seat
    for it; then everyone else who fits is asked: with room he ends the search, else each of his
    own places is reached. Those asked in vain leave the *hopeful*: no later search that meets
    them could end well, and none that succeeds concerns them.
    """
    came_from = np.full(len(holder), UNREACHED, np.int64)
    queue = np.empty(len(holder), np.int64)
    unasked = hopeful.copy()
    order, first = places_by_officer(holder, len(load))
    came_from[empty] = -1
    queue[0], head, tail = empty, 0, 1
    while head < tail:
        place = queue[head]
        visit = visit_of[place]
        head += 1
        for seat in range(starts[visit], starts[visit + 1]):
            officer = holder[seat]
            if (
                came_from[seat] == UNREACHED
                and officer != NOBODY
                and fits(officer, visit, kind[place], eligible, able)
            ):
                came_from[seat], queue[tail] = place, seat
                tail += 1
        for word in range(len(unasked)):
            bits = eligible[visit, word] & able[kind[place], word] & unasked[word]
            officer = (word << 6) - 1
            while bits != 0:
                officer += 1
                asked = bits & np.uint64(1) != 0
                bits >>= np.uint64(1)
                if not asked or place_in_team(officer, visit, starts, holder) >= 0:
                    continue
                unasked[word] &= ~(np.uint64(1) << np.uint64(officer & 63))
                if load[officer] < highest[officer]:
                    load[officer] += 1
                    move_along(place, officer, came_from, holder)
                    return True
                for index in range(first[officer], first[officer + 1]):
                    other = order[index]
                    if came_from[other] == UNREACHED:
                        came_from[other], queue[tail] = place, other
                        tail += 1
    hopeful[:] = unasked
    return False


@nb.njit(cache=True, error_model="numpy")
def raise_by_path(poor, visit_of, starts, kind, able, eligible, hopeless, lowest, holder, load):
    """Give *poor* one more place, at the cost of somebody above his minimum. Tell if it worked.

    A reached place is one whose holder would have to go: he is let off if he is above his
    minimum, else he looks for another seat in the team or for a place elsewhere. Those who
    looked in vain are *hopeless* from then on, as in `fill_by_path`.
    """
    came_from = np.full(len(holder), UNREACHED, np.int64)
    queue = np.empty(len(holder), np.int64)
    asked = hopeless.copy()
    head, tail, root = 0, 0, -1
    officer = poor
    while True:
        known = tail
        if root >= 0:
            visit = visit_of[root]
            for place in range(starts[visit], starts[visit + 1]):
                if came_from[place] == UNREACHED and fits(
                    officer, visit, kind[place], eligible, able
                ):
                    came_from[place], queue[tail] = root, place
                    tail += 1
        if not asked[officer]:
            asked[officer] = True
            for visit in range(len(starts) - 1):
                if (
                    holder[starts[visit]] == NOBODY
                    or place_in_team(officer, visit, starts, holder) >= 0
                ):
                    continue
                for place in range(starts[visit], starts[visit + 1]):
                    if came_from[place] == UNREACHED and fits(
                        officer, visit, kind[place], eligible, able
                    ):
                        came_from[place], queue[tail] = root, place
                        tail += 1
        for index in range(known, tail):
            generous = holder[queue[index]]
            if load[generous] > lowest[generous]:
                load[generous] -= 1
                load[poor] += 1
                pass_on(queue[index], poor, came_from, holder)
                return True
        if head == tail:
            hopeless[:] = asked
            return False
        root = queue[head]
        officer = holder[root]
        head += 1


@_kernel
def pass_on(place, poor, came_from, holder):
    """Move everyone on the way from *poor* to *place* one place on; the holder of *place* goes."""
    while place != -1:
        before = came_from[place]
        holder[place] = poor if before == -1 else holder[before]
        place = before


@nb.njit(cache=True, error_model="numpy")
def build(visit_of, starts, kind, able, eligible, lowest, highest, holder, load, found):
    """Fill *holder* and *load*; found[v] becomes how many places of visit v could be filled.

    A visit that cannot be filled whole is left empty, and those after it are tried all the same.
    """
    hopeful = everybody(len(load))
    for visit in range(len(starts) - 1):
        first, last = starts[visit], starts[visit + 1]
        for place in range(first, last):
            officer = least_loaded(
                place, visit, starts, kind, able, eligible, lowest, highest, holder, load
            )
            if officer >= 0:
                holder[place] = officer
                load[officer] += 1
                found[visit] += 1
            elif fill_by_path(
                place, visit_of, starts, kind, able, eligible, hopeful, highest, holder, load
            ):
                found[visit] += 1
        if found[visit] < last - first:
            for place in range(first, last):
                if holder[place] != NOBODY:
                    load[holder[place]] -= 1
                    holder[place] = NOBODY
                    hopeful[:] = everybody(len(load))  # he has room now
    hopeless = np.zeros(len(load), np.bool_)
    for officer in range(len(load)):
        while load[officer] < lowest[officer] and raise_by_path(
            officer, visit_of, starts, kind, able, eligible, hopeless, lowest, holder, load
        ):
            pass


@dataclass(frozen=True, slots=True)
class FirstPlan:
    """What the rule found: the officer of each place (-1 where a visit cannot be staffed).

    *found* is how many places of each visit could be filled, *load* what each officer got; where
    that is below the pool's lowest, no plan with these teams gives him more without taking
    somebody else below his.
    """

    holder: NDArray[np.int32]
    load: NDArray[np.int64]
    found: NDArray[np.int64]

    def is_complete(self, pool: OfficerPool) -> bool:
        """Tell whether every visit is staffed and nobody is below his minimum."""
        return not (self.holder == NOBODY).any() and not (self.load < pool.lowest).any()


def first_plan(pool: OfficerPool) -> FirstPlan:
    """Build the first plan of *pool* by the fixed rule."""
    plan = FirstPlan(
        holder=np.full(len(pool.needs), NOBODY, np.int32),
        load=np.zeros(len(pool.officer_ids), np.int64),
        found=np.zeros(len(pool.visit_ids), np.int64),
    )
    wanted, kind = np.unique(pool.needs, return_inverse=True)
    able = as_bits((wanted[:, np.newaxis] & ~pool.holds) == 0)
    build(
        pool.visit_of, pool.starts, kind, able, pool.willing_bits, pool.lowest,
        pool.highest, plan.holder, plan.load, plan.found,
    )  # fmt: skip
    return plan
