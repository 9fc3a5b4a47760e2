"""A bound that is shown is a bound still."""

from fractions import Fraction

import pytest

from api.cli.predictability import rounded_down


@pytest.mark.parametrize(
    ("bound", "shown"),
    [
        (Fraction(2, 3), "66.6%"),
        (Fraction(1), "100.0%"),
        (Fraction(3, 179), "1.6%"),
        (Fraction(1, 1000), "0.1%"),
        (Fraction(999, 1_000_000), "0.0%"),
    ],
)
def test_a_bound_is_never_rounded_up(bound, shown):
    assert rounded_down(bound) == shown
