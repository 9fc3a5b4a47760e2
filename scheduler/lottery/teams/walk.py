"""The walk's kernels: a random sequence of exchanges after which every plan is equally likely.

One step proposes an *alternating path*. A random place loses its officer x1; an eligible officer
x2 from outside that team takes it over, gives up one of his own places to x3, and so on, until
either the last officer simply keeps one place more (a *chain*, for x1 has one less) or x1 takes
the last place (a *ring*). Chains of one place are replacements, rings of two are swaps.

Who takes a place over on a full day gives up a place of that day; in a full week, one of that week;
if the pool has another call of the same visit and he is there, he gives up that place. This is his
*period*: the smallest full one that holds the new place, or else the window. Somebody may occur in
a path again if his periods do not overlap.

A path and its reverse are proposed with equal probability (docs/model.md, "The walk"), so without
more the law is uniform. Two things make plans less likely, each by a number of zero bits that
acceptance asks for (Metropolis et al. 1953): suitability lost, where plans ask for it, and broken
bonds between people, through which the walk may pass but where it is not watched.

All kernels live in this file: numba's cache notices changes of a file, not of its imports.
"""

from __future__ import annotations

import numba as nb
import numpy as np

NOBODY = -1
RING, STUCK = -1, -2  # how a path ended, where it is not the officer who keeps one place more
GROUP, DAY, WEEK, WINDOW = 0, 1, 2, 3  # periods, narrowest first

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

# Left apart where it is rarely called: inlined, it would slow down the rest of a step.
_apart = nb.njit(cache=True, error_model="numpy")


# --- numbers -------------------------------------------------------------------------------------


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
def pick(count, words, cursor):
    """Return (index, coin): uniform in [0, count), and a fair coin, from one number."""
    choice = below(2 * count, words, cursor)
    return choice >> 1, choice & 1


# --- teams ---------------------------------------------------------------------------------------


@_kernel
def is_eligible(officer, call, eligible):
    """Tell whether *officer* could be in the team of *call*."""
    return (eligible[call, officer >> 6] >> np.uint64(officer & 63)) & _ONE != 0


@_kernel
def may_join(officer, call, starts, holder, eligible):
    """Tell whether *officer* is eligible for *call* and not in its team."""
    if not is_eligible(officer, call, eligible):
        return False
    for place in range(starts[call], starts[call + 1]):
        if holder[place] == officer:
            return False
    return True


@_kernel
def outsider(call, leaver, n_officers, words, cursor, starts, holder, eligible):
    """Return (officer, coin): uniform among those who may join *call* but the *leaver*, and a coin.

    By rejection, so the caller makes sure that there is somebody.
    """
    while True:
        officer, coin = pick(n_officers, words, cursor)
        if cursor[0] > len(words):
            return officer, coin
        if officer != leaver and may_join(officer, call, starts, holder, eligible):
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
def covers(call, starts, holder, needs, holds):
    """Tell whether the team of *call* can fill its slots, each by another member.

    Bit S of `filled` says that the members seen so far can fill the set S of slots.
    """
    first, last = starts[call], starts[call + 1]
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


# --- periods -------------------------------------------------------------------------------------


@_apart
def place_in_group(officer, call, starts, holder, group_of, group_first, group_calls):
    """Return the place of *officer* in another call of the same visit, or -1."""
    group = group_of[call]
    for index in range(group_first[group], group_first[group + 1]):
        other = group_calls[index]
        if other != call:
            for place in range(starts[other], starts[other + 1]):
                if holder[place] == officer:
                    return place
    return -1


@_kernel
def period_of(
    officer, call, starts, holder, together, group_of, group_first, group_calls,
    day_of, week_of, day_most, week_most, on_day, in_week,
):  # fmt: skip
    """Return the smallest period around *call* in which *officer* can take no place more."""
    if (
        together[call]
        and place_in_group(officer, call, starts, holder, group_of, group_first, group_calls) >= 0
    ):
        return GROUP
    if on_day[officer, day_of[call]] >= day_most[officer, day_of[call]]:
        return DAY
    if in_week[officer, week_of[call]] >= week_most[officer, week_of[call]]:
        return WEEK
    return WINDOW


