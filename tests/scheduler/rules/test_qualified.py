from scheduler.rules import qualified
from tests.shelf import FOOD
from tests.shelf_book import FREE, LEAD
from tests.shelf_people import advised, helped


def test_accepts_slots_filled_by_those_who_can(case):
    assert case.breaches(qualified) == []


def test_accepts_a_qualified_officer_in_a_free_place(case):
    # O1 knows food, and takes the leader's slot of a team that needs nothing else.
    assert case.officer("O3", qualifications=["food"]).breaches(qualified) == []


def test_reports_an_officer_without_the_qualification(case):
    assert case.officer("O2", qualifications=["drugs"]).breaches(qualified) == [
        ("T1/P1", "B1", "O2")
    ]


def test_reports_an_officer_in_a_leaders_slot_who_may_not_lead(case):
    swapped = case.team("T1/P1", "B1", places=(("O1", FOOD), ("O2", LEAD)))

    assert swapped.breaches(qualified) == [("T1/P1", "B1", "O2")]


def test_reports_an_officer_with_one_of_two_qualifications(case):
    both = case.demand("T1/P1", "B1", slots=(FOOD | {"drugs"}, LEAD)).team(
        "T1/P1", "B1", places=(("O1", LEAD), ("O2", FOOD | {"drugs"}))
    )

    assert both.breaches(qualified) == [("T1/P1", "B1", "O2")]
    assert both.officer("O2", qualifications=["drugs", "food"]).breaches(qualified) == []


def test_reports_a_slot_left_open(case):
    open_slot = case.team("T1/P1", "B1", places=(("O1", LEAD), ("O2", FREE)))

    assert open_slot.breaches(qualified) == [("T1/P1", "B1")]


def test_reports_a_slot_that_nobody_owes(case):
    made_up = case.team("T8/P3", "B2", places=(("O5", LEAD), ("O7", LEAD)))

    assert made_up.breaches(qualified) == [("T8/P3", "B2")]


def test_reports_a_slot_filled_by_a_stranger(case):
    stranger = case.team("T8/P3", "B2", places=(("O5", FREE), ("O99", LEAD)))

    assert stranger.breaches(qualified) == [("T8/P3", "B2", "O99")]


def test_accepts_a_slot_filled_by_an_officer_who_is_lent(case):
    lent = helped(case).team("T5/P1", "B1", places=(("O1", FREE), ("O6", LEAD)))

    assert lent.breaches(qualified) == []
    assert lent.officer("O6", may_lead=False).breaches(qualified) == [("T5/P1", "B1", "O6")]


def test_accepts_the_place_of_an_expert_as_no_slot(case):
    assert advised(case).breaches(qualified) == []
