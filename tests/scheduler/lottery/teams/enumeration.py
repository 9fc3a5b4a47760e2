"""Small pools, and all their plans from the definition of the rules, without any engine."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from scheduler.lottery.candidates.bonds import NO_PAIRS, Bonds
from scheduler.lottery.candidates.periods import Periods
from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.lottery.candidates.roster import UNLIMITED


def pool(
    allowed: list[set[int]],
    *,
    sizes: list[int] | None = None,
    lowest: list[int] | int = 0,
    highest: list[int] | int = 99,
    needs: dict[int, list[int]] | None = None,
    holds: list[int] | None = None,
    days: list[int] | None = None,
    weeks: list[int] | None = None,
    per_day: list[list[int]] | list[int] | int = UNLIMITED,
    per_week: list[list[int]] | list[int] | int = UNLIMITED,
    visits: list[int] | None = None,
    apart: list[tuple[int, int]] = (),
    wants: list[int] | None = None,
    has: list[int] | None = None,
    no_pairs_again: bool = False,
    before: list[tuple[int, int]] = (),
    score: dict[tuple[int, int], int] | None = None,
) -> OfficerPool:
    """Build a pool: *allowed[v]* may go to call v, whose first places need the bits *needs[v]*.

    Call v is part of visit *visits[v]* on day *days[v]* of week *weeks[day]*; limits are for every
    officer alike, or one for each, or for each and every day. *apart* are pairs of officers;
    *before* are too, the one with the other at his last visit.
    """
    n_officers = len(holds) if holds else max(max(names) for names in allowed) + 1
    sizes = sizes or [1] * len(allowed)
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    wanted = np.zeros(starts[-1], np.uint64)
    for visit, bits in (needs or {}).items():
        wanted[starts[visit] : starts[visit] + len(bits)] = bits
    eligible = np.zeros((len(allowed), n_officers), np.bool_)
    for visit, names in enumerate(allowed):
        eligible[visit, sorted(names)] = True
    n_calls = len(allowed)
    day_of = np.array(days or [0] * n_calls, np.int32)
    n_days = int(day_of.max(initial=0)) + 1
    week_of_day = np.array(weeks or [0] * n_days, np.int32)

    def limit(most, number):
        each = np.asarray(most, np.int64)
        wide = each if each.ndim == 2 else each[..., np.newaxis]
        return np.broadcast_to(wide, (n_officers, number)).copy()

    def pairs(given):
        found = np.zeros((n_officers, n_officers), np.bool_)
        for one, other in given:
            found[one, other] = True
        return found

    group_of = np.array(visits or range(n_calls), np.int32)
    return OfficerPool(
        name="B",
        visit_ids=tuple(f"v{v}" for v in range(len(allowed))),
        officer_ids=tuple(f"o{o}" for o in range(n_officers)),
        starts=starts,
        needs=wanted,
        holds=np.array(holds or [0] * n_officers, np.uint64),
        eligible=eligible,
        lowest=np.broadcast_to(np.asarray(lowest, np.int64), n_officers).copy(),
        highest=np.broadcast_to(np.asarray(highest, np.int64), n_officers).copy(),
        periods=Periods(
            group_of=group_of,
            day_of=day_of,
            week_of=week_of_day[day_of],
            day_most=limit(per_day, n_days),
            week_most=limit(per_week, int(week_of_day.max()) + 1),
        ),
        bonds=Bonds(
            apart=pairs(apart) | pairs(apart).T if apart else NO_PAIRS,
            wants=np.array(wants or [0] * n_calls, np.uint64),
            has=np.array(has or [0] * n_officers, np.uint64),
            mates=~np.eye(n_officers, dtype=np.bool_) if no_pairs_again else NO_PAIRS,
            before=pairs(before) if no_pairs_again else NO_PAIRS,
            turn=np.argsort(np.lexsort((group_of, day_of))).astype(np.int32),
        ),
        score=_scores(score, n_calls, n_officers),
    )


def _scores(score: dict[tuple[int, int], int] | None, n_calls: int, n_officers: int) -> np.ndarray:
    found = np.zeros((n_calls, n_officers) if score else (0, 0), np.int64)
    for (call, officer), bits in (score or {}).items():
        found[call, officer] = bits
    return found


Plan = tuple[tuple[int, ...], ...]
"""The team of each visit, ascending."""


def as_plan(of: OfficerPool, holder: np.ndarray) -> Plan:
    """Read a plan from the officers of all places."""
    return tuple(
        tuple(sorted(int(o) for o in holder[of.starts[v] : of.starts[v + 1]]))
        for v in range(len(of.visit_ids))
    )


def all_plans(of: OfficerPool, *, bound: bool = True) -> list[Plan]:
    """List F by brute force, from the definition: slots, periods, loads, bonds (if *bound*)."""
    teams = [list(_teams(of, call)) for call in range(len(of.visit_ids))]
    found: list[Plan] = []
    periods = of.periods
    chains = (periods.group_of, periods.day_of, periods.week_of)

    def crowded(chosen: list[tuple[int, ...]]) -> bool:
        """Tell whether the last call taken exceeds a limit of somebody's visit, day or week."""
        last = len(chosen) - 1
        for officer in chosen[last]:
            mine = [call for call, team in enumerate(chosen) if officer in team]
            met, on_day, in_week = (
                sum(chain[call] == chain[last] for call in mine) for chain in chains
            )
            if (
                met > 1
                or on_day > periods.day_most[officer, periods.day_of[last]]
                or in_week > periods.week_most[officer, periods.week_of[last]]
            ):
                return True
        return False

    def extend(chosen: list[tuple[int, ...]], load: np.ndarray) -> None:
        if (load > of.highest).any() or (chosen and crowded(chosen)):
            return
        if len(chosen) == len(teams):
            if (load >= of.lowest).all() and not (bound and broken(of, tuple(chosen))):
                found.append(tuple(chosen))
            return
        for team in teams[len(chosen)]:
            after = load.copy()
            after[list(team)] += 1
            extend([*chosen, team], after)

    extend([], np.zeros(len(of.officer_ids), np.int64))
    return found