@_kernel
def place_in_period(
    officer, period, call, words, cursor, starts, holder, call_of, load, held, held_start,
    group_of, group_first, group_calls, day_of, week_of, on_day, in_week,
):  # fmt: skip
    """Return (place, coin): a uniform one of the officer's places in a full period, and a coin."""
    if period == GROUP:
        _, coin = pick(1, words, cursor)
        return place_in_group(
            officer, call, starts, holder, group_of, group_first, group_calls
        ), coin
    by_day = period == DAY
    mine = day_of[call] if by_day else week_of[call]
    index, coin = pick(on_day[officer, mine] if by_day else in_week[officer, mine], words, cursor)
    for at in range(held_start[officer], held_start[officer] + load[officer]):
        other = call_of[held[at]]
        if (day_of[other] if by_day else week_of[other]) == mine:
            if index == 0:
                return held[at], coin
            index -= 1
    return -1, coin


@_kernel
def overlap(period, call, other_period, other_call, group_of, day_of, week_of):
    """Tell whether two periods of one officer, around these calls, have days in common."""
    wider = max(period, other_period)
    if wider == WINDOW:
        return True
    if wider == WEEK:
        return week_of[call] == week_of[other_call]
    if wider == DAY:
        return day_of[call] == day_of[other_call]
    return group_of[call] == group_of[other_call]


# --- moving along a path -------------------------------------------------------------------------


@_kernel
def count(officer, call, by, day_of, week_of, on_day, in_week):
    """Count *by* more visits of *officer* on the day and in the week of *call*."""
    on_day[officer, day_of[call]] += by
    in_week[officer, week_of[call]] += by


@_kernel
def leave(
    place, holder, call_of, load, held, held_start, where, limited, day_of, week_of, on_day, in_week
):
    """Let the officer of *place* go; he has one place less."""
    officer, index = holder[place], where[place]
    load[officer] -= 1
    last = held_start[officer] + load[officer]
    held[index] = held[last]
    where[held[index]] = index
    holder[place] = NOBODY
    if limited:
        count(officer, call_of[place], -1, day_of, week_of, on_day, in_week)


@_kernel
def keep(
    officer, place, holder, call_of, load, held, held_start, where,
    limited, day_of, week_of, on_day, in_week,
):  # fmt: skip
    """Give the empty *place* to *officer*; he has one place more."""
    index = held_start[officer] + load[officer]
    held[index] = place
    where[place] = index
    load[officer] += 1
    holder[place] = officer
    if limited:
        count(officer, call_of[place], 1, day_of, week_of, on_day, in_week)


@_kernel
def trade(
    officer, gained, given, holder, call_of, held, where, limited, day_of, week_of, on_day, in_week
):
    """Give *officer* the empty place *gained* for his place *given*."""
    index = where[given]
    held[index] = gained
    where[gained] = index
    holder[gained], holder[given] = officer, NOBODY
    if limited:
        count(officer, call_of[gained], 1, day_of, week_of, on_day, in_week)
    if limited:
        count(officer, call_of[given], -1, day_of, week_of, on_day, in_week)


@_kernel
def undo(
    length, newcomer, path_place, path_officer, path_index, holder, call_of, load, held,
    held_start, where,
    limited, day_of, week_of, on_day, in_week,
):  # fmt: skip
    """Take a path back: *length* places, the last of them kept by *newcomer* unless STUCK."""
    last = path_place[length - 1]
    if newcomer != STUCK:
        leave(last, holder, call_of, load, held, held_start, where,
              limited, day_of, week_of, on_day, in_week)  # fmt: skip
    for step in range(length - 1, 0, -1):
        trade(
            path_officer[step], path_place[step], path_place[step - 1], holder, call_of, held,
            where, limited, day_of, week_of, on_day, in_week,
        )  # fmt: skip
    place = path_place[0]
    keep(
        path_officer[0], place, holder, call_of, load, held, held_start, where,
        limited, day_of, week_of, on_day, in_week,
    )  # fmt: skip
    # Back to where it was in his list: the walk must not depend on when its words ran out.
    index, end = path_index[0], where[place]
    held[end] = held[index]
    where[held[end]] = end
    held[index] = place
    where[place] = index


