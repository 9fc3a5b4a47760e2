"""Odds: what repeated draws of one body's officers show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import PlanBook
from scheduler.domain.policy import Policy
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.eligibility import Manned
from scheduler.lottery.play import pools_drawn
from scheduler.lottery.teams.staffing import begin
from scheduler.lottery.teams.walking import walk, walk_length


@dataclass(frozen=True, slots=True)
class Odds:
    """How often repeated draws send each officer to each call of one pool.

    *visit_ids* are the visits of the calls; a visit may have several calls in a pool. *counts* has
    shape (calls, officers); a share of it, counts / draws, has a standard error of
    at most 1 / (2 sqrt(draws)). *early* are the counts of the first half of the draws.
    """

    visit_ids: tuple[str, ...]
    officer_ids: tuple[str, ...]
    counts: NDArray[np.int64]
    early: NDArray[np.int64]
    draws: int

    def of(self, visit_id: str, officer_id: str) -> float:
        """Return the share of draws in which the officer goes to the visit."""
        if officer_id not in self.officer_ids:
            return 0.0
        rows = [row for row, name in enumerate(self.visit_ids) if name == visit_id]
        return float(self.counts[rows, self.officer_ids.index(officer_id)].sum()) / self.draws


NO_ODDS = Odds((), (), np.zeros((0, 0), np.int64), np.zeros((0, 0), np.int64), draws=0)
"""The odds of those who were not drawn."""


APART = 5
"""Plans are this part of the draw's length apart; `mixing` tells when that is far enough."""


def repeated_draws(manned: Manned, *, policy: Policy, draws: int) -> Odds:
    """Look at *draws* plans along one long walk over a pool, visits and days as they are.

    The walk begins as a draw with a test key does, and has its length before the first look.
    """
    if not len(manned.pool.needs):  # every team was given up: there is nowhere to walk
        none = np.zeros(manned.pool.eligible.shape, np.int64)
        return Odds(manned.pool.visit_ids, manned.pool.officer_ids, none, none, draws)
    found = begin(manned, slack=policy.load_slack, key="test")
    pool, penalty = found.walked_pool, found.start.penalty
    due = walk_length(pool, policy.walk_factor)
    now = walk(pool, found.start.holder, steps=due, label="test/odds", penalty=penalty).holder
    counts = np.zeros(manned.pool.eligible.shape, np.int64)
    early = counts.copy()
    for number in range(draws):
        if number == draws // 2:
            early = counts.copy()
        label = f"test/odds/{number}"
        now = walk(pool, now, steps=-(-due // APART), label=label, penalty=penalty).holder
        counts[pool.call_of, now] += 1
    return Odds(pool.visit_ids, pool.officer_ids, counts, early, draws)


def pool_of_body(pools: Iterable[Manned], body_id: str) -> Manned | None:
    """Return the pool that one body's officers were drawn from, None if they were not drawn."""
    crew = Crew(body_id)
    return next((m for m in pools if crew in {roster.crew for roster in m.rosters}), None)


def odds_of_body(lock: Lock, book: PlanBook, body_id: str, *, draws: int) -> Odds:
    """Return the odds of one body's officers for its visits, from repeated draws of its pool."""
    manned = pool_of_body(pools_drawn(lock, book.seed_text), body_id)
    return repeated_draws(manned, policy=lock.problem.policy, draws=draws) if manned else NO_ODDS
