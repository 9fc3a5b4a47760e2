from scheduler.rules import one_place_per_visit
from tests.shelf_book import FREE, LEAD
from tests.shelf_people import WATER, advised


def test_accepts_one_place_for_everybody(case):
    # O1 and O5 go twice, to two visits.
    assert case.breaches(one_place_per_visit) == []


def test_reports_an_officer_who_comes_for_two_bodies(case):
    double = case.team("T1/P1", "B2", places=(("O1", FREE), ("O5", LEAD)))

    assert double.breaches(one_place_per_visit) == [("T1/P1", "O1")]


def test_reports_an_officer_who_fills_two_places_of_a_team(case):
    double = case.team("T8/P3", "B2", places=(("O5", LEAD), ("O5", FREE)))

    assert double.breaches(one_place_per_visit) == [("T8/P3", "O5")]


def test_accepts_an_expert_beside_the_officers(case):
    assert advised(case).breaches(one_place_per_visit) == []


def test_reports_an_officer_who_comes_as_an_expert_as_well(case):
    double = advised(case).team("T8/P3", "B2", experts=(("O5", WATER),))

    assert double.breaches(one_place_per_visit) == [("T8/P3", "O5")]
