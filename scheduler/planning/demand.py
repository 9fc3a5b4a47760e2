"""Demand before the names: how many places each plan will ask of each body.

The targets are not known yet, but their number is. *at_most* counts a visit for every target
and every participation that could apply; *at_least* what no draw can avoid: a cooperating body
comes only if its items apply, and plans that merge may all meet at the same targets.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.frames import rows_by
from scheduler.domain.lock import PlanPool
from scheduler.domain.plans import Participation, Plan
from scheduler.domain.problem import Problem
from scheduler.lottery.visits import applying
from scheduler.planning.pool import Filters


@dataclass(frozen=True, slots=True)
class PlanDemand:
    """What one plan asks of one body."""

    plan: Plan
    part: Participation
    at_least: int  # visits
    at_most: int

    @property
    def places(self) -> int:
        """Places asked for at most."""
        return self.at_most * self.part.team_size


def demands(
    problem: Problem, pools: tuple[PlanPool, ...], filters: Filters
) -> dict[str, list[PlanDemand]]:
    """Return the demands on every body that takes part, ascending by body, in plan order."""
    by_plan = {pool.plan_id: pool for pool in pools}
    found: dict[str, list[PlanDemand]] = defaultdict(list)
    for plan in problem.plans:
        for part in plan.participations:
            if plan.plan_id in by_plan:
                least, most = _drawn(part, by_plan[plan.plan_id], filters)
            else:
                least = most = _listed(problem, plan, part)
            found[part.body_id].append(PlanDemand(plan, part, least, most))
    return {body_id: found[body_id] for body_id in sorted(found)}


def _drawn(part: Participation, pool: PlanPool, filters: Filters) -> tuple[int, int]:
    applies = _applies(part, filters)
    least = most = 0
    for stratum in pool.strata:
        concerned = int(applies[stratum.rows].sum())
        most += min(stratum.quota, concerned)
        least += max(0, stratum.quota - (len(stratum.rows) - concerned))
    return least, most


def _applies(part: Participation, filters: Filters) -> NDArray[np.bool_]:
    found = np.full(len(filters.problem.targets), not part.item_ids, np.bool_)
    for item_id in part.item_ids:
        found |= filters.applies(item_id)
    return found


def _listed(problem: Problem, plan: Plan, part: Participation) -> int:
    ids = plan.listed_ids or ()
    rows = rows_by(problem.targets.frame, "target_id", ids)
    return sum(part in [p for p, _ in applying(problem, plan, row)] for row in rows.values())


def unavoidable(asked: list[PlanDemand]) -> list[PlanDemand]:
    """Return a demand on one body that every draw exceeds or equals.

    Plans that refuse merging stand apart; of those that may merge, the largest alone is certain.
    """
    certain = [replace(demand, at_most=demand.at_least) for demand in asked]
    apart = [demand for demand in certain if not demand.plan.merging]
    merging = [demand for demand in certain if demand.plan.merging]
    largest = max(merging, key=lambda demand: demand.places, default=None)
    return [*apart, *([largest] if largest is not None else [])]
