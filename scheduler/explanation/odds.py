"""Odds: what repeated draws of one body's officers show."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import PlanBook
from scheduler.lottery.play import officer_pools
from scheduler.lottery.pool import OfficerPool
from scheduler.lottery.roster import Roster
from scheduler.lottery.seed import Keys, sha256_hex
from scheduler.lottery.staffing import staff
from scheduler.lottery.tickets import order_by_ticket


@dataclass(frozen=True, slots=True)
class Odds:
    """How often repeated draws send each officer to each visit of one body.

    *counts* has shape (visits, officers); a share of it, counts / draws, has a standard error of
    at most 1 / (2 sqrt(draws)).
    """

    visit_ids: tuple[str, ...]
    officer_ids: tuple[str, ...]
    counts: NDArray[np.int64]
    draws: int

    def of(self, visit_id: str, officer_id: str) -> float:
        """Return the share of draws in which the officer goes to the visit."""
        if visit_id not in self.visit_ids or officer_id not in self.officer_ids:
            return 0.0
        place = self.visit_ids.index(visit_id), self.officer_ids.index(officer_id)
        return float(self.counts[place]) / self.draws


def repeated_draws(
    pool: OfficerPool, roster: Roster, *, slack: int, factor: int, draws: int
) -> Odds:
    """Draw the officers of one body *draws* times with test keys, visits and days as they are."""
    counts = np.zeros(pool.eligible.shape, np.int64)
    visit, officer = (
        {name: n for n, name in enumerate(ids)} for ids in (pool.visit_ids, pool.officer_ids)
    )
    for number in range(draws):
        key = sha256_hex(f"test/{number}")
        of_visits = [visit[v] for v in order_by_ticket(f"{key}/visit/", sorted(visit))]
        of_officers = [officer[o] for o in order_by_ticket(f"{key}/officer/", sorted(officer))]
        drawn = staff(
            pool.taking(of_visits, of_officers),
            roster.permuted(of_officers),
            slack=slack,
            factor=factor,
            key=key,
        )
        rows = np.array([visit[v] for v in drawn.pool.visit_ids], np.int64)[drawn.pool.visit_of]
        counts[rows, np.array(of_officers)[drawn.holder]] += 1
    return Odds(pool.visit_ids, pool.officer_ids, counts, draws)


def odds_of_body(lock: Lock, book: PlanBook, body_id: str, *, draws: int) -> Odds:
    """Return the odds of one body's officers for its visits, from repeated draws."""
    key = Keys.from_seed(book.seed_text).officer
    mine = [v for v in book.visits if body_id in {demand.body_id for demand in v.demands}]
    pools, of_body = officer_pools(lock.problem, mine, key)
    policy = lock.problem.policy
    for pool, roster in zip(pools, of_body, strict=True):
        if pool.body_id == body_id:
            return repeated_draws(
                pool, roster, slack=policy.load_slack, factor=policy.walk_factor, draws=draws
            )
    return Odds((), (), np.zeros((0, 0), np.int64), draws)
