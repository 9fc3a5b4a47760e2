"""Are these counts what chance would give? Chi-square with known error rates on both sides.

A test here raises a false alarm with probability *FALSE_ALARM* at most, in any one run of it; the
labels and seeds are fixed, so a run repeats exactly and the alarm could only ring once, when a
change of the code draws anew.
"""

from __future__ import annotations

import numpy as np
import scipy.stats

FALSE_ALARM = 1e-6
CAUGHT = 0.99
DISTANCE = 0.03
"""The total variation from the expected law that is to be caught with probability *CAUGHT*."""


def repetitions(cells: int, distance: float = DISTANCE) -> int:
    """Return how many draws catch a law *distance* from uniform over *cells*, whatever its shape.

    Deviations d with sum |d| = 2 * distance have sum d^2 >= 4 * distance^2 / cells, so after R
    draws the noncentrality of chi-square is at least 4 * distance^2 * R.
    """
    critical = scipy.stats.chi2.isf(FALSE_ALARM, cells - 1)
    low, high = 0, 1 << 30
    while high - low > 1:
        tried = (low + high) // 2
        noncentrality = 4 * distance**2 * tried
        power = scipy.stats.ncx2.sf(critical, cells - 1, noncentrality)
        low, high = (low, tried) if power >= CAUGHT else (tried, high)
    return high


def fits(counts: np.ndarray, odds: np.ndarray | None = None, *, among: int = 1) -> bool:
    """Tell whether *counts* of independent draws fit *odds* (uniform if not given).

    *among* is how many such questions one test asks; they share the false alarm (Bonferroni).
    """
    odds = np.full(len(counts), 1 / len(counts)) if odds is None else odds
    expected = odds * counts.sum()
    assert expected.min() >= 5, "Too few draws for the chi-square distribution."
    return scipy.stats.chisquare(counts, expected).pvalue > FALSE_ALARM / among


def agree(one: np.ndarray, other: np.ndarray, *, among: int = 1) -> bool:
    """Tell whether two counts over the same cells can come from one law (homogeneity)."""
    table = np.array([one, other])[:, (one + other) > 0]
    rare = table.sum(axis=0) < 10
    table = np.column_stack([table[:, ~rare], table[:, rare].sum(axis=1)])
    table = table[:, table.sum(axis=0) > 0]
    return scipy.stats.chi2_contingency(table).pvalue > FALSE_ALARM / among


def fits_inclusion(counts: np.ndarray, draws: int, size: int, *, among: int = 1) -> bool:
    """Tell whether *counts* fit draws of *size* out of all, each unit with the same chance.

    Units of one draw repel each other (covariance -p(1-p)/(N-1)), so the sum of squares over
    p(1-p) is N/(N-1) times a chi-square with N-1 degrees of freedom.
    """
    n_units = len(counts)
    chance = size / n_units
    squares = ((counts - draws * chance) ** 2).sum() / (draws * chance * (1 - chance))
    found = squares * (n_units - 1) / n_units
    return scipy.stats.chi2.sf(found, n_units - 1) > FALSE_ALARM / among
