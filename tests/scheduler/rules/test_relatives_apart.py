from scheduler.rules import relatives_apart
from tests.shelf_people import advised


def test_accepts_people_who_are_no_relatives(case):
    assert case.breaches(relatives_apart) == []


def test_accepts_relatives_at_different_visits(case):
    # O2 goes to T1, O3 to T5.
    assert case.related("O2", "O3").breaches(relatives_apart) == []


def test_reports_relatives_in_one_team(case):
    assert case.related("O5", "O7").breaches(relatives_apart) == [("T8/P3", "O5", "O7")]


def test_reports_relatives_whichever_of_them_declared_it(case):
    both = case.related("O7", "O5").related("O5", "O7")

    assert both.breaches(relatives_apart) == [("T8/P3", "O5", "O7")]


def test_reports_relatives_in_the_teams_of_two_bodies(case):
    # O1 and O5 meet at T1, and go to T5 and T8 without each other.
    assert case.related("O1", "O5").breaches(relatives_apart) == [("T1/P1", "O1", "O5")]


def test_reports_an_expert_who_is_an_officers_relative(case):
    assert advised(case).related("E1", "O7").breaches(relatives_apart) == [("T8/P3", "E1", "O7")]
    assert advised(case).related("E1", "O6").breaches(relatives_apart) == []


def test_accepts_a_relative_who_stays_at_home(case):
    assert case.related("O5", "O9").breaches(relatives_apart) == []
