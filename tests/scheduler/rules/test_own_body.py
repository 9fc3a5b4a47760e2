from scheduler.rules import own_body
from tests.shelf_book import FREE, LEAD


def test_accepts_officers_of_the_body(case):
    assert case.breaches(own_body) == []


def test_reports_an_officer_of_another_body(case):
    lent = case.team("T8/P3", "B2", places=(("O1", FREE), ("O5", LEAD)))

    assert lent.breaches(own_body) == [("T8/P3", "B2", "O1")]


def test_reports_an_officer_whom_nobody_knows(case):
    invented = case.team("T8/P3", "B2", places=(("O5", LEAD), ("O99", FREE)))

    assert invented.breaches(own_body) == [("T8/P3", "B2", "O99")]
