"""How many visits of a day concern a body: exact chances, and the policy's quantile of them."""

from fractions import Fraction
from itertools import combinations, pairwise, product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.planning.days.quantile import Share, certain, concerned_among_drawn, quantiles

MOST = Fraction(19, 20)


@st.composite
def shares(draw):
    size = draw(st.integers(1, 7))
    return Share(size, draw(st.integers(0, size)), draw(st.integers(0, size)))


@given(shares())
def test_the_chances_of_one_stratum_are_hypergeometric(share):
    others = share.size - share.concerned
    expected = [
        comb(share.concerned, c) * comb(others, share.drawn - c) for c in range(share.drawn + 1)
    ]

    assert list(share.weights) == expected
    assert sum(share.weights) == comb(share.size, share.drawn)


def test_strata_are_independent():
    sure, even = Share(3, 3, 2), Share(2, 1, 1)

    # Two from a stratum of three that all count; one of two, of whom one counts.
    assert concerned_among_drawn([sure, even]) == (0, 0, 3, 3)


def test_no_stratum_and_no_target_concern_nobody():
    assert concerned_among_drawn([]) == (1,)
    assert quantiles((1,), MOST) == (0,)


def test_a_list_is_known():
    assert certain(1, 3) == (0, 1, 0, 0)


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        (certain(3, 3), (0, 1, 2, 3)),
        (certain(0, 3), (0, 0, 0, 0)),
        # One of three: the first visit concerns the body with a third, the first two with two.
        (certain(1, 3), (0, 1, 1, 1)),
    ],
)
def test_what_is_certain_needs_no_quantile(weights, expected):
    assert quantiles(weights, MOST) == expected


def test_the_quantile_is_met_exactly_at_its_edge():
    assert quantiles(certain(1, 3), Fraction(2, 3)) == (0, 0, 1, 1)
    assert quantiles(certain(1, 3), Fraction(2, 3) + Fraction(1, 10**30)) == (0, 1, 1, 1)


def _samples(share):
    """Return how many of each sample concern the body."""
    every = combinations(range(share.size), share.drawn)
    return [sum(target < share.concerned for target in one) for one in every]


@given(
    st.lists(shares(), min_size=1, max_size=2),
    st.fractions(min_value=Fraction(1, 100), max_value=1, max_denominator=100),
)
def test_the_quantile_is_that_of_all_samples_in_all_orders(strata, quantile):
    n = sum(share.drawn for share in strata)
    samples = list(product(*(_samples(share) for share in strata)))
    found = quantiles(concerned_among_drawn(strata), quantile)

    for y in range(n + 1):
        # Which y of the n visits fall on the day is independent of the sample.
        chance = dict.fromkeys(range(n + 1), Fraction(0))
        for sample in samples:
            c = sum(sample)
            for x in range(y + 1):
                chance[x] += Fraction(comb(c, x) * comb(n - c, y - x), comb(n, y) * len(samples))
        enough = min(x for x in range(n + 1) if sum(chance[i] for i in range(x + 1)) >= quantile)
        assert found[y] == enough


@given(shares(), st.fractions(min_value=Fraction(1, 100), max_value=1, max_denominator=100))
def test_another_visit_needs_one_more_team_at_most(share, quantile):
    found = quantiles(share.weights, quantile)

    assert all(0 <= b - a <= 1 for a, b in pairwise(found))
