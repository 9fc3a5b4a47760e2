"""Exact limits of confidence for a probability of which a number of trials is known.

C. Clopper, E. Pearson, "The use of confidence or fiducial limits", Biometrika 26 (1934).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

HALVINGS = 50
"""Bisections, each of which halves the interval that holds a limit."""


def upper_limit(count: int, trials: int, error: float) -> float:
    """Return what the probability exceeds with a chance of *error* at most."""
    if count >= trials:
        return 1.0
    return _bisected(lambda p: _at_most(count, trials, p) > error)


def lower_limit(count: int, trials: int, error: float) -> float:
    """Return what the probability falls short of with a chance of *error* at most."""
    if count <= 0:
        return 0.0
    return 1.0 - upper_limit(trials - count, trials, error)


def _bisected(is_below: Callable[[float], bool]) -> float:
    """Return where *is_below*, true at first, becomes false between 0 and 1."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return high


def _at_most(count: int, trials: int, p: float) -> float:
    """Return the probability of at most *count* hits."""
    hits = np.arange(count + 1)
    factorials = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, trials + 1)))])
    ways = factorials[trials] - factorials[hits] - factorials[trials - hits]
    return float(np.exp(ways + hits * np.log(p) + (trials - hits) * np.log1p(-p)).sum())
