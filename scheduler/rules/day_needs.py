"""What the planned visits of a plan on one day need of each body, as the policy's quantile says.

Of the n targets that a plan selects, C concern a body; y of its visits on a day hold X of them:

    P(X <= x) = Σ_c P(C = c) Σ_{i <= x} C(c, i) C(n - c, y - i) / C(n, y)

C is known for a list, and else a sum over strata of hypergeometric numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import comb

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scheduler.domain.lock import Lock
from scheduler.domain.plans import Participation, Plan
from scheduler.domain.problem import Problem

Chances = Mapping[int, int]
"""Whole numbers in proportion to the chance of so many targets."""


def targets_due(lock: Lock) -> dict[str, int]:
    """Return how many targets each plan selects."""
    drawn = {pool.plan_id: pool.quota for pool in lock.pools}
    return {
        plan.plan_id: drawn.get(plan.plan_id, 0)
        if plan.listed_ids is None
        else len(plan.listed_ids)
        for plan in lock.problem.plans
    }


def visits_due(plan: Plan, targets: int) -> int:
    """Return how many visits a plan makes: one to each target, or to each round of them."""
    return (targets + plan.round_size - 1) // plan.round_size


def planned_places(lock: Lock) -> Mapping[tuple[str, date], int]:
    """Return the places that the planned days of all plans need, by body and day."""
    needs = _Needs(lock)
    found: dict[tuple[str, date], int] = defaultdict(int)
    for row in lock.days.plan_days:
        plan = lock.problem.plan.get(row.plan_id)
        if plan is None:
            continue  # reported by the rule
        for part in plan.participations:
            found[part.body_id, row.day] += part.team_size * needs.teams(plan, part, row.visits)
    return found


class _Needs:
    """Looks up once to which targets each body would come."""

    def __init__(self, lock: Lock) -> None:
        self._lock = lock
        self._targets = targets_due(lock)
        self._pools = {pool.plan_id: pool for pool in lock.pools}
        self._chances: dict[tuple[str, str], Chances] = {}
        self._known: dict[tuple[str, str, int], int] = {}
        items = (
            item_id
            for plan in lock.problem.plans
            for part in plan.participations
            for item_id in part.item_ids
        )
        self._applies = _applies(lock.problem, sorted(set(items)))

    def teams(self, plan: Plan, part: Participation, visits: int) -> int:
        """Return how many of a day's visits the body must be able to come to."""
        key = (plan.plan_id, part.body_id, visits)
        if key not in self._known:
            due = self._targets[plan.plan_id]
            some = min(visits * plan.round_size, due)
            chances = self._chances_of(plan, part)
            exceeded = self._lock.problem.policy.day_quantile
            self._known[key] = min(visits, _quantile(chances, due, some, exceeded))
        return self._known[key]

    def _chances_of(self, plan: Plan, part: Participation) -> Chances:
        key = (plan.plan_id, part.body_id)
        if key not in self._chances:
            self._chances[key] = self._new_chances(plan, part)
        return self._chances[key]

    def _new_chances(self, plan: Plan, part: Participation) -> Chances:
        """Return the chances of the number of selected targets that concern the body."""
        concerned = np.zeros(len(self._lock.problem.targets), np.bool_)
        for item_id in part.item_ids:
            concerned |= self._applies[item_id]
        if not part.item_ids:
            concerned[:] = True
        if plan.listed_ids is not None:
            where = self._lock.problem.targets.position
            return {sum(bool(concerned[where[t]]) for t in plan.listed_ids if t in where): 1}
        pool = self._pools.get(plan.plan_id)
        strata = [(stratum.rows, stratum.quota) for stratum in pool.strata] if pool else []
        if pool is not None and pool.sample is not None:
            strata = [(np.concatenate([rows for rows, _ in strata]), pool.sample)]
        total: Chances = {0: 1}
        for rows, quota in strata:
            total = _sum(total, _drawn(len(rows), int(concerned[rows].sum()), quota or 0))
        return total


def _applies(problem: Problem, items: list[str]) -> dict[str, NDArray[np.bool_]]:
    """Return for each item to which targets it applies, in registry order."""
    frame = problem.targets.frame
    scopes = {item_id: problem.item[item_id].applies_to for item_id in items}
    columns = (
        (pl.repeat(value=True, n=pl.len()) & scope.expression(frame.schema)).alias(item_id)
        for item_id, scope in scopes.items()
    )
    found = frame.select(columns)
    return {item_id: found[item_id].to_numpy() for item_id in items}


def _drawn(size: int, concerned: int, drawn: int) -> Chances:
    """Return the chances of how many of *drawn* out of *size* are among the *concerned*."""
    others = size - concerned
    return {
        c: comb(concerned, c) * comb(others, drawn - c)
        for c in range(max(0, drawn - others), min(concerned, drawn) + 1)
    }


def _sum(some: Chances, more: Chances) -> Chances:
    """Return the chances of the sum of two independent numbers."""
    found: dict[int, int] = defaultdict(int)
    for c, weight in some.items():
        for d, factor in more.items():
            found[c + d] += weight * factor
    return found


def _quantile(chances: Chances, targets: int, some: int, quantile: Fraction) -> int:
    """Return the least x that *some* of the targets, in random order, exceed seldom enough."""
    if set(chances) <= {0}:
        return 0
    if set(chances) == {targets}:
        return some
    enough = quantile * sum(chances.values()) * comb(targets, some)
    reached = 0
    for x in range(some):
        reached += sum(
            weight * comb(c, x) * comb(targets - c, some - x) for c, weight in chances.items()
        )
        if reached >= enough:
            return x
    return some
