"""Do the visits of a block fit on the days at all? And if not, which days are too full?

For one body the question is a flow from plans over days to officers, and where it falls short its
minimum cut names plans that need more places than all the days they may use have left (P. Hall
1935; L. Ford, D. Fulkerson 1956). Bodies that depend on each other go to CP-SAT.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import gcd

import numpy as np

from scheduler.planning.days.block import Claim, Grid, PlanLoad
from scheduler.planning.days.bounds import least_places
from scheduler.planning.days.grid import Measures
from scheduler.planning.days.guess import quick_guess
from scheduler.planning.days.model import any_distribution
from scheduler.solving import flow
from scheduler.solving.cpsat import WORK
from scheduler.solving.flow import SINK, SOURCE, Network
from scheduler.solving.outcome import Outcome, Status


@dataclass(frozen=True, slots=True)
class FullDays:
    """Plans of a body that need more places than the days they may use have left."""

    body_id: str
    plan_ids: tuple[str, ...]
    days: tuple[int, ...]
    needed: int
    available: int


def full_days(figures: Measures) -> Iterator[FullDays]:
    """Yield for each body that is short for itself the plans and days of a minimum cut."""
    for row, supply in enumerate(figures.block.bodies):
        asked = [
            (load, claim)
            for load in figures.block.loads
            for claim in load.claims
            if claim.body_id == supply.body_id and claim.places[-1]
        ]
        found = _cut(figures, row, asked) if supply.is_limited and asked else None
        if found is not None:
            yield found


def _cut(figures: Measures, row: int, asked: list[tuple[PlanLoad, Claim]]) -> FullDays | None:
    network = Network()
    unit = gcd(*(places for _, claim in asked for places in claim.places))
    days = {day: network.node() for load, _ in asked for day in load.days}
    weeks = [network.node() for _ in figures.week_room[row]]
    for week, node in enumerate(weeks):
        network.arc(node, SINK, int(figures.week_room[row, week]) // unit * unit)
    for day, node in days.items():
        network.arc(node, weeks[figures.week_of[day]], int(figures.room[row, day]) // unit * unit)
    plans = []
    for load, claim in asked:
        node = network.node()
        need = least_places(load, claim)
        network.arc(SOURCE, node, need)
        plans.append((load, node, need))
        for day in load.days:
            network.arc(node, days[day], claim.places[most_visits(figures, load, day)])
    solved = flow.solve(network)
    total = sum(need for _, _, need in plans)
    if solved.value >= total:
        return None
    short = [(load, need) for load, node, need in plans if solved.source_side[node]]
    needed = sum(need for _, need in short)
    return FullDays(
        body_id=figures.block.bodies[row].body_id,
        plan_ids=tuple(load.plan_id for load, _ in short),
        days=tuple(sorted({day for load, _ in short for day in load.days})),
        needed=needed,
        available=solved.value - (total - needed),
    )


def most_visits(figures: Measures, load: PlanLoad, day: int) -> int:
    """Return how many visits of the plan its bodies have room for on a day, were it alone."""
    most = load.visits
    for claim in load.claims:
        room = int(figures.room[figures.position[claim.body_id], day])
        most = min(most, int(np.searchsorted(claim.places, room, side="right")) - 1)
    return most


def feasible(figures: Measures, *, work: float = WORK) -> Outcome[Grid]:
    """Return any distribution of a block that fits."""
    found = quick_guess(figures)
    if found is not None:
        return Outcome(Status.FEASIBLE, found)
    if next(full_days(figures), None) is not None:
        return Outcome(Status.INFEASIBLE, None)
    return any_distribution(figures, work=work)