@_kernel
def propose(
    words, cursor, call_of, starts, spare, eligible, lowest, highest, day_of, week_of, day_most,
    week_most, limited, together, group_of, group_first, group_calls, holder, load, held,
    held_start, where,
    on_day, in_week, path_place, path_officer, path_period, path_index,
):  # fmt: skip
    """Propose a path and move along it. Return (length, newcomer).

    *newcomer* is who keeps the last place: of a ring its first officer; STUCK if nobody does.
    """
    place, coin = pick(len(holder), words, cursor)
    ring = coin == 0
    origin = holder[place]
    if not ring and load[origin] <= lowest[origin]:
        return 0, STUCK
    path_index[0] = where[place]
    leave(
        place, holder, call_of, load, held, held_start, where,
        limited, day_of, week_of, on_day, in_week,
    )  # fmt: skip
    path_place[0], path_officer[0] = place, origin
    first_call = call = call_of[place]
    leaver = origin
    length = 1
    while spare[call] > 0 and length < len(path_place):
        officer, stop = outsider(call, leaver, len(load), words, cursor, starts, holder, eligible)
        if cursor[0] > len(words):
            return length, STUCK
        period = WINDOW
        if limited:
            period = period_of(
                officer, call, starts, holder, together, group_of, group_first, group_calls,
                day_of, week_of, day_most, week_most, on_day, in_week,
            )  # fmt: skip
        if officer == origin and (period == WINDOW or not ring):
            return length, STUCK  # a chain that came back could not be gone the other way
        for earlier in range(1, length):
            if path_officer[earlier] == officer and overlap(
                period, call, path_period[earlier], call_of[path_place[earlier - 1]],
                group_of, day_of, week_of,
            ):  # fmt: skip
                return length, STUCK
        if period == WINDOW:
            if not ring and load[officer] < highest[officer] and stop == 0:
                keep(
                    officer, place, holder, call_of, load, held, held_start, where,
                    limited, day_of, week_of, on_day, in_week,
                )  # fmt: skip
                return length, officer
            if load[officer] == 0:
                return length, STUCK
            index, close = pick(load[officer], words, cursor)
            given = held[held_start[officer] + index]
        else:
            given, close = place_in_period(
                officer, period, call, words, cursor, starts, holder, call_of, load,
                held, held_start,
                group_of, group_first, group_calls, day_of, week_of, on_day, in_week,
            )  # fmt: skip
        if cursor[0] > len(words):
            return length, STUCK
        trade(
            officer, place, given, holder, call_of, held, where,
            limited, day_of, week_of, on_day, in_week,
        )  # fmt: skip
        place, call, leaver = given, call_of[given], officer
        path_place[length], path_officer[length], path_period[length] = place, officer, period
        length += 1
        if (
            ring
            and close == 0
            and may_join(origin, call, starts, holder, eligible)
            and (not limited or period_of(
                origin, call, starts, holder, together, group_of, group_first, group_calls,
                day_of, week_of, day_most, week_most, on_day, in_week,
            ) == WINDOW)
        ):  # fmt: skip
            # The reverse ring chooses freely at the last call and not at the first.
            if spare[call] > spare[first_call] and (
                below(spare[call], words, cursor) >= spare[first_call]
            ):
                return length, STUCK
            if cursor[0] > len(words):
                return length, STUCK
            keep(
                origin, place, holder, call_of, load, held, held_start, where,
                limited, day_of, week_of, on_day, in_week,
            )  # fmt: skip
            return length, origin
    return length, STUCK


# --- what a path is worth ------------------------------------------------------------------------


