"""The largest odds of a meeting that no lottery over plans that obey the rules can avoid.

Without rules between people a lottery with just these odds exists: they are a flow, and a flow
with integer capacities is a mean of integer flows, each of them a plan. With such rules the true
minimum may be larger.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.planning.odds.flow import cut_of
from scheduler.planning.odds.program import proven_odds

MOST_PAIRS = 20_000
"""Kinds of pairs for which the linear program is worth its time, about a second."""


@dataclass(frozen=True, slots=True)
class LeastOdds:
    """*bound*: in every lottery some officer goes to some visit with such odds or larger.

    *visit_ids*: the visits that force it, ascending; one of them has such a pair. *attained*: a
    lottery with no larger odds is known to exist.
    """

    bound: Fraction
    visit_ids: tuple[str, ...]
    attained: bool


def least_odds(pool: OfficerPool) -> LeastOdds:
    """Return the least largest odds of a visit to meet a given officer.

    The flow is exact and fast in any size. Where rules bind people to each other, the linear
    program, which knows relatives and seniors, may prove more.

    Raises:
        NoPlanError: if it is found that no plan obeys the rules.
    """
    if not len(pool.needs):
        return LeastOdds(Fraction(0), (), attained=True)
    cut, bonds = cut_of(pool), pool.bonds
    # Two relatives with odds of a half at most each say nothing together.
    if bonds.wants.any() or (bonds.apart.any() and cut.odds > Fraction(1, 2)):
        proven = proven_odds(pool, most_pairs=MOST_PAIRS)
        if proven > cut.odds:
            return LeastOdds(proven, tuple(sorted(set(pool.visit_ids))), attained=False)
    visits = tuple(sorted({pool.visit_ids[call] for call in cut.calls}))
    return LeastOdds(cut.odds, visits, attained=not bonds.bind)
