"""Who fills which slot and who leads, by ticket."""

import hashlib

import pytest

from scheduler.domain.planbook import Demand
from scheduler.lottery.teams.duties import People, can_fill, team

KEY = "5" * 64
LEAD, FOOD, METERS, FREE = (frozenset(names) for names in (["lead"], ["food"], ["meters"], []))


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def wanting(*slots, team_size=3, experts=()):
    return Demand(body_id="B1", team_size=team_size, slots=slots, item_ids=(), experts=experts)


def known(held):
    return People(held, {name: name for name in held})


def dealt(visit_id, held, *slots):
    """Return who fills which slot; officers without one are left out."""
    made = team(visit_id, wanting(*slots), list(held), [], known(held), KEY)
    return {name: slot for name, slot in made.places if slot}


def first(visit_id, names, use):
    return min(names, key=lambda name: sha(f"{KEY}/{use}/{visit_id}/{name}"))


VISITS = [f"T{number}/P1" for number in range(20)]


@pytest.mark.parametrize("visit_id", VISITS)
def test_the_leader_is_the_lowest_ticket_among_those_who_may_lead(visit_id):
    held = {"A": LEAD, "B": FREE, "C": LEAD, "D": LEAD}

    found = team(visit_id, wanting(LEAD), list(held), [], known(held), KEY)
    assert found.leader == first(visit_id, "ACD", "lead")


def test_the_same_officer_does_not_lead_always():
    held = {"A": LEAD, "B": LEAD}

    assert {team(v, wanting(LEAD), list(held), [], known(held), KEY).leader for v in VISITS} == {
        "A",
        "B",
    }


@pytest.mark.parametrize("visit_id", VISITS)
def test_where_nobody_may_lead_the_lowest_ticket_of_all_leads(visit_id):
    held = {"A": FREE, "B": FREE, "C": FREE}

    found = team(visit_id, wanting(), list(held), [], known(held), KEY)
    assert found.leader == first(visit_id, "ABC", "lead")


@pytest.mark.parametrize("visit_id", VISITS)
def test_a_slot_goes_to_the_lowest_ticket_that_fits(visit_id):
    held = {"A": FOOD, "B": FREE, "C": FOOD | LEAD}

    assert dealt(visit_id, held, FOOD) == {first(visit_id, "AC", "place"): FOOD}


@pytest.mark.parametrize("visit_id", VISITS)
def test_a_slot_never_goes_to_the_only_one_who_fits_another(visit_id):
    held = {"A": FOOD, "B": FOOD | METERS, "C": FREE}

    assert dealt(visit_id, held, FOOD, METERS) == {"A": FOOD, "B": METERS}


@pytest.mark.parametrize("visit_id", VISITS)
def test_a_leading_slot_asks_for_all_its_qualifications(visit_id):
    held = {"A": FOOD, "B": LEAD, "C": FOOD | LEAD}

    assert dealt(visit_id, held, FOOD | LEAD) == {"C": FOOD | LEAD}


def test_members_are_listed_by_id_whatever_their_order():
    held = {"C": LEAD, "A": FOOD, "B": FREE}
    found = team("T1/P1", wanting(FOOD, LEAD), ["C", "A", "B"], [], known(held), KEY)

    assert found == team("T1/P1", wanting(FOOD, LEAD), ["B", "C", "A"], [], known(held), KEY)
    assert found.places == (("A", FOOD), ("B", FREE), ("C", LEAD))


def test_slots_that_cannot_be_filled_are_a_mistake():
    held = {"A": FOOD, "B": FREE}

    with pytest.raises(ValueError, match="cannot be filled"):
        team("T1/P1", wanting(FOOD, FOOD), list(held), [], known(held), KEY)


@pytest.mark.parametrize("visit_id", VISITS)
def test_experts_get_their_places_by_ticket_and_never_lead(visit_id):
    held = {"A": FREE, "B": FREE, "X": FOOD | LEAD, "Y": FOOD, "Z": METERS}
    demand = wanting(team_size=2, experts=(FOOD, FOOD, METERS))
    found = team(visit_id, demand, ["A", "B"], ["Z", "Y", "X"], known(held), KEY)

    assert found.leader == first(visit_id, "AB", "lead")
    assert found.experts == (("X", FOOD), ("Y", FOOD), ("Z", METERS))
    assert found.officer_ids == ("A", "B")


@pytest.mark.parametrize("visit_id", VISITS)
def test_an_expert_is_never_put_where_he_is_missed_elsewhere(visit_id):
    held = {"A": FREE, "B": FREE, "X": FOOD, "Y": FOOD | METERS}
    demand = wanting(team_size=2, experts=(FOOD, METERS))
    found = team(visit_id, demand, ["A", "B"], ["Y", "X"], known(held), KEY)

    assert found.experts == (("X", FOOD), ("Y", METERS))


def test_a_team_goes_without_experts_if_none_are_sent():
    held = {"A": FREE, "B": FREE}
    found = team("T1/P1", wanting(team_size=2, experts=(FOOD,)), ["A", "B"], [], known(held), KEY)

    assert found.experts == ()


@pytest.mark.parametrize(
    ("slots", "possible"),
    [
        ([], True),
        ([FOOD], True),
        ([FOOD, METERS], True),
        ([FOOD, FOOD], True),
        ([METERS, METERS], False),  # one person, two places
        ([FOOD, FOOD, METERS], False),
        ([FOOD | METERS], True),
        ([LEAD], False),
    ],
)
def test_each_slot_needs_another_member(slots, possible):
    held = {"A": FOOD, "B": FOOD | METERS, "C": FREE}

    assert can_fill(slots, list(held), held) is possible
