"""Pools of many shapes, too large to list their plans: how fast do walks forget their start?

`python -m benchmarks.shapes` prints, for each shape and share of the policy's length, in how many
places a walk still agrees with its start beyond what unrelated walks share, and how likely the
difference between two far-apart starts is by chance alone (`scheduler/explanation/mixing.py`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

import numpy as np

from benchmarks.bodies import POLICY, body
from scheduler.explanation.mixing import mixing
from scheduler.lottery.candidates.eligibility import Manned
from scheduler.lottery.candidates.periods import Periods
from scheduler.lottery.teams.staffing import missing

FACTORS = tuple(Fraction(1, n) for n in (100, 30, 10, 3, 1))
WALKS = 100


def ordinary(n_visits: int, n_officers: int, conflicts: float = 0.01) -> Manned:
    return body(n_visits, n_officers, conflicts=conflicts).manned


def unequal() -> Manned:
    """Officers are there on 2 to 22 days."""
    manned = ordinary(300, 40)
    rng = np.random.default_rng(1)
    there = np.array([rng.permutation(22) < days for days in rng.integers(2, 23, 40)])
    roster = replace(manned.rosters[0], available=there)
    return replace(manned, rosters=(roster,))


def on_days(n_visits: int, n_officers: int, *, days: int, per_day: int) -> Manned:
    """Visits on *days* days; an officer makes *per_day* a day at most, and one less than five times
    as many a week."""
    manned = ordinary(n_visits, n_officers)
    day_of = (np.arange(n_visits) % days).astype(np.int32)
    weeks = -(-days // 5)
    per_week = 5 * per_day - 1
    periods = Periods(
        group_of=np.arange(n_visits, dtype=np.int32),
        day_of=day_of,
        week_of=(day_of // 5).astype(np.int32),
        day_most=np.full((n_officers, days), per_day, np.int64),
        week_most=np.full((n_officers, weeks), per_week, np.int64),
    )
    return replace(manned, pool=replace(manned.pool, periods=periods))


def no_pair_again(n_visits: int, n_officers: int) -> Manned:
    manned = on_days(n_visits, n_officers, days=20, per_day=2)
    mates = ~np.eye(n_officers, dtype=np.bool_)
    turn = np.argsort(np.argsort(manned.pool.periods.day_of, kind="stable")).astype(np.int32)
    bonds = replace(manned.pool.bonds, mates=mates, before=np.zeros_like(mates), turn=turn)
    return replace(manned, pool=replace(manned.pool, bonds=bonds))


def relatives(n_visits: int, n_officers: int, pairs: int) -> Manned:
    manned = ordinary(n_visits, n_officers)
    rng = np.random.default_rng(2)
    apart = np.zeros((n_officers, n_officers), np.bool_)
    for _ in range(pairs):
        one, other = rng.choice(n_officers, 2, replace=False)
        apart[one, other] = apart[other, one] = True
    return replace(manned, pool=replace(manned.pool, bonds=replace(manned.pool.bonds, apart=apart)))


def seniors(n_visits: int, n_officers: int) -> Manned:
    manned = ordinary(n_visits, n_officers)
    has = (np.arange(n_officers) % 3 == 0).astype(np.uint64)
    bonds = replace(manned.pool.bonds, wants=np.ones(n_visits, np.uint64), has=has)
    return replace(manned, pool=replace(manned.pool, bonds=bonds))


def specialist(n_visits: int, n_officers: int) -> Manned:
    """One place in three needs what one officer in six holds."""
    manned = ordinary(n_visits, n_officers)
    needs = manned.pool.needs.copy()
    needs[::6] = 1
    holds = (np.arange(n_officers) % 6 == 0).astype(np.uint64)
    return replace(manned, pool=replace(manned.pool, needs=needs, holds=holds))


def tight(manned: Manned, most: int) -> Manned:
    """Nobody may make more than *most* visits: demand is capacity, or nearly."""
    roster = manned.rosters[0]
    hard_max = np.full(len(roster.officer_ids), most, np.int64)
    return replace(manned, rosters=(replace(roster, hard_max=hard_max),))


SHAPES: Mapping[str, Callable[[], Manned]] = {
    "6 officers, 60 visits": lambda: ordinary(60, 6, 0.05),
    "100 x 20": lambda: ordinary(100, 20),
    "1,000 x 100": lambda: ordinary(1000, 100),
    "sparse: 9 in 10 kept away": lambda: ordinary(200, 60, 0.9),
    "sparse: 19 in 20 kept away": lambda: ordinary(200, 120, 0.95),
    "unequal: 2 to 22 days there": unequal,
    "demand is capacity": lambda: tight(ordinary(300, 40), 15),
    "one a day": lambda: on_days(300, 40, days=22, per_day=1),
    "one a day, every officer every day": lambda: on_days(400, 40, days=20, per_day=1),
    "one in six is a specialist": lambda: specialist(300, 40),
    "no pair again": lambda: no_pair_again(200, 20),
    "30 pairs of relatives": lambda: relatives(300, 40, 30),
    "one in three is senior": lambda: seniors(300, 40),
}


def main(names: list[str]) -> None:
    for name in names or SHAPES:
        manned = SHAPES[name]()
        manned = manned.without(missing(manned, "shapes"))
        found = mixing(
            manned, slack=1, walk_factor=POLICY.walk_factor, walks=WALKS, factors=FACTORS
        )
        print(f"{name}: {found.places} places, starts {found.apart:.0%} apart")
        for one in found.forgotten:
            print(
                f"  c = {POLICY.walk_factor * float(one.factor):5.2f} {one.steps:8,} steps  "
                f"agrees with its start in {one.kept - one.unrelated:+.2%} more places  "
                + "  ".join(f"{feature.value} {chance:.4f}" for feature, chance in one.chance),
                flush=True,
            )


if __name__ == "__main__":
    main(sys.argv[1:])
