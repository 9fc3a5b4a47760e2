from datetime import date

from scheduler.rules import certified
from tests.shelf_people import advised, helped


def test_accepts_valid_certificates(case):
    assert case.breaches(certified) == []


def test_accepts_a_certificate_on_its_last_day(case):
    # O7 goes on 14 March.
    assert case.officer("O7", cert_valid_to=date(2026, 3, 14)).breaches(certified) == []


def test_reports_a_certificate_the_day_after(case):
    lapsed = case.officer("O7", cert_valid_to=date(2026, 3, 13))

    assert lapsed.breaches(certified) == [("T8/P3", "B2", "O7")]


def test_reports_an_officer_without_a_certificate(case):
    assert case.officer("O7", cert_valid_to=None).breaches(certified) == [("T8/P3", "B2", "O7")]


def test_accepts_an_expert_without_a_certificate(case):
    assert advised(case).breaches(certified) == []


def test_reports_an_officer_who_is_lent_without_a_certificate(case):
    lent = helped(case).officer("O6", cert_valid_to=date(2026, 3, 16))

    assert ("T5/P1", "B1", "O6") in lent.breaches(certified)
