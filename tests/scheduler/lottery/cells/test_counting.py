"""Counting agrees with listing all samples, and draws each count vector with its exact odds."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.lottery.cells.counting import TooManyError, count_samples
from tests.scheduler.lottery.cells.enumeration import cells, quota, uniform_law, ways

LEVELS = {
    "crossing": ("xy", "uvw"),
    "alone": ("xyz",),
    "three columns": ("xy", "uv", "pq"),
}


@st.composite
def quotas(draw):
    columns = draw(st.sampled_from(list(LEVELS.values())))
    combinations = [()]
    for levels in columns:
        combinations = [(*one, level) for one in combinations for level in levels]
    sizes = draw(
        st.lists(st.integers(0, 3), min_size=len(combinations), max_size=len(combinations))
    )
    pool = {one: size for one, size in zip(combinations, sizes, strict=True) if size}
    if not pool:
        pool = {combinations[0]: 2}
    size = draw(st.integers(1, sum(pool.values())))
    bounds = {}
    for column, levels in zip("abc", columns, strict=False):
        for level in levels:
            if draw(st.booleans()):
                least = draw(st.integers(0, 2))
                bounds[f"{column}={level}"] = (least, draw(st.integers(least, 5)))
    return cells(pool), quota(size, bounds)


@settings(deadline=None)
@given(quotas())
def test_counting_agrees_with_listing(case):
    of, wanted = case
    law = uniform_law(of, wanted)
    if not law:
        with pytest.raises(ValueError, match="No sample"):
            count_samples(of, wanted)
        return
    counting = count_samples(of, wanted)

    assert counting.total == sum(ways(of, counts) for counts in law)
    expected = [
        sum(odds * counts[cell] for counts, odds in law.items()) for cell in range(len(of.sizes))
    ]
    assert list(counting.expected()) == expected


@pytest.mark.parametrize(
    ("pool", "size", "bounds"),
    [
        (
            {("x", "u"): 3, ("x", "v"): 2, ("y", "u"): 1, ("y", "v"): 4},
            4,
            {"a=x": (1, 3), "b=u": (1, 2), "b=v": (2, 3)},
        ),
        (  # streets in districts: the margins nest
            {("n", "n1"): 4, ("n", "n2"): 3, ("s", "s1"): 2, ("s", "s2"): 5},
            6,
            {"a=n": (2, 3), "b=n1": (1, 4), "b=s1": (1, 1), "b=s2": (1, 4)},
        ),
    ],
)
def test_every_count_vector_is_drawn_with_its_exact_odds(pool, size, bounds):
    of, wanted = cells(pool), quota(size, bounds)
    counting = count_samples(of, wanted)
    law = uniform_law(of, wanted)
    odds = {}
    for counts, numbers in all_paths(counting):
        odds[counts] = odds.get(counts, 0) + numbers

    assert odds == law


def all_paths(counting):
    """Yield every way down the tables: the count vector and the odds of that way."""
    pending = [()]
    while pending:
        script = pending.pop()
        numbers = Following(script)
        try:
            yield counting.draw(numbers), numbers.odds
        except StopIteration:
            pending += [(*script, value) for value in range(numbers.options)]


class Following:
    """Choices by a script of positions; asks for more by StopIteration where it ends."""

    def __init__(self, script):
        self.script = list(script)
        self.odds = Fraction(1)
        self.options = 0

    def choose(self, weights, total):
        options = list(weights)
        assert sum(weight for _, weight in options) == total
        if not self.script:
            self.options = len(options)
            raise StopIteration
        value, weight = options[self.script.pop(0)]
        self.odds *= Fraction(weight, total)
        return value


def test_nested_quotas_of_many_strata_are_counted():
    streets = {(f"d{i // 5}", f"s{i:02}"): 40 for i in range(20)}
    bounds = {f"b=s{i:02}": (1, 4) for i in range(20)} | {f"a=d{i}": (8, 15) for i in range(4)}

    counting = count_samples(cells(streets), quota(45, bounds))

    assert math.log2(counting.total) < math.log2(math.comb(800, 45))
    assert sum(counting.expected()) == 45
    # All streets are alike by the quotas.
    assert len(set(counting.expected())) == 1


def test_what_would_take_too_much_work_is_left_to_the_walk():
    pool = {(a, b, c): 3 for a in "uvwxyz" for b in "uvwxyz" for c in "uvwxyz"}
    bounds = {f"{column}={level}": (5, 20) for column in "abc" for level in "uvwxyz"}

    with pytest.raises(TooManyError):
        count_samples(cells(pool), quota(60, bounds))
