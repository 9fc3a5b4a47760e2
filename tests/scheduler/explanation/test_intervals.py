"""Limits of confidence are those of Clopper and Pearson."""

import pytest
from scipy.stats import beta

from scheduler.explanation.intervals import lower_limit, upper_limit


@pytest.mark.parametrize(("count", "trials"), [(1, 2), (3, 250), (249, 250), (40, 100)])
@pytest.mark.parametrize("error", [0.025, 1e-7])
def test_limits_agree_with_the_beta_distribution(count, trials, error):
    low, high = lower_limit(count, trials, error), upper_limit(count, trials, error)

    assert low == pytest.approx(beta.ppf(error, count, trials - count + 1))
    assert high == pytest.approx(beta.ppf(1 - error, count + 1, trials - count))


def test_nothing_seen_may_still_happen_and_what_always_happened_may_fail():
    assert lower_limit(0, 20, 0.025) == 0
    assert upper_limit(0, 20, 0.025) == pytest.approx(1 - 0.025 ** (1 / 20))
    assert upper_limit(20, 20, 0.025) == 1
    assert lower_limit(20, 20, 0.025) == pytest.approx(0.025 ** (1 / 20))
