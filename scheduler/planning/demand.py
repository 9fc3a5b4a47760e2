"""Demand before the names: how many places each plan will ask of each body.

The targets are not known yet, but their number is. *at_most* counts a visit for every target
and every participation that could apply; *at_least* what no draw can avoid: a cooperating body
comes only if its items apply, plans that merge may all meet at the same targets, and targets at
the same premises are visited together. A plan that makes rounds makes one visit to a whole round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.lock import PlanPool
from scheduler.domain.overlap import OverlappingQuota
from scheduler.domain.plans import DrawnTargets, Participation, Plan
from scheduler.domain.problem import Problem
from scheduler.lottery.candidates.calls import Slot
from scheduler.lottery.days.visits import with_leader
from scheduler.planning.cells.cells import cells_of
from scheduler.planning.cells.demand import fewest_and_most
from scheduler.planning.pool import Filters


@dataclass(frozen=True, slots=True)
class PlanDemand:
    """What one plan asks of one body.

    If *joined*, other plans may come along, and the leader may sit in a place of theirs.
    """

    plan: Plan
    part: Participation
    at_least: int  # visits
    at_most: int
    joined: bool = False

    @property
    def places(self) -> int:
        """Places asked for at most."""
        return self.at_most * self.part.team_size

    def slots(self, *, leader: bool) -> tuple[Slot, ...]:
        """Return what each place of the team needs, free places last but for the leader's."""
        slots = sorted(self.part.slots, key=sorted)
        size = self.part.team_size
        if leader and (len(slots) < size or not self.joined):
            slots = with_leader(slots, size)
        return (*slots, *[Slot()] * (size - len(slots)))


def demands(
    problem: Problem,
    pools: Mapping[str, PlanPool],
    filters: Filters,
    bodies: Collection[str] | None = None,
) -> dict[str, list[PlanDemand]]:
    """Return the demands on every body that takes part, ascending by body, in plan order.

    *pools* are those of the plans that draw. Only of *bodies*, if given.
    """
    found: dict[str, list[PlanDemand]] = defaultdict(list)
    for plan in problem.plans:
        for part in plan.participations:
            if bodies is not None and part.body_id not in bodies:
                continue
            if plan.plan_id in pools:
                least, most = _drawn(plan, part, pools[plan.plan_id], filters)
            else:
                least, most = _listed(plan, part, filters)
            found[part.body_id].append(PlanDemand(plan, part, least, most))
    return {body_id: found[body_id] for body_id in sorted(found)}


def _drawn(plan: Plan, part: Participation, pool: PlanPool, filters: Filters) -> tuple[int, int]:
    applies = filters.concerned(part)
    rows = [stratum.rows[applies[stratum.rows]] for stratum in pool.strata]
    sure, most = _sure_and_most(plan, pool, [len(concerned) for concerned in rows])
    if plan.round_size > 1:
        return _rounds(plan, sure), min(_rounds(plan, pool.quota), most)
    if not plan.merging or not sure:
        return sure, most
    return _fewest_premises(filters.premises[np.concatenate(rows)], sure), most


def _rounds(plan: Plan, targets: int) -> int:
    return -(-targets // plan.round_size)


def _sure_and_most(plan: Plan, pool: PlanPool, concerned: list[int]) -> tuple[int, int]:
    """Return how many targets are drawn of those *concerned* in each stratum: least and most."""
    match plan.targets:
        case DrawnTargets(quota=OverlappingQuota() as quota):
            filled = [n for n, part in zip(concerned, pool.strata, strict=True) if len(part.rows)]
            return fewest_and_most(cells_of(pool, quota), quota, filled)
    sure = most = 0
    for stratum, known in zip(pool.strata, concerned, strict=True):
        due = stratum.quota or 0
        most += min(due, known)
        sure += max(0, due - (len(stratum.rows) - known))
    return sure, most


def _fewest_premises(premises: NDArray[np.int64], targets: int) -> int:
    """Return on how few premises that many targets can lie."""
    shared = np.sort(np.unique_counts(premises).counts)[::-1]
    return int(np.searchsorted(np.cumsum(shared), targets)) + 1


def _listed(plan: Plan, part: Participation, filters: Filters) -> tuple[int, int]:
    position = filters.problem.targets.position
    rows = np.array([position[target_id] for target_id in plan.listed_ids or ()], np.int64)
    concerned = rows[filters.concerned(part)[rows]]
    if plan.round_size > 1:
        return _rounds(plan, len(concerned)), min(_rounds(plan, len(rows)), len(concerned))
    premises = np.unique(filters.premises[concerned])
    return len(premises) if plan.merging else len(concerned), len(concerned)


def unavoidable(asked: list[PlanDemand]) -> list[PlanDemand]:
    """Return a demand on one body that every draw exceeds or equals.

    Plans that refuse merging stand apart; of those that may merge, the largest alone is certain.
    """
    certain = [replace(demand, at_most=demand.at_least) for demand in asked]
    apart = [demand for demand in certain if not demand.plan.merging]
    merging = [demand for demand in certain if demand.plan.merging]
    largest = max(merging, key=lambda demand: demand.places, default=None)
    if largest is None:
        return apart
    return [*apart, replace(largest, joined=len(merging) > 1)]
