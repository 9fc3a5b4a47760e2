"""The distribution of a block's visits: a guess, levelled, then CP-SAT if that may help."""

from __future__ import annotations

from scheduler.planning.days.block import DayBlock, Grid
from scheduler.planning.days.bounds import least_peaks, least_spreads
from scheduler.planning.days.feasibility import feasible
from scheduler.planning.days.grid import Measures
from scheduler.planning.days.guess import guess
from scheduler.planning.days.leveling import levelled
from scheduler.planning.days.model import best

EVENING_WORK = 0.1
"""Deterministic time for a block that is feasible but perhaps not as even as it could be."""


def planned(block: DayBlock) -> Grid | None:
    """Return the most even distribution of a block's visits that is found, None if none fits."""
    if not all(load.days for load in block.loads):
        return None
    figures = Measures(block)
    enough = int(least_peaks(figures).sum()), int(least_spreads(block).sum())
    start = guess(figures, enough)
    if start is None:
        fitting = feasible(figures)
        if fitting.value is None:
            return fitting.proven()
        start = levelled(figures, fitting.value)
    if figures.cost(start)[:2] == enough:
        return start
    better = best(figures, start, work=EVENING_WORK).value
    if better is None:
        return start
    return min(start, levelled(figures, better), key=figures.cost)
