"""Predictability: how likely the likeliest meeting of a visit and an officer is.

Beside what repeated draws show stands what no lottery over plans that obey the rules can avoid.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.lock import Lock
from scheduler.explanation.intervals import lower_limit, upper_limit
from scheduler.explanation.odds import Odds, repeated_draws
from scheduler.lottery.candidates.eligibility import Manned
from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.lottery.play import pools_drawn
from scheduler.lottery.seed import Keys
from scheduler.lottery.teams.staffing import begin
from scheduler.planning.odds.predictability import LeastOdds, least_odds

ERROR = 0.05
"""The interval misses the largest odds with this chance at most, half of it on either side."""


@dataclass(frozen=True, slots=True)
class Largest:
    """The largest odds of a pool. *visit_id* and *officer_id* are the likeliest meeting found."""

    odds: float
    low: float
    high: float
    visit_id: str
    officer_id: str


@dataclass(frozen=True, slots=True)
class Predictability:
    """The odds of one pool: the largest, the mean over all who could meet, and their bound."""

    body_ids: tuple[str, ...]
    visits: int
    officers: int
    draws: int
    largest: Largest
    mean: Fraction
    least: LeastOdds


def predictability(manned: Manned, band: OfficerPool, odds: Odds) -> Predictability:
    """Set the *odds* of a pool against their bound; *band* is the pool with its limits of loads."""
    names, row = np.unique(np.array(odds.visit_ids), return_inverse=True)
    least = least_odds(band)
    could_meet = _by_visit(band.willing.astype(np.int64), row, len(names)) > 0
    early, all_counts = (_by_visit(c, row, len(names)) for c in (odds.early, odds.counts))
    return Predictability(
        body_ids=tuple(dict.fromkeys(roster.body_id for roster in manned.rosters)),
        visits=len(names),
        officers=len(odds.officer_ids),
        draws=odds.draws,
        largest=_largest(odds, names, early, all_counts, (int(could_meet.sum()), least)),
        mean=Fraction(len(band.needs), int(could_meet.sum())),
        least=least,
    )


def _by_visit(of_calls: NDArray[np.int64], row: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """Add up the rows of the calls of each visit."""
    found = np.zeros((n, of_calls.shape[1]), np.int64)
    np.add.at(found, row, of_calls)
    return found


def _largest(
    odds: Odds,
    names: NDArray[np.str_],
    early: NDArray[np.int64],
    counts: NDArray[np.int64],
    known: tuple[int, LeastOdds],
) -> Largest:
    """Estimate the largest odds.

    The highest of many counts is mostly luck, so one half of the draws picks the meeting, and the
    other measures it: that limits the largest odds from below. From above all meetings are limited
    at once, each with its part of the error (C. Bonferroni 1936). And the bound is certain. Plans
    along one walk are taken for independent, which they are as far as `mixing` tells.
    """
    meetings, least = known
    visit, officer = np.unravel_index(int(early.argmax()), early.shape)
    trials = odds.draws - odds.draws // 2
    seen = int(counts[visit, officer] - early[visit, officer])
    found = max(seen / trials, float(least.bound))
    low = max(lower_limit(seen, trials, ERROR / 2), float(least.bound))
    high = upper_limit(int(counts.max()), odds.draws, ERROR / 2 / meetings)
    return Largest(
        odds=found,
        low=low,
        high=max(high, found),
        visit_id=str(names[visit]),
        officer_id=odds.officer_ids[officer],
    )


def of_pool(lock: Lock, seed_text: str, manned: Manned, odds: Odds) -> Predictability | None:
    """Set the odds of a pool of a draw against their bound; None if nobody is sent anywhere.

    The limits of loads are those that the draw kept.
    """
    if not len(manned.pool.needs):
        return None
    key = Keys.from_seed(seed_text).officer
    band = begin(manned, slack=lock.problem.policy.load_slack, key=key).start.pool
    return predictability(manned, band, odds)


def of_largest_pool(lock: Lock, seed_text: str, *, draws: int) -> Predictability | None:
    """Return the predictability of the pool with most places, None if nobody is sent anywhere.

    Raises:
        SeedTextError: if the text is not a seed text of this draw.
    """
    pools = pools_drawn(lock, seed_text)
    if not pools:
        return None
    most = max(pools, key=lambda manned: len(manned.pool.needs))
    odds = repeated_draws(most, policy=lock.problem.policy, draws=draws)
    return of_pool(lock, seed_text, most, odds)
