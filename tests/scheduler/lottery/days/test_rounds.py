"""Neighbours are visited in one round, and nobody chooses who is a neighbour."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.domain.planbook import Task
from scheduler.lottery.days.rounds import along_curve, rounds
from scheduler.lottery.days.visits import meetings
from tests.scheduler.lottery.days.worlds import plan, problem, selections

METRES = st.integers(-(2**31), 2**31 - 1)


def at(name, easting=None, northing=None, **address):
    row = dict.fromkeys(("division_code", "street", "address")) | {"premises_id": name}
    return row | {"target_id": name, "easting": easting, "northing": northing} | address


def test_the_curve_runs_through_the_quarters_from_lower_left_to_lower_right():
    corners = [(-1, -1), (-1, 0), (0, 0), (0, -1)]
    distances = [along_curve(*corner) for corner in corners]

    assert distances == sorted(distances)


def test_the_curve_steps_from_each_metre_to_one_beside_it():
    square = [(x, y) for x in range(16) for y in range(16)]
    row = sorted(square, key=lambda point: along_curve(*point))

    assert {abs(a - c) + abs(b - d) for (a, b), (c, d) in pairwise(row)} == {1}
    assert along_curve(*row[-1]) - along_curve(*row[0]) == 255


@given(METRES, METRES, METRES, METRES)
def test_two_points_are_never_as_far_along_the_curve(x, y, u, v):
    assert (along_curve(x, y) == along_curve(u, v)) == ((x, y) == (u, v))


def test_the_curve_begins_and_ends_in_the_lower_corners():
    assert along_curve(-(2**31), -(2**31)) == 0
    assert along_curve(2**31 - 1, -(2**31)) == 4**32 - 1


@pytest.mark.parametrize(
    ("targets", "size", "sizes"),
    [(0, 3, []), (1, 3, [1]), (3, 3, [3]), (4, 3, [2, 2]), (7, 3, [3, 2, 2]), (8, 3, [3, 3, 2])],
)
def test_rounds_are_as_few_and_as_even_as_can_be(targets, size, sizes):
    found = rounds([at(f"T{n}") for n in range(targets)], size)

    assert [len(one) for one in found] == sizes
    assert sorted(name for one in found for name in one) == [f"T{n}" for n in range(targets)]


def test_targets_with_coordinates_are_neighbours_along_the_curve():
    rows = [at("T1", 900, 900), at("T2", 1, 1), at("T3", 901, 900), at("T4", 0, 1)]

    assert [set(one) for one in rounds(rows, 2)] == [{"T2", "T4"}, {"T1", "T3"}]


def test_targets_at_one_place_follow_their_ids():
    assert rounds([at("T2", 5, 5), at("T1", 5, 5)], 1) == [["T1"], ["T2"]]


def test_one_target_without_coordinates_makes_addresses_count():
    rows = [at("T1", 0, 0, street="b"), at("T2", 9, 9, street="a"), at("T3", None, 0, street="a")]

    assert rounds(rows, 2) == [["T2", "T3"], ["T1"]]


@pytest.mark.parametrize("column", ["division_code", "street", "address", "premises_id"])
def test_addresses_are_compared_from_the_widest_to_the_narrowest(column):
    rows = [at("T1", premises_id="M"), at("T2", premises_id="M")]
    rows[0][column], rows[1][column] = "b", "a"

    assert rounds(rows, 2) == [["T2", "T1"]]


def test_a_missing_address_comes_first():
    assert rounds([at("T1", street="a"), at("T2")], 2) == [["T2", "T1"]]


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(places, shuffler):
    rows = [at(f"T{n}", place, 0) for n, place in enumerate(places)]
    again = list(rows)
    shuffler.shuffle(again)

    assert rounds(again, 3) == rounds(rows, 3)


# --- as visits --------------------------------------------------------------------------------


def met(*plans, **targets):
    made = problem(*plans, targets=targets)
    return {meeting.visit_id: meeting for meeting in meetings(made, selections(made))}


def test_a_round_is_one_visit_named_after_its_smallest_task():
    streets = {"T1": {"street": "a"}, "T2": {"street": "b"}, "T3": {"street": "a"}}
    found = met(plan("P1", ("T1", "T2", "T3"), merging=False, round_size=2), **streets)

    assert found.keys() == {"T1/P1", "T2/P1"}
    assert found["T1/P1"].tasks == (Task("P1", "T1"), Task("P1", "T3"))
    assert found["T1/P1"].premises_id == "T1"


def test_a_round_needs_one_team_of_each_body():
    rounds_of_three = plan("P1", ("T1", "T2", "T3"), "B1", "B2", merging=False, round_size=3)
    (meeting,) = met(rounds_of_three).values()

    assert [(d.body_id, d.team_size) for d in meeting.demands] == [("B1", 2), ("B2", 2)]


def test_a_round_meets_nobody_at_the_premises_of_its_targets():
    both = plan("P1", ("T1", "T2"), merging=False, round_size=2), plan("P2", ("T1",))

    assert met(*both).keys() == {"T1/P1", "T1/P2"}


def test_a_plan_that_refuses_merging_makes_rounds_of_one():
    assert met(plan("P1", ("T1", "T2"), merging=False)).keys() == {"T1/P1", "T2/P1"}
