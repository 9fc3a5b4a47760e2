"""Pairs: bodies too small to send two teams in a row without sending a pair twice.

Two visits that follow each other have at most one officer in common, or two would be together at
two visits in a row of both. So teams of s and t officers need s + t - 1.

Rule: pair-not-repeated
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from scheduler.lottery.crews import Crew
from scheduler.planning.demand import unavoidable
from scheduler.planning.shortages.case import Case
from scheduler.planning.shortages.shortage import Cause, Kind, Shortage


def pair_shortages(case: Case, bodies: Collection[str], *, certain: bool) -> Iterator[Shortage]:
    """Yield the bodies that cannot make their two smallest visits one after the other.

    Bodies that may be lent officers, or lend them, are left to rehearsals.
    """
    policy = case.problem.policy
    if not policy.no_repeated_pairs:
        return
    tied = {one for body, lenders in policy.lending.items() for one in (body, *lenders)}
    demands = case.demands(bodies)
    rosters = case.rosters([Crew(body_id) for body_id in demands])
    for body_id, asked in demands.items():
        some = [one for one in (unavoidable(asked) if certain else asked) if one.at_most]
        smallest = sorted(size for one in some for size in [one.part.team_size] * one.at_most)[:2]
        there = len(rosters[Crew(body_id)].officer_ids)
        if body_id in tied or not smallest[1:] or there >= sum(smallest) - 1:
            continue
        if there < smallest[0]:
            continue  # too few for one team: that is told for itself
        yield Shortage(
            kind=Kind.PAIRS,
            body_ids=(body_id,),
            plan_ids=tuple(one.plan.plan_id for one in some),
            causes=(Cause.PAIR_NOT_REPEATED,),
            needed=sum(smallest) - 1,
            available=there,
            officers=there,
            certain=certain,
        )
