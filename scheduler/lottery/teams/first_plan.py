"""The first plan: found by a fixed integer rule, so that nobody can shop for a start.

Calls in ticket order take, for each place, the least loaded officer who fits; when nobody has
room, officers change places along the first augmenting path found breadth-first in that order.
Then officers below their minimum take places over, along augmenting paths again. Limits on the
visit, the day and the week nest, so they are a flow's: each search finds a path whenever there is
one (max-flow with lower bounds), and what stays open is proven to be impossible. Rules between
people are not looked at here.

All kernels live in this file: numba's cache notices changes of a file, not of its imports.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba as nb
import numpy as np
from numpy.typing import NDArray

from scheduler.lottery.candidates.pool import OfficerPool, as_bits

NOBODY = -1
UNREACHED = -2

# Inlined, the kernels run several times as fast: a call passes every array in seven pieces.
_kernel = nb.njit(cache=True, error_model="numpy", forceinline=True)


@_kernel
def fits(officer, call, kind, eligible, able):
    """Tell whether *officer* may go to *call* and can take a place of this *kind*."""
    word = eligible[call, officer >> 6] & able[kind, officer >> 6]
    return (word >> np.uint64(officer & 63)) & np.uint64(1) != 0


@_kernel
def place_in_team(officer, call, starts, holder):
    """Return the place of *officer* in the team of *call*, or -1."""
    for place in range(starts[call], starts[call + 1]):
        if holder[place] == officer:
            return place
    return -1


@_kernel
def place_elsewhere(officer, call, starts, holder, together, group_of, group_first, group_calls):
    """Return the place of *officer* in another call of the same visit, or -1."""
    if not together[call]:
        return -1
    for index in range(group_first[group_of[call]], group_first[group_of[call] + 1]):
        if group_calls[index] != call:
            place = place_in_team(officer, group_calls[index], starts, holder)
            if place >= 0:
                return place
    return -1


@_kernel
def has_time(officer, call, day_of, week_of, day_most, week_most, on_day, in_week):
    """Tell whether *officer* can make one more visit on the day and in the week of *call*."""
    return (
        on_day[officer, day_of[call]] < day_most[officer, day_of[call]]
        and in_week[officer, week_of[call]] < week_most[officer, week_of[call]]
    )


@_kernel
def count_again(holder, call_of, day_of, week_of, on_day, in_week):
    """Count anew how many visits each officer makes on each day and in each week."""
    on_day[:] = 0
    in_week[:] = 0
    for place in range(len(holder)):
        if holder[place] != NOBODY:
            on_day[holder[place], day_of[call_of[place]]] += 1
            in_week[holder[place], week_of[call_of[place]]] += 1


@_kernel
def least_loaded(
    place, call, starts, kind, able, eligible, ahead, highest, together, group_of, group_first,
    group_calls, day_of, week_of, day_most, week_most, holder, load, on_day, in_week,
):  # fmt: skip
    """Return the officer with room who fits *place*, least loaded by load less *ahead*, or -1."""
    best = -1
    for officer in range(len(load)):
        if best != -1 and load[officer] - ahead[officer] >= load[best] - ahead[best]:
            continue
        if (
            load[officer] < highest[officer]
            and fits(officer, call, kind[place], eligible, able)
            and has_time(officer, call, day_of, week_of, day_most, week_most, on_day, in_week)
            and place_in_team(officer, call, starts, holder) == -1
            and place_elsewhere(
                officer, call, starts, holder, together, group_of, group_first, group_calls
            ) == -1
        ):  # fmt: skip
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
def all_hopeful(n_days, n_officers):
    """Return, for each day, the set of all officers as bits, shape (days, words)."""
    words = np.empty((n_days, (n_officers + 63) >> 6), np.uint64)
    words[:] = ~np.uint64(0)
    if n_officers & 63:
        words[:, -1] >>= np.uint64(64 - (n_officers & 63))
    return words


@nb.njit(cache=True, error_model="numpy", nogil=True)
def fill_by_path(
    empty, call_of, starts, kind, able, eligible, hopeful, highest, together, group_of, group_first,
    group_calls, day_of, week_of, day_most, week_most, holder, load, on_day, in_week,
):  # fmt: skip
    """Fill the place *empty* by moving officers along a shortest path. Tell if there was one.

    A reached place is one that would fall empty. First a member of the team may change his seat
    for it; then everyone else who fits is asked: with room he ends the search, else each of his
    own places is reached, if his day or week is full those of it only. Those asked in vain from a
    day leave the *hopeful* of that day: no later search that meets them could end well, and none
    that succeeds concerns them.
    """
    came_from = np.full(len(holder), UNREACHED, np.int64)
    queue = np.empty(len(holder), np.int64)
    unasked = hopeful.copy()
    order, first = places_by_officer(holder, len(load))
    came_from[empty] = -1
    queue[0], head, tail = empty, 0, 1
    while head < tail:
        place = queue[head]
        call = call_of[place]
        day, week = day_of[call], week_of[call]
        head += 1
        for seat in range(starts[call], starts[call + 1]):
            officer = holder[seat]
            if (
                came_from[seat] == UNREACHED
                and officer != NOBODY
                and fits(officer, call, kind[place], eligible, able)
            ):
                came_from[seat], queue[tail] = place, seat
                tail += 1
        for word in range(unasked.shape[1]):
            bits = eligible[call, word] & able[kind[place], word] & unasked[day, word]
            officer = (word << 6) - 1
            while bits != 0:
                officer += 1
                asked = bits & np.uint64(1) != 0
                bits >>= np.uint64(1)
                if not asked or place_in_team(officer, call, starts, holder) >= 0:
                    continue
                other = place_elsewhere(
                    officer, call, starts, holder, together, group_of, group_first, group_calls
                )
                if other >= 0:  # he can only come over from the visit's other call
                    if came_from[other] == UNREACHED:
                        came_from[other], queue[tail] = place, other
                        tail += 1
                    continue
                unasked[day, word] &= ~(np.uint64(1) << np.uint64(officer & 63))
                full_day = on_day[officer, day] >= day_most[officer, day]
                full_week = in_week[officer, week] >= week_most[officer, week]
                if load[officer] < highest[officer] and not full_day and not full_week:
                    load[officer] += 1
                    move_along(place, officer, came_from, holder)
                    count_again(holder, call_of, day_of, week_of, on_day, in_week)
                    return True
                for index in range(first[officer], first[officer + 1]):
                    other = order[index]
                    if (
                        came_from[other] == UNREACHED
                        and (not full_day or day_of[call_of[other]] == day)
                        and (full_day or not full_week or week_of[call_of[other]] == week)
                    ):
                        came_from[other], queue[tail] = place, other
                        tail += 1
    hopeful[:] = unasked
    return False


@_kernel
def may_change(
    officer, call, left, starts, together, group_of, group_first, group_calls, day_of, week_of,
    day_most, week_most, holder, on_day, in_week,
):  # fmt: skip
    """Tell whether *officer* may join *call* once he has left the call *left* (-1: none)."""
    if place_in_team(officer, call, starts, holder) >= 0:
        return False
    same_day = left >= 0 and day_of[left] == day_of[call]
    same_week = left >= 0 and week_of[left] == week_of[call]
    if (
        on_day[officer, day_of[call]] - same_day >= day_most[officer, day_of[call]]
        or in_week[officer, week_of[call]] - same_week >= week_most[officer, week_of[call]]
    ):
        return False
    if not together[call] or (left >= 0 and group_of[left] == group_of[call]):
        return True
    return (
        place_elsewhere(
            officer, call, starts, holder, together, group_of, group_first, group_calls
        ) == -1
    )  # fmt: skip


@nb.njit(cache=True, error_model="numpy", nogil=True)
def raise_by_path(
    poor, call_of, starts, kind, able, eligible, hopeless, lowest, together, group_of, group_first,
    group_calls, day_of, week_of, day_most, week_most, holder, load, on_day, in_week,
):  # fmt: skip
    """Give *poor* one more place, at the cost of somebody above his minimum. Tell if it worked.

    A reached place is one whose holder would have to go: he is let off if he is above his
    minimum, else he looks for another seat in the team or for a place elsewhere that the day he
    has free again allows. Those who looked in vain from a day are *hopeless* on it from then on,
    as in `fill_by_path`; the last column is for those who gave nothing up.
    """
    came_from = np.full(len(holder), UNREACHED, np.int64)
    queue = np.empty(len(holder), np.int64)
    asked = hopeless.copy()
    head, tail, root = 0, 0, -1
    officer, left, day = poor, -1, asked.shape[1] - 1
    while True:
        known = tail
        if root >= 0:
            left = call_of[root]
            day = day_of[left]
            for place in range(starts[left], starts[left + 1]):
                if came_from[place] == UNREACHED and fits(
                    officer, left, kind[place], eligible, able
                ):
                    came_from[place], queue[tail] = root, place
                    tail += 1
        if not asked[officer, day] or (left >= 0 and together[left]):
            asked[officer, day] = True
            for call in range(len(starts) - 1):
                if holder[starts[call]] == NOBODY or not may_change(
                    officer, call, left, starts, together, group_of, group_first, group_calls,
                    day_of, week_of, day_most, week_most, holder, on_day, in_week,
                ):  # fmt: skip
                    continue
                for place in range(starts[call], starts[call + 1]):
                    if came_from[place] == UNREACHED and fits(
                        officer, call, kind[place], eligible, able
                    ):
                        came_from[place], queue[tail] = root, place
                        tail += 1
        for index in range(known, tail):
            generous = holder[queue[index]]
            if load[generous] > lowest[generous]:
                load[generous] -= 1
                load[poor] += 1
                pass_on(queue[index], poor, came_from, holder)
                count_again(holder, call_of, day_of, week_of, on_day, in_week)
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


@nb.njit(cache=True, error_model="numpy", nogil=True)
def build(
    call_of, starts, kind, able, eligible, lowest, highest, together, group_of, group_first,
    group_calls, day_of, week_of, day_most, week_most, holder, load, on_day, in_week, found,
):  # fmt: skip
    """Fill *holder* and *load*; found[c] becomes how many places of call c could be filled.

    A call that cannot be filled whole is left empty, and those after it are tried all the same.
    """
    n_days = day_most.shape[1]
    hopeful = all_hopeful(n_days, len(load))
    for call in range(len(starts) - 1):
        first, last = starts[call], starts[call + 1]
        for place in range(first, last):
            officer = least_loaded(
                place, call, starts, kind, able, eligible, lowest, highest, together, group_of,
                group_first, group_calls, day_of, week_of, day_most, week_most, holder, load,
                on_day, in_week,
            )  # fmt: skip
            if officer >= 0:
                holder[place] = officer
                load[officer] += 1
                on_day[officer, day_of[call]] += 1
                in_week[officer, week_of[call]] += 1
                found[call] += 1
            elif fill_by_path(
                place, call_of, starts, kind, able, eligible, hopeful, highest, together, group_of,
                group_first, group_calls, day_of, week_of, day_most, week_most, holder, load,
                on_day, in_week,
            ):  # fmt: skip
                found[call] += 1
        if found[call] < last - first:
            for place in range(first, last):
                if holder[place] != NOBODY:
                    load[holder[place]] -= 1
                    holder[place] = NOBODY
                    hopeful[:] = all_hopeful(n_days, len(load))  # he has room now
            count_again(holder, call_of, day_of, week_of, on_day, in_week)
    hopeless = np.zeros((len(load), n_days + 1), np.bool_)
    for officer in range(len(load)):
        while load[officer] < lowest[officer] and raise_by_path(
            officer, call_of, starts, kind, able, eligible, hopeless, lowest, together, group_of,
            group_first, group_calls, day_of, week_of, day_most, week_most, holder, load,
            on_day, in_week,
        ):  # fmt: skip
            pass


@dataclass(frozen=True, slots=True)
class FirstPlan:
    """What the rule found: the officer of each place (-1 where a call cannot be staffed).

    *found* is how many places of each call could be filled, *load* what each officer got; where
    that is below the pool's lowest, no plan with these teams gives him more without taking
    somebody else below his.
    """

    holder: NDArray[np.int32]
    load: NDArray[np.int64]
    found: NDArray[np.int64]

    def is_complete(self, pool: OfficerPool) -> bool:
        """Tell whether every call is staffed and nobody is below his minimum."""
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
    periods = pool.periods
    build(
        pool.call_of, pool.starts, kind, able, pool.willing_bits, pool.lowest, pool.highest,
        periods.together, periods.group_of, *periods.group_calls,
        periods.day_of, periods.week_of, periods.day_most, periods.week_most,
        plan.holder, plan.load,
        np.zeros_like(periods.day_most), np.zeros_like(periods.week_most), plan.found,
    )  # fmt: skip
    return plan