def broken(of: OfficerPool, plan: Plan) -> int:
    """Count the broken bonds of a plan, from the definition."""
    bonds, groups = of.bonds, of.periods.group_of.tolist()
    at_visit = {group: [] for group in groups}
    for call, team in enumerate(plan):
        at_visit[groups[call]] += team
    count = 0
    if bonds.apart.size:
        for present in at_visit.values():
            count += sum(bonds.apart[a, b] for a, b in itertools.combinations(present, 2))
    for call, team in enumerate(plan):
        held = 0
        for officer in team:
            held |= int(bonds.has[officer])
        count += int(bonds.wants[call]) & ~held != 0
    if bonds.mates.size:
        for officer in range(len(of.officer_ids)):
            mine = [call for call, team in enumerate(plan) if officer in team]
            mine.sort(key=lambda call: bonds.turn[call])
            mates = [
                {o for o in at_visit[groups[call]] if o != officer and bonds.mates[officer, o]}
                for call in mine
            ]
            if mates:
                count += sum(bonds.before[officer, o] for o in mates[0])
            count += sum(len(a & b) for a, b in itertools.pairwise(mates))
    return int(count)


def _teams(of: OfficerPool, visit: int) -> Iterator[tuple[int, ...]]:
    first, last = of.starts[visit], of.starts[visit + 1]
    wanted = [int(bits) for bits in of.needs[first:last]]
    names = [int(o) for o in np.nonzero(of.eligible[visit])[0]]
    for team in itertools.combinations(names, int(last - first)):
        for seating in itertools.permutations(team):
            if all(bits & ~int(of.holds[o]) == 0 for bits, o in zip(wanted, seating, strict=True)):
                yield team
                break
