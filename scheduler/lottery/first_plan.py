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

from scheduler.lottery.pool import OfficerPool

NOBODY = -1


@nb.njit(cache=True)
def place_in_team(officer, visit, starts, holder):
    """Return the place of *officer* in the team of *visit*, or -1."""
    for place in range(starts[visit], starts[visit + 1]):
        if holder[place] == officer:
            return place
    return -1


@nb.njit(cache=True)
def least_loaded(place, visit, starts, needs, holds, eligible, ahead, highest, holder, load):
    """Return the officer with room who fits *place*, least loaded by load less *ahead*, or -1."""
    best = -1
    for officer in range(len(load)):
        if not eligible[visit, officer] or load[officer] >= highest[officer]:
            continue
        if (
            needs[place] & ~holds[officer] != 0
            or place_in_team(officer, visit, starts, holder) >= 0
        ):
            continue
        if best == -1 or load[officer] - ahead[officer] < load[best] - ahead[best]:
            best = officer
    return best


@nb.njit(cache=True)
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


@nb.njit(cache=True)
def move_along(place, officer, came_from, holder):
    """Give *place* to *officer*, his predecessor the place before it, and so on to the root."""
    while place != -1:
        before = holder[place]
        holder[place] = officer
        officer = before
        place = came_from[place]


@nb.njit(cache=True)
def fill_by_path(empty, visit_of, starts, needs, holds, eligible, highest, holder, load):
    """Fill the place *empty* by moving officers along a shortest path. Tell if there was one.

    A reached place is one that would fall empty. Everyone who fits there is asked: with room he
    ends the search, else each of his own places is reached; a member may change his seat.
    """
    came_from = np.full(len(holder), -2, np.int64)
    queue = np.empty(len(holder), np.int64)
    asked = np.zeros(len(load), np.bool_)
    order, first = places_by_officer(holder, len(load))
    came_from[empty] = -1
    queue[0], head, tail = empty, 0, 1
    while head < tail:
        place = queue[head]
        visit = visit_of[place]
        head += 1
        for officer in range(len(load)):
            if not eligible[visit, officer] or needs[place] & ~holds[officer] != 0:
                continue
            seat = place_in_team(officer, visit, starts, holder)
            if seat >= 0:
                if came_from[seat] == -2:
                    came_from[seat], queue[tail] = place, seat
                    tail += 1
            elif not asked[officer]:
                asked[officer] = True
                if load[officer] < highest[officer]:
                    load[officer] += 1
                    move_along(place, officer, came_from, holder)
                    return True
                for index in range(first[officer], first[officer + 1]):
                    other = order[index]
                    if came_from[other] == -2:
                        came_from[other], queue[tail] = place, other
                        tail += 1
    return False


@nb.njit(cache=True)
def raise_by_path(poor, visit_of, starts, needs, holds, eligible, lowest, holder, load):
    """Give *poor* one more place, at the cost of somebody above his minimum. Tell if it worked.

    A reached place is one whose holder would have to go: he is let off if he is above his
    minimum, else he looks for another seat in the team or for a place elsewhere.
    """
    came_from = np.full(len(holder), -2, np.int64)
    queue = np.empty(len(holder), np.int64)
    asked = np.zeros(len(load), np.bool_)
    head, tail, root = 0, 0, -1
    officer = poor
    while True:
        if not asked[officer]:
            asked[officer] = True
            for place in range(len(holder)):
                visit = visit_of[place]
                if (
                    came_from[place] == -2
                    and holder[place] >= 0
                    and eligible[visit, officer]
                    and needs[place] & ~holds[officer] == 0
                    and place_in_team(officer, visit, starts, holder) < 0
                ):
                    came_from[place], queue[tail] = root, place
                    tail += 1
        if root >= 0:
            visit = visit_of[root]
            for place in range(starts[visit], starts[visit + 1]):
                if came_from[place] == -2 and needs[place] & ~holds[officer] == 0:
                    came_from[place], queue[tail] = root, place
                    tail += 1
        if head == tail:
            return False
        root = queue[head]
        officer = holder[root]
        head += 1
        if load[officer] > lowest[officer]:
            load[officer] -= 1
            load[poor] += 1
            pass_on(root, poor, came_from, holder)
            return True


@nb.njit(cache=True)
def pass_on(place, poor, came_from, holder):
    """Move everyone on the way from *poor* to *place* one place on; the holder of *place* goes."""
    while place != -1:
        before = came_from[place]
        holder[place] = poor if before == -1 else holder[before]
        place = before


@nb.njit(cache=True)
def build(visit_of, starts, needs, holds, eligible, lowest, highest, holder, load, found):
    """Fill *holder* and *load*; found[v] becomes how many places of visit v could be filled.

    A visit that cannot be filled whole is left empty, and those after it are tried all the same.
    """
    for visit in range(len(starts) - 1):
        first, last = starts[visit], starts[visit + 1]
        for place in range(first, last):
            officer = least_loaded(
                place, visit, starts, needs, holds, eligible, lowest, highest, holder, load
            )
            if officer >= 0:
                holder[place] = officer
                load[officer] += 1
            elif not fill_by_path(
                place, visit_of, starts, needs, holds, eligible, highest, holder, load
            ):
                break
            found[visit] += 1
        if found[visit] < last - first:
            for place in range(first, last):
                if holder[place] >= 0:
                    load[holder[place]] -= 1
                    holder[place] = NOBODY
    for officer in range(len(load)):
        while load[officer] < lowest[officer] and raise_by_path(
            officer, visit_of, starts, needs, holds, eligible, lowest, holder, load
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
    build(
        pool.visit_of, pool.starts, pool.needs, pool.holds, pool.eligible, pool.lowest,
        pool.highest, plan.holder, plan.load, plan.found,
    )  # fmt: skip
    return plan
