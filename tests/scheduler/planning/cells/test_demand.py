"""Least and most of a kind that the quotas do not know, against listing all count vectors."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.planning.cells.demand import fewest_and_most
from tests.scheduler.lottery.cells.enumeration import all_counts, cells, quota

LEVELS = [("x", "u"), ("x", "v"), ("y", "u"), ("y", "v")]


@st.composite
def kinds(draw):
    """Cells, a quota that some count vector satisfies, and units of a kind in each cell."""
    of = cells({level: draw(st.integers(1, 3)) for level in LEVELS})
    start = draw(st.sampled_from([x for n in range(1, of.n_units) for x in all_counts(of, n)]))
    inside = {"a=x": start[0] + start[1], "b=u": start[0] + start[2]}
    bounds = {
        name: (max(0, n - draw(st.integers(0, 1))), n + draw(st.integers(0, 1)))
        for name, n in inside.items()
    }
    return of, quota(sum(start), bounds), [draw(st.integers(0, size)) for size in of.sizes]


@settings(max_examples=60, deadline=None)
@given(kinds())
def test_the_numbers_are_those_of_some_sample_and_no_sample_is_beyond_them(kind):
    of, wanted, known = kind
    satisfying = [x for x in all_counts(of, wanted.size) if of.satisfy(x, wanted)]
    cases = [list(zip(x, of.sizes, known, strict=True)) for x in satisfying]
    least = min(sum(max(0, n - (size - k)) for n, size, k in case) for case in cases)
    most = max(sum(min(n, k) for n, _, k in case) for case in cases)

    assert fewest_and_most(of, wanted, known) == (least, most)


def test_all_of_a_kind_are_the_whole_sample_and_none_are_nobody():
    of, wanted = cells({("x",): 3, ("y",): 4}), quota(5, {"a=x": (1, 2)})

    assert fewest_and_most(of, wanted, (3, 4)) == (5, 5)
    assert fewest_and_most(of, wanted, (0, 0)) == (0, 0)


def test_quotas_that_cannot_be_met_are_left_out():
    of, wanted = cells({("x",): 3, ("y",): 4}), quota(5, {"a=x": (4, 5)})

    assert fewest_and_most(of, wanted, (3, 0)) == (1, 3)
    assert fewest_and_most(of, quota(9, {}), (3, 0)) == (3, 3)