@_kernel
def fits_slots(length, path_place, call_of, starts, needs, holds, picky, holder):
    """Tell whether every team that a path went through can fill its slots."""
    for step in range(length):
        call = call_of[path_place[step]]
        if picky[call] and not covers(call, starts, holder, needs, holds):
            return False
    return True


@_kernel
def score_lost(length, newcomer, path_place, path_officer, call_of, score):
    """Return by how many bits a path makes the plan less suitable; negative if more."""
    lost = 0
    for step in range(length):
        call = call_of[path_place[step]]
        gained = path_officer[step + 1] if step + 1 < length else newcomer
        lost += score[call, path_officer[step]] - score[call, gained]
    return lost


@_kernel
def broken_in_visit(group, starts, holder, group_first, group_calls, apart, wants, has):
    """Count what a visit breaks: relatives who meet, and teams without whom they want."""
    broken = 0
    for index in range(group_first[group], group_first[group + 1]):
        call = group_calls[index]
        held = np.uint64(0)
        for place in range(starts[call], starts[call + 1]):
            officer = holder[place]
            held |= has[officer]
            if apart.size:
                for other_index in range(index, group_first[group + 1]):
                    other = group_calls[other_index]
                    begin = place + 1 if other == call else starts[other]
                    for other_place in range(begin, starts[other + 1]):
                        broken += apart[officer, holder[other_place]]
        broken += (wants[call] & ~held) != 0
    return broken


@_kernel
def pairs_again(
    officer, call_of, starts, holder, load, held, held_start, group_of, group_first, group_calls,
    mates, before, turn, ordered,
):  # fmt: skip
    """Count the mates whom *officer* has at two visits that follow each other."""
    n_mine = load[officer]
    for index in range(n_mine):  # insertion sort: loads are small
        call = call_of[held[held_start[officer] + index]]
        at = index
        while at > 0 and turn[ordered[at - 1]] > turn[call]:
            ordered[at] = ordered[at - 1]
            at -= 1
        ordered[at] = call
    again = 0
    for index in range(n_mine):
        group = group_of[ordered[index]]
        for here in range(group_first[group], group_first[group + 1]):
            call = group_calls[here]
            for place in range(starts[call], starts[call + 1]):
                mate = holder[place]
                if mate == officer or not mates[officer, mate]:
                    continue
                if index == 0:
                    again += before[officer, mate]
                    continue
                earlier = group_of[ordered[index - 1]]
                for there in range(group_first[earlier], group_first[earlier + 1]):
                    other = group_calls[there]
                    for other_place in range(starts[other], starts[other + 1]):
                        again += holder[other_place] == mate
    return again


@nb.njit(cache=True, error_model="numpy", nogil=True)
def book_bonds(
    call_of, starts, group_of, group_first, group_calls, apart, wants, has, mates, before, turn,
    holder, load, held, held_start, ordered, book,
):  # fmt: skip
    """Count the broken bonds of a plan, by visit into book[0] and by officer into book[1]."""
    for group in range(len(group_first) - 1):
        book[0, group] = broken_in_visit(
            group, starts, holder, group_first, group_calls, apart, wants, has
        )
    if mates.size:
        for officer in range(len(load)):
            book[1, officer] = pairs_again(
                officer, call_of, starts, holder, load, held, held_start, group_of, group_first,
                group_calls, mates, before, turn, ordered,
            )  # fmt: skip


@_kernel
def rebook(kind, index, value, book, log, n_logged):
    """Note the new *value* of book[kind, index], and the old one in the log. Return the change."""
    old = book[kind, index]
    if old == value:
        return 0
    log[n_logged[0], 0], log[n_logged[0], 1], log[n_logged[0], 2] = kind, index, old
    n_logged[0] += 1
    book[kind, index] = value
    return value - old


@_kernel
def rebook_mates(
    officer, call_of, starts, holder, load, held, held_start, group_of, group_first, group_calls,
    mates, before, turn, ordered, book, log, n_logged,
):  # fmt: skip
    """Note how often *officer* has a mate again. Return the change."""
    again = pairs_again(
        officer, call_of, starts, holder, load, held, held_start, group_of, group_first,
        group_calls, mates, before, turn, ordered,
    )  # fmt: skip
    return rebook(1, officer, again, book, log, n_logged)


