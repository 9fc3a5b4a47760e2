"""Targets: in each stratum the lowest tickets win, and the next stand by as reserves.

Where quotas overlap the strata are their cells, and how many each gives is drawn first; the
reserves are those of the same cell, so that a replacement keeps the quotas.

Rule: lowest-tickets
Rule: quota-met
Rule: listed-targets
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scheduler.domain.hashing import derived
from scheduler.domain.lock import Lock, PlanPool, StratumPool
from scheduler.domain.planbook import Selection, StratumDraw
from scheduler.domain.plans import DrawnTargets, Plan
from scheduler.domain.policy import Coordination, Policy
from scheduler.domain.quota import Quota
from scheduler.domain.registry import TargetRegistry
from scheduler.lottery.cells.sample import draw_counts
from scheduler.lottery.tickets import as_hexes, ticket_order, tickets, weighted_tickets


@dataclass(frozen=True, slots=True)
class _Tickets:
    """Tickets of some rows of the registry: *values* are the numbers, *rank* orders the rows."""

    rows: NDArray[np.int64]  # ascending
    values: NDArray[np.uint64]  # (n, 4)
    rank: NDArray[np.int64]  # by row of the registry; of others it means nothing

    def texts(self, rows: NDArray[np.int64]) -> list[str]:
        return as_hexes(self.values[np.searchsorted(self.rows, rows)])


def draw_targets(lock: Lock, key: str) -> tuple[list[Selection], list[StratumDraw]]:
    """Draw the targets of all plans under the target key, in plan order, reserves last."""
    problem = lock.problem
    pools = {pool.plan_id: pool for pool in lock.pools}
    due = {pool.plan_id: _due(lock, pool, key) for pool in lock.pools}
    shared = _shared_tickets(lock, due, key)
    selections: list[Selection] = []
    strata: list[StratumDraw] = []
    for plan in problem.plans:
        if plan.listed_ids is not None:
            selections += _listed(plan)
            continue
        pool = pools[plan.plan_id]
        mine = _tickets_of_plan(plan, pool, problem.targets, problem.policy, key, shared)
        drawn = [
            _draw_stratum(plan, part, quota, mine, lock)
            for part, quota in zip(pool.strata, due[plan.plan_id], strict=True)
        ]
        for reserve in (False, True):
            selections += [s for chosen, _ in drawn for s in chosen if s.reserve is reserve]
        strata += [figures for _, figures in drawn]
    return selections, strata


def _listed(plan: Plan) -> Iterator[Selection]:
    for target_id in sorted(plan.listed_ids or ()):
        yield Selection(plan_id=plan.plan_id, target_id=target_id)


def _due(lock: Lock, pool: PlanPool, key: str) -> tuple[int, ...]:
    """Return how many each stratum gives: as locked, or drawn where quotas overlap."""
    if pool.sample is None:
        return tuple(part.quota or 0 for part in pool.strata)
    return draw_counts(lock.cells[pool.plan_id], key, pool.plan_id).counts


def _shared_tickets(lock: Lock, due: Mapping[str, tuple[int, ...]], key: str) -> _Tickets | None:
    """Return the tickets that unweighted plans share, or None if each has its own."""
    if lock.problem.policy.coordination is Coordination.INDEPENDENT:
        return None
    ids = lock.problem.targets.ids
    wanted = np.zeros(len(ids), np.bool_)
    for pool in lock.pools:
        if weight_column(lock.problem.plan[pool.plan_id]) is None:
            for part, quota in zip(pool.strata, due[pool.plan_id], strict=True):
                if quota:
                    wanted[part.rows] = True
    rows = np.nonzero(wanted)[0]
    return _ranked(rows, tickets(key, [ids[row] for row in rows]))


def _ranked(rows: NDArray[np.int64], values: NDArray[np.uint64]) -> _Tickets:
    rank = np.empty(int(rows.max(initial=-1)) + 1, np.int64)
    rank[rows[ticket_order(values)]] = np.arange(len(rows))
    return _Tickets(rows, values, rank)


def weight_column(plan: Plan) -> str | None:
    """Return the column that weights a plan's targets, or None if all weigh the same."""
    match plan.targets:
        case DrawnTargets(quota=Quota(weight_column=column)):
            return column
        case _:
            return None


def ticket_key(plan: Plan, policy: Policy, key: str) -> str:
    """Return the key of a plan's tickets: the shared one, or the plan's own."""
    if policy.coordination is Coordination.SHARED:
        return key
    return derived(f"{key}/{plan.plan_id}")


def _tickets_of_plan(
    plan: Plan,
    pool: PlanPool,
    registry: TargetRegistry,
    policy: Policy,
    key: str,
    shared: _Tickets | None,
) -> _Tickets:
    if shared is not None and weight_column(plan) is None:
        return shared
    rows = np.sort(np.concatenate([np.empty(0, np.int64), *(p.rows for p in pool.strata)]))
    return _ranked(rows, _own_tickets(plan, rows, registry, ticket_key(plan, policy, key)))


def _own_tickets(
    plan: Plan, rows: NDArray[np.int64], registry: TargetRegistry, key: str
) -> NDArray[np.uint64]:
    ids, column = [registry.ids[row] for row in rows], weight_column(plan)
    if column is None:
        return tickets(key, ids)
    weights = registry.frame[column].cast(pl.Int64).fill_null(1)[rows].to_list()
    return weighted_tickets(key, ids, weights)


def stratum_tickets(lock: Lock, plan: Plan, part: StratumPool, key: str) -> NDArray[np.uint64]:
    """Return the tickets of all targets of a stratum under the target key, in order of rows."""
    own = ticket_key(plan, lock.problem.policy, key)
    return _own_tickets(plan, part.rows, lock.problem.targets, own)


def n_reserves(quota: int, policy: Policy) -> int:
    """Return how many reserves stand by for *quota* targets."""
    wanted = policy.reserve_ratio * quota
    return max(policy.min_reserves, -(-wanted.numerator // wanted.denominator)) if quota else 0


def _draw_stratum(
    plan: Plan, part: StratumPool, quota: int, mine: _Tickets, lock: Lock
) -> tuple[list[Selection], StratumDraw]:
    ids, policy = lock.problem.targets.ids, lock.problem.policy
    wanted = min(quota + n_reserves(quota, policy), len(part.rows))
    chosen = part.rows[_lowest(mine.rank[part.rows], wanted)] if wanted else part.rows[:0]
    ranked = zip(chosen.tolist(), mine.texts(chosen), strict=True)
    selections = [
        Selection(
            plan_id=plan.plan_id,
            target_id=ids[row],
            stratum=part.stratum,
            rank=rank,
            ticket=ticket,
            reserve=rank > quota,
        )
        for rank, (row, ticket) in enumerate(ranked, start=1)
    ]
    figures = StratumDraw(
        plan_id=plan.plan_id,
        stratum=part.stratum,
        pool=len(part.rows),
        quota=quota,
        cutoff=selections[quota - 1].ticket if quota else "",
    )
    return selections, figures


def _lowest(ranks: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return the positions of the *count* lowest ranks, ascending by rank."""
    nearest = np.argpartition(ranks, count - 1)[:count]
    return nearest[np.argsort(ranks[nearest])]
