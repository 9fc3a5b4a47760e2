"""How many places a body needs for the visits of one day, when not every target concerns it.

Of n targets selected, some concern the body: their number C is that of a list, or the sum over
strata of hypergeometric numbers (n_s of N_s, of which K_s are concerned), which are independent. A
day's y visits are y of the n in random order, so that they hold X_y concerned ones, and

    P(X_y = x) = Σ_c P(C = c) · C(c, x) · C(n - c, y - x) / C(n, y).

Needed is the least number that X_y exceeds with no more than the chance left by the policy's
quantile. All of it in whole numbers: a(y, x), the weight of any one order of the first y with x
concerned ones, obeys a(y - 1, x) = a(y, x) + a(y, x + 1), as in Pascal's triangle.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, factorial

Weights = tuple[int, ...]
"""Whole numbers in proportion to the chances of 0, 1, 2, ..."""


@dataclass(frozen=True, slots=True)
class Share:
    """A stratum: *drawn* of *size* targets, of which *concerned* concern the body."""

    size: int
    concerned: int
    drawn: int

    @property
    def weights(self) -> Weights:
        """Weights of the number of concerned targets among the drawn."""
        others = self.size - self.concerned
        fewest, most = max(0, self.drawn - others), min(self.concerned, self.drawn)
        weight = comb(self.concerned, fewest) * comb(others, self.drawn - fewest)
        found = [0] * (self.drawn + 1)
        for c in range(fewest, most + 1):
            found[c] = weight
            # One concerned target more, and another less.
            weight = weight * (self.concerned - c) * (self.drawn - c)
            weight //= (c + 1) * (others - self.drawn + c + 1)
        return tuple(found)


def concerned_among_drawn(shares: Sequence[Share]) -> Weights:
    """Return weights of the number of concerned targets among those drawn from all strata."""
    total = [1]
    for share in shares:
        longer = [0] * (len(total) + share.drawn)
        for have, weight in enumerate(total):
            for more, factor in enumerate(share.weights):
                longer[have + more] += weight * factor
        total = longer
    return tuple(total)


def certain(concerned: int, drawn: int) -> Weights:
    """Return the weights of a number that is known."""
    return tuple(int(c == concerned) for c in range(drawn + 1))


def quantiles(weights: Weights, quantile: Fraction) -> tuple[int, ...]:
    """Return for y = 0..n how many of y visits concern the body, exceeded with 1 - *quantile*."""
    n = len(weights) - 1
    support = [c for c, weight in enumerate(weights) if weight]
    if support in ([0], [n]):
        return tuple(range(n + 1)) if support == [n] else (0,) * (n + 1)
    arrangements = [w * factorial(c) * factorial(n - c) for c, w in enumerate(weights)]
    enough = quantile * sum(weights) * factorial(n)
    found = []
    for y in range(n, -1, -1):
        found.append(_least(y, arrangements, enough))
        arrangements = [here + one for here, one in itertools.pairwise(arrangements)]
    return tuple(reversed(found))


def _least(y: int, arrangements: Sequence[int], enough: Fraction) -> int:
    reached = 0
    for x in range(y + 1):
        reached += comb(y, x) * arrangements[x]
        if reached >= enough:
            return x
    return y
