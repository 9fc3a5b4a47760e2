"""Small officer pools for the tests of the first plan and the walk: as strategies and by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from scheduler.lottery.candidates.bonds import Bonds
from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.lottery.candidates.roster import UNLIMITED
from tests.scheduler.lottery.teams.enumeration import broken, pool

QUALIFICATIONS = (0, 1, 2, 3)
"""Sets of two qualifications, as bits."""


@st.composite
def small_pools(draw, *, max_visits: int = 4, max_officers: int = 5) -> OfficerPool:
    """Any small pool, possible or not: few eligible, slots, limits on both sides."""
    n_officers = draw(st.integers(1, max_officers))
    names = st.sets(st.integers(0, n_officers - 1), min_size=1)
    allowed = draw(st.lists(names, min_size=1, max_size=max_visits))
    sizes = draw(st.lists(st.integers(1, 3), min_size=len(allowed), max_size=len(allowed)))
    highest = draw(st.lists(st.integers(0, 3), min_size=n_officers, max_size=n_officers))
    needs = {
        visit: sorted(draw(st.lists(st.sampled_from(QUALIFICATIONS), max_size=size)), reverse=True)
        for visit, size in enumerate(sizes)
    }
    holds = st.lists(st.sampled_from(QUALIFICATIONS), min_size=n_officers, max_size=n_officers)
    return pool(
        allowed,
        sizes=sizes,
        lowest=[draw(st.integers(0, most)) for most in highest],
        highest=highest,
        needs=needs,
        holds=draw(holds),
    )


@st.composite
def feasible_pools(draw, *, max_visits: int = 3, max_officers: int = 4) -> OfficerPool:
    """A pool built around a hidden plan, which it allows: limits and slots are those it meets."""
    n_officers = draw(st.integers(2, max_officers))
    officers = st.integers(0, n_officers - 1)
    holds = draw(
        st.lists(st.sampled_from(QUALIFICATIONS), min_size=n_officers, max_size=n_officers)
    )
    teams = draw(
        st.lists(
            st.lists(officers, min_size=1, max_size=min(3, n_officers), unique=True),
            min_size=1,
            max_size=max_visits,
        )
    )
    loads = [sum(officer in team for team in teams) for officer in range(n_officers)]
    return pool(
        [set(team) | draw(st.sets(officers)) for team in teams],
        sizes=[len(team) for team in teams],
        lowest=[max(0, load - draw(st.integers(0, 1))) for load in loads],
        highest=[load + draw(st.integers(0, 1)) for load in loads],
        needs={
            visit: sorted(holds[o] & draw(st.sampled_from(QUALIFICATIONS)) for o in team)[::-1]
            for visit, team in enumerate(teams)
        },
        holds=holds,
    )


@st.composite
def tight_pools(draw, *, max_calls: int = 4, max_officers: int = 4) -> OfficerPool:
    """Any small pool with days, weeks and visits of several calls, possible or not."""

    def numbers(low: int, high: int, count: int) -> list[int]:
        return draw(st.lists(st.integers(low, high), min_size=count, max_size=count))

    n_officers = draw(st.integers(1, max_officers))
    names = st.sets(st.integers(0, n_officers - 1), min_size=1)
    allowed = draw(st.lists(names, min_size=1, max_size=max_calls))
    n_calls = len(allowed)
    days = numbers(0, 2, n_calls)
    visits = list(range(n_calls))
    for call, joined in enumerate(numbers(0, n_calls - 1, n_calls)):
        if joined < call and days[joined] == days[call]:
            visits[call] = visits[joined]
    sizes = numbers(1, 2, n_calls)
    weeks = sorted(numbers(0, 1, max(days) + 1))
    highest = numbers(0, 4, n_officers)
    limits = st.sampled_from([0, 1, 1, 2, UNLIMITED])
    most = st.lists(limits, min_size=n_officers, max_size=n_officers)
    return pool(
        allowed,
        sizes=sizes,
        lowest=[draw(st.integers(0, min(2, each))) for each in highest],
        highest=highest,
        needs={
            call: sorted(numbers(0, 3, draw(st.integers(0, size))), reverse=True)
            for call, size in enumerate(sizes)
        },
        holds=[draw(st.sampled_from((0, 1, 2, 3, 3))) for _ in range(n_officers)],
        days=days,
        weeks=weeks,
        visits=visits,
        per_day=[list(row) for row in zip(*[draw(most) for _ in weeks], strict=True)],
        per_week=[
            list(row) for row in zip(*[draw(most) for _ in range(weeks[-1] + 1)], strict=True)
        ],
    )


Pick = Callable[[int, int], int]
"""Picks a whole number between two, both included."""


@st.composite
def timed_pools(draw, *, bound: bool = False, scored: bool = False) -> OfficerPool:
    """A pool of `around`, which shrinks."""
    return around(lambda low, high: draw(st.integers(low, high)), bound=bound, scored=scored)


def around(pick: Pick, *, bound: bool = False, scored: bool = False, most: int = 5) -> OfficerPool:
    """Make a pool around a hidden plan: all its limits are those that the plan meets, or near.

    Calls lie on days of two weeks; some belong to one visit. If *bound*, rules between people
    that the hidden plan obeys come on top; if *scored*, some officers are preferred. There are
    at *most* so many calls, and as many officers.
    """
    n_officers, n_calls = pick(2, most), pick(2, most)
    open_to = pick(2, 2 * n_officers)
    weeks = sorted(pick(0, 1) for _ in range(pick(1, 3)))
    days = [pick(0, len(weeks) - 1) for _ in range(n_calls)]
    visits = list(range(n_calls))
    teams: list[set[int]] = []
    for call in range(n_calls):
        joined = pick(0, call)
        if days[joined] == days[call] and pick(0, 1):
            visits[call] = visits[joined]
        busy = set().union(*(t for t, v in zip(teams, visits, strict=False) if v == visits[call]))
        free = [officer for officer in range(n_officers) if officer not in busy]
        if not free:
            visits[call], free = call, list(range(n_officers))
        teams.append({free[pick(0, len(free) - 1)] for _ in range(pick(1, 2))})
    holds = [pick(0, 3) for _ in range(n_officers)]
    periods = {
        "per_day": _limits(pick, teams, days, n_officers),
        "per_week": _limits(pick, teams, [weeks[day] for day in days], n_officers),
    }
    loads = [sum(officer in team for team in teams) for officer in range(n_officers)]
    of = pool(
        [team | {pick(0, n_officers - 1) for _ in range(open_to)} for team in teams],
        sizes=[len(team) for team in teams],
        lowest=[max(0, load - pick(0, 3)) for load in loads],
        highest=[load + pick(0, 3) for load in loads],
        needs={
            call: sorted((holds[o] & pick(0, 3) * pick(0, 1) for o in sorted(team)), reverse=True)
            for call, team in enumerate(teams)
        },
        holds=holds,
        days=days,
        weeks=weeks,
        visits=visits,
        **periods,
    )
    of = replace(of, bonds=_bonds(pick, of, teams)) if bound else of
    score = np.array([[pick(0, 3) for _ in range(n_officers)] for _ in teams], np.int64)
    return replace(of, score=score) if scored else of


def _limits(
    pick: Pick, teams: list[set[int]], periods: list[int], n_officers: int
) -> list[list[int]] | int:
    """Return what each officer may do in each period: as much as he does, or a little more."""
    if pick(0, 1):
        return UNLIMITED
    done = np.zeros((n_officers, max(periods) + 1), np.int64)
    for team, period in zip(teams, periods, strict=True):
        done[sorted(team), period] += 1
    return [[int(number) + pick(0, 1) for number in row] for row in done]


def _bonds(pick: Pick, of: OfficerPool, teams: list[set[int]]) -> Bonds:
    """Return rules between people that the plan *teams* obeys."""
    n_officers = len(of.officer_ids)
    pairs = list(combinations(range(n_officers), 2))
    has = np.array([pick(0, 1) for _ in range(n_officers)], np.uint64)
    wants = np.array([pick(0, 1) & any(has[o] for o in team) for team in teams], np.uint64)
    bonds = replace(of.bonds, has=has, wants=wants)
    plan = tuple(tuple(sorted(team)) for team in teams)
    for one, other in (pairs[pick(0, len(pairs) - 1)] for _ in range(2)):
        apart = bonds.apart.copy() if bonds.apart.size else np.zeros((n_officers,) * 2, np.bool_)
        apart[one, other] = apart[other, one] = True
        closer = replace(bonds, apart=apart)
        bonds = bonds if broken(replace(of, bonds=closer), plan) else closer
    before = np.zeros((n_officers,) * 2, np.bool_)
    for one, other in (pairs[pick(0, len(pairs) - 1)] for _ in range(2)):
        before[other, one] = pick(0, 1)
        before[one, other] = True
    for known in (before, np.zeros_like(before)):
        closer = replace(bonds, mates=~np.eye(n_officers, dtype=np.bool_), before=known)
        if not broken(replace(of, bonds=closer), plan):
            return closer
    return bonds
