from scheduler.rules import own_body
from tests.shelf_book import FREE, LEAD
from tests.shelf_people import helped


def test_accepts_officers_of_the_body(case):
    assert case.breaches(own_body) == []


def test_reports_an_officer_of_another_body(case):
    lent = case.team("T8/P3", "B2", places=(("O1", FREE), ("O5", LEAD)))

    assert lent.breaches(own_body) == [("T8/P3", "B2", "O1")]


def test_reports_an_officer_whom_nobody_knows(case):
    invented = case.team("T8/P3", "B2", places=(("O5", LEAD), ("O99", FREE)))

    assert invented.breaches(own_body) == [("T8/P3", "B2", "O99")]


def test_accepts_an_officer_of_a_body_that_lends(case):
    assert helped(case).breaches(own_body) == []


def test_reports_an_officer_of_a_body_that_lends_to_others_only(case):
    other = helped(case).policy(lending={"B1": ("B3",), "B3": ("B2",)})

    assert other.breaches(own_body) == [("T5/P1", "B1", "O6")]
