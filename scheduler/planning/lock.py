"""From a problem to its pools: the last step before the lock that needs no solver."""

from __future__ import annotations

from scheduler.domain.lock import PlanPool
from scheduler.domain.plans import DrawnTargets
from scheduler.domain.problem import Problem
from scheduler.planning.caps import CapClash, settle
from scheduler.planning.pool import Filters, pool_of
from scheduler.planning.quotas import stratified


def pools_and_clashes(
    problem: Problem, filters: Filters | None = None
) -> tuple[tuple[PlanPool, ...], tuple[CapClash, ...]]:
    """Return the pool of every plan that draws, in plan order, and the clashes over caps."""
    filters = filters or Filters(problem)
    drawing = [plan for plan in problem.plans if isinstance(plan.targets, DrawnTargets)]
    pools, clashes = settle(problem, [pool_of(plan, filters) for plan in drawing], filters)
    return tuple(stratified(problem, pool) for pool in pools), clashes