@_kernel
def bonds_broken(
    length, path_place, path_officer, call_of, starts, holder, load, held, held_start,
    group_of, group_first, group_calls, apart, wants, has, mates, before, turn, ordered, book, log,
    n_logged,
):  # fmt: skip
    """Note what a path changes about bonds. Return by how many more are broken.

    book[0] counts by visit, book[1] by officer; the log remembers what was there before.
    """
    change = 0
    n_logged[0] = 0
    for step in range(length):
        group = group_of[call_of[path_place[step]]]
        broken = broken_in_visit(group, starts, holder, group_first, group_calls, apart, wants, has)
        change += rebook(0, group, broken, book, log, n_logged)
        if not mates.size:
            continue
        if step == 0:  # whoever else leaves a team has joined another of the path
            change += rebook_mates(
                path_officer[0], call_of, starts, holder, load, held, held_start, group_of,
                group_first, group_calls, mates, before, turn, ordered, book, log, n_logged,
            )  # fmt: skip
        for index in range(group_first[group], group_first[group + 1]):
            for place in range(starts[group_calls[index]], starts[group_calls[index] + 1]):
                change += rebook_mates(
                    holder[place], call_of, starts, holder, load, held, held_start, group_of,
                    group_first, group_calls, mates, before, turn, ordered, book, log, n_logged,
                )  # fmt: skip
    return change


@_kernel
def take_back(book, log, n_logged):
    """Undo what was noted since the log began."""
    for entry in range(n_logged[0] - 1, -1, -1):
        book[log[entry, 0], log[entry, 1]] = log[entry, 2]


@nb.njit(cache=True, error_model="numpy", nogil=True)
def take_steps(
    watches, most, words, cursor, broken, penalty,
    call_of, starts, spare, eligible, needs, holds, picky, lowest, highest,
    day_of, week_of, day_most, week_most, limited, together, group_of, group_first, group_calls,
    score, bind, apart, wants, has, mates, before, turn,
    holder, load, held, held_start, where, on_day, in_week,
    path_place, path_officer, path_period, path_index, ordered, book, log, n_logged,
):  # fmt: skip
    """Take steps until *watches* of them left no bond broken; at most *most*, while words last.

    broken[0] is how many are. Return (steps watched, steps taken, moves made).
    """
    watched, taken, moves = 0, 0, 0
    while watched < watches and taken < most:
        mark = cursor[0]
        length, newcomer = propose(
            words, cursor, call_of, starts, spare, eligible, lowest, highest, day_of, week_of,
            day_most, week_most, limited, together, group_of, group_first, group_calls,
            holder, load, held,
            held_start, where, on_day, in_week, path_place, path_officer, path_period, path_index,
        )  # fmt: skip
        accepted = (
            cursor[0] <= len(words)
            and newcomer != STUCK
            and fits_slots(length, path_place, call_of, starts, needs, holds, picky, holder)
        )
        if accepted:
            cost, change = 0, 0
            if score.size:
                cost = score_lost(length, newcomer, path_place, path_officer, call_of, score)
            if bind:
                change = bonds_broken(
                    length, path_place, path_officer, call_of, starts, holder, load,
                    held, held_start, group_of, group_first, group_calls, apart, wants, has, mates,
                    before, turn, ordered, book, log, n_logged,
                )  # fmt: skip
                cost += penalty * change
            if cost > 0 and not comes_true(cost, words, cursor):
                accepted = False
                if bind:
                    take_back(book, log, n_logged)
            else:
                broken[0] += change
        if not accepted and length:
            undo(
                length, newcomer, path_place, path_officer, path_index, holder, call_of, load,
                held, held_start, where, limited, day_of, week_of, on_day, in_week,
            )  # fmt: skip
        if cursor[0] > len(words):
            cursor[0] = mark  # the step starts anew when there are more words
            break
        taken += 1
        moves += accepted
        watched += broken[0] == 0
    return watched, taken, moves
