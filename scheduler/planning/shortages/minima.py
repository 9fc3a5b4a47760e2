"""Minima: least numbers of visits that officers cannot reach, however the visits fall.

Rule: load-at-least
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from scheduler.lottery.candidates.crews import Crew
from scheduler.planning.causes import Cause
from scheduler.planning.officer_time import OfficerTime
from scheduler.planning.shortages.case import Case
from scheduler.planning.shortages.places import LIMITS
from scheduler.planning.shortages.places_flow import Ask, unreached
from scheduler.planning.shortages.shortage import Kind, Shortage


def minima_shortages(case: Case, bodies: Collection[str]) -> Iterator[Shortage]:
    """Yield the bodies whose officers cannot all reach their least number of visits.

    Even if no visits merge, and if they are lent to every plan that may ask them.
    """
    crews = [Crew(body_id) for body_id in sorted(bodies)]
    times = case.times(crews)
    for crew in crews:
        if times[crew].roster.hard_min.any():
            asks = _asks_for(case, crew)
            if asks:
                yield from _of_crew(crew, asks, times[crew])


def _asks_for(case: Case, crew: Crew) -> list[Ask]:
    """Return all asks that the officers of *crew* could help with."""
    lending = case.problem.policy.lending
    bodies = {crew.body_id, *(body for body, lenders in lending.items() if crew.body_id in lenders)}
    asked = [one for demands in case.demands(bodies).values() for one in demands]
    return [ask for ask in case.asks(asked, lent=True) if crew in ask.crews]


def _of_crew(crew: Crew, asks: Sequence[Ask], time: OfficerTime) -> Iterator[Shortage]:
    beyond, possible = unreached(asks, time)
    if not beyond:
        return
    roster = time.roster
    yield Shortage(
        kind=Kind.MINIMA,
        body_ids=(crew.body_id,),
        plan_ids=tuple(sorted({ask.demand.plan.plan_id for ask in asks})),
        causes=(Cause.LOAD_AT_LEAST, *_limits_to_blame(asks, time)),
        needed=int(roster.hard_min[beyond].sum()),
        available=possible,
        officers=len(beyond),
        certain=True,
        officer_ids=tuple(sorted(roster.officer_ids[j] for j in beyond)),
    )


def _limits_to_blame(asks: Sequence[Ask], time: OfficerTime) -> tuple[Cause, ...]:
    """Return a smallest set of limits that keep the minima out of reach; none if work is short."""
    lifted: tuple[Cause, ...] = ()
    for cause in LIMITS:
        if unreached(asks, time.without((*lifted, cause)))[0]:
            lifted = (*lifted, cause)
    return tuple(cause for cause in LIMITS if cause not in lifted)
