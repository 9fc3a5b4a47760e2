"""Bounds: how even the days of a block can be at best, whatever the solver does.

A body's peak is at least what it takes to serve, on the days of any window, the plans that cannot
leave that window; and at least what the fullest day of its largest plan needs.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, gcd

import numpy as np

from scheduler.planning.days.block import Claim, DayBlock, PlanLoad
from scheduler.planning.days.grid import Counts, Measures


def least_peaks(figures: Measures) -> Counts:
    """Return a lower bound on the peak of each body, live tasks included, shape (B,)."""
    return np.array([_least_peak(figures, row) for row in range(len(figures.block.bodies))])


def least_spreads(block: DayBlock) -> Counts:
    """Return a lower bound on the spread of each plan: 0 if its days divide its visits."""
    return np.array([int(load.visits % len(load.days) > 0) for load in block.loads])


def _least_peak(figures: Measures, row: int) -> int:
    body_id, live = figures.block.bodies[row].body_id, figures.live[row]
    asked = [
        (load, claim)
        for load in figures.block.loads
        for claim in load.claims
        if claim.body_id == body_id
    ]
    peak = max(int(live.max()), *(_of_one_plan(load, claim, live) for load, claim in asked))
    for first in {load.days[0] for load, _ in asked}:
        for last in {load.days[-1] for load, _ in asked}:
            inside = [(x, c) for x, c in asked if first <= x.days[0] and x.days[-1] <= last]
            days = sorted({day for load, _ in inside for day in load.days})
            need = sum(least_places(load, claim) for load, claim in inside)
            unit = gcd(*(claim.per_visit or 1 for _, claim in inside)) or 1
            peak = _raised(peak, need, live[days], figures.room[row, days], unit)
    return peak


def _of_one_plan(load: PlanLoad, claim: Claim, live: Counts) -> int:
    """Return what the plan's fullest day takes at least."""
    fullest = -(-load.visits // len(load.days))
    return claim.places[fullest] + int(live[list(load.days)].min())


def least_places(load: PlanLoad, claim: Claim) -> int:
    """Return the places that all visits of a plan take at least, however they are spread."""
    if claim.per_visit is not None:
        return claim.places[-1]
    ratio = min(Fraction(claim.places[v], v) for v in range(1, load.visits + 1))
    return ceil(ratio * load.visits)


def _raised(peak: int, need: int, live: Counts, room: Counts, unit: int) -> int:
    """Return the least peak from *peak* on under which *need* places are free.

    Visits take places in multiples of *unit*. The same peak if no peak is enough.
    """

    def free(highest: int) -> int:
        return int((np.clip(highest - live, 0, room) // unit * unit).sum())

    low, high = peak - 1, peak + need + unit
    if free(high) < need:
        return peak
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if free(middle) >= need else (middle, high)
    return high
