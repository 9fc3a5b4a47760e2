from dataclasses import replace

import pytest

from scheduler.domain.planbook import Task
from scheduler.rules import check_once, rounds
from tests.shelf import MARCH


def rounding(case, *bundles, size=2):
    """Let P1 make rounds; each of *bundles* is one of its visits."""
    visit, five, river = case.book.visits
    joint = replace(visit, visit_id="T1/P2", tasks=(Task("P2", "T1"),))
    made = (
        replace(
            five,
            visit_id=f"{bundle[0]}/P1",
            tasks=tuple(Task("P1", target_id) for target_id in bundle),
            premises_id="T5" if bundle[0] == "T5" else "M1",
            window=MARCH,
        )
        for bundle in bundles
    )
    return case.plan("P1", merging=False, round_size=size).drawing(visits=(*made, joint, river))


def at(case, **places):
    """Put targets at coordinates in metres."""
    for target_id, (easting, northing) in places.items():
        case = case.target(target_id, easting=easting, northing=northing)
    return case


def test_accepts_plans_without_rounds(case):
    assert case.breaches(rounds) == []


def test_accepts_neighbours_by_premises_where_coordinates_are_missing(case):
    assert rounding(case, ("T1", "T3"), ("T5",)).breaches(rounds) == []


def test_reports_others_together(case):
    wrong = rounding(case, ("T1", "T5"), ("T3",))

    assert wrong.breaches(rounds) == [("T1/P1",), ("T1/P1",), ("T3/P1",), ("T5/P1",)]


def test_reports_rounds_that_are_smaller_than_need_be(case):
    assert rounding(case, ("T1",), ("T3",), ("T5",)).breaches(rounds) != []


def test_accepts_rounds_as_large_as_the_plan_says(case):
    assert rounding(case, ("T1", "T3", "T5"), size=3).breaches(rounds) == []
    assert rounding(case, ("T1", "T3", "T5"), size=2).breaches(rounds) != []


@pytest.mark.parametrize(
    ("coordinates", "bundles"),
    [
        # Four quarters round the origin come in this order: lower left, upper left, upper right,
        # lower right.
        ({"T1": (-1, -1), "T3": (1, -1), "T5": (-1, 1)}, (("T1", "T5"), ("T3",))),
        ({"T1": (1, -1), "T3": (-1, 1), "T5": (1, 1)}, (("T3", "T5"), ("T1",))),
        # In the four by four metres from (4, 4) the same again, the first of whose quarters is
        # mirrored: (4, 4), (5, 4), (5, 5), (4, 5), and then the one above.
        ({"T1": (5, 5), "T3": (4, 6), "T5": (4, 4)}, (("T1", "T5"), ("T3",))),
        ({"T1": (4, 5), "T3": (4, 6), "T5": (5, 5)}, (("T1", "T5"), ("T3",))),
    ],
)
def test_accepts_neighbours_along_the_curve(case, coordinates, bundles):
    located = at(case, **coordinates)

    assert rounding(located, *(sorted(one) for one in bundles)).breaches(rounds) == []


def test_reports_neighbours_by_premises_where_all_have_coordinates(case):
    located = at(case, T1=(-1, -1), T3=(1, -1), T5=(-1, 1))

    assert rounding(located, ("T1", "T3"), ("T5",)).breaches(rounds) != []


def test_accepts_the_order_of_addresses_if_one_target_has_no_coordinates(case):
    located = at(case, T1=(-1, -1), T5=(-1, 1))

    assert rounding(located, ("T1", "T3"), ("T5",)).breaches(rounds) == []


def test_accepts_targets_of_one_street_together(case):
    streets = case.target("T1", street="b").target("T3", street="a").target("T5", street="a")

    assert rounding(streets, ("T3", "T5"), ("T1",)).breaches(rounds) == []


def test_reports_a_wrong_name_and_wrong_premises(case):
    right = rounding(case, ("T1", "T3"), ("T5",))

    assert right.visit("T1/P1", visit_id="T3/P1").breaches(rounds) == [("T3/P1",)]
    assert right.visit("T1/P1", premises_id="T5").breaches(rounds) == [("T1/P1",)]


def test_rounds_are_no_matter_of_plans_that_meet(case):
    assert rounding(case, ("T1", "T5"), ("T3",)).breaches(check_once) == []
