"""What preferring some officers gains in suitability, and what it costs in randomness."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from scheduler.domain.policy import Policy
from scheduler.explanation.odds import Odds, repeated_draws
from scheduler.lottery.candidates.eligibility import Manned


@dataclass(frozen=True, slots=True)
class Side:
    """Repeated draws of one pool.

    *bits* is the mean suitability of a place that some plan has wishes for. *candidates* is how
    many officers such a place is open to in effect: 2 to the mean entropy of its odds. *largest*
    is the largest odds of an officer for a visit with wishes.
    """

    bits: float
    candidates: float
    largest: float


@dataclass(frozen=True, slots=True)
class Tradeoff:
    """The same pool drawn with its preferences, and as if no plan had any."""

    places: int
    preferring: Side
    neutral: Side
    draws: int


def tradeoff(manned: Manned, odds: Odds, *, policy: Policy) -> Tradeoff | None:
    """Draw a pool without preferences as often as *odds* drew it with them; None if it has none.

    Entropy from repeated draws is a little too low, by about officers / (1.4 * draws) bits a
    place (G. Miller 1955), for either side alike.
    """
    score = manned.pool.score
    wishes = score.any(axis=1) if score.size else np.zeros(0, np.bool_)
    if not wishes.any():
        return None
    plain = replace(manned.pool, score=np.zeros((0, 0), np.int64))
    neutral = replace(manned, pool=plain)
    sizes = np.diff(manned.pool.starts)
    return Tradeoff(
        places=int(sizes[wishes].sum()),
        preferring=_side(manned, odds),
        neutral=_side(manned, repeated_draws(neutral, policy=policy, draws=odds.draws)),
        draws=odds.draws,
    )


def _side(manned: Manned, odds: Odds) -> Side:
    wishes = manned.pool.score.any(axis=1)
    sizes = np.diff(manned.pool.starts)[wishes]
    counts, score = odds.counts[wishes], manned.pool.score[wishes]
    share = counts / counts.sum(axis=1, keepdims=True)
    logs = np.log2(share, where=share > 0, out=np.zeros_like(share))
    entropy = -(share * logs).sum(axis=1)
    return Side(
        bits=float((counts * score).sum() / counts.sum()),
        candidates=float(2 ** np.average(entropy, weights=sizes)),
        largest=float(counts.max() / odds.draws),
    )
