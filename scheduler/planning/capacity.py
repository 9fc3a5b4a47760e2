"""Capacity: a body's month in figures, demand at most against what its officers could give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.lottery.candidates.roster import UNLIMITED
from scheduler.planning.demand import PlanDemand
from scheduler.planning.officer_time import OfficerTime


@dataclass(frozen=True, slots=True)
class BodyCapacity:
    """*capacity* is what limits by day, week and window leave; None if they leave anything."""

    body_id: str
    officers: int
    days_available: int
    visits: int
    places: int
    live: int
    capacity: int | None


def capacity(time: OfficerTime, asked: Sequence[PlanDemand]) -> BodyCapacity:
    """Return the figures of one body."""
    roster = time.roster
    most = time.within(range(len(time.weeks)))
    return BodyCapacity(
        body_id=roster.body_id,
        officers=len(roster.officer_ids),
        days_available=int(roster.days_available.sum()),
        visits=sum(demand.at_most for demand in asked),
        places=sum(demand.places for demand in asked),
        live=int(roster.live.sum()),
        capacity=int(most.sum()) if (most < UNLIMITED // 2).all() else None,
    )
