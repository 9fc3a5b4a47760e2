from datetime import date

import pytest

from scheduler.domain.planbook import Shortfall, ShortfallKind
from scheduler.rules import load_at_least
from tests.shelf_book import FREE
from tests.shelf_people import advised, helped


def below(case, officer_id, needed, available, body_id="B2"):
    shortfall = Shortfall(
        kind=ShortfallKind.BELOW_MINIMUM,
        body_id=body_id,
        subject=officer_id,
        needed=needed,
        available=available,
    )
    return case.drawing(shortfalls=(*case.book.shortfalls, shortfall))


def test_accepts_officers_at_the_minimum(case):
    assert case.breaches(load_at_least) == []


def test_reports_officers_below_the_minimum_of_the_policy(case):
    # O2 has a visit of an earlier draw besides his own.
    assert case.policy(min_visits=2).breaches(load_at_least) == [
        ("B1", "O3"),
        ("B2", "O6"),
        ("B2", "O7"),
    ]


def test_reports_an_officer_below_his_own_minimum(case):
    assert case.officer("O7", min_visits=2).breaches(load_at_least) == [("B2", "O7")]


def test_accepts_an_officer_without_a_minimum(case):
    # O6 stays at home.
    team = case.book.teams[3].places
    idle = case.team("T1/P1", "B2", places=team)

    assert idle.breaches(load_at_least) == [("B2", "O6")]
    assert idle.officer("O6", min_visits=0).breaches(load_at_least) == []


@pytest.mark.parametrize("change", [{"seconded": True}, {"cert_valid_to": date(2026, 3, 1)}])
def test_accepts_no_visit_for_officers_who_cannot_go(case, change):
    idle = case.team("T1/P1", "B2", places=case.book.teams[3].places)

    assert idle.officer("O6", **change).breaches(load_at_least) == []


def test_reports_no_visit_for_an_officer_with_one_day(case):
    idle = case.team("T1/P1", "B2", places=case.book.teams[3].places)

    assert idle.officer("O6", cert_valid_to=date(2026, 3, 2)).breaches(load_at_least) == [
        ("B2", "O6")
    ]


def test_accepts_officers_of_a_body_without_a_visit(case):
    # B2 has nothing to do in this draw.
    visits = tuple(visit for visit in case.book.visits if visit.visit_id == "T5/P1")
    teams = tuple(team for team in case.book.teams if team.visit_id == "T5/P1")

    assert case.drawing(visits=visits, teams=teams).breaches(load_at_least) == []


def test_accepts_a_true_word_about_a_minimum_out_of_reach(case):
    assert below(case.officer("O7", min_visits=2), "O7", 2, 1).breaches(load_at_least) == []


def test_accepts_more_than_the_book_promised(case):
    assert below(case.officer("O7", min_visits=2), "O7", 2, 0).breaches(load_at_least) == []


@pytest.mark.parametrize(("needed", "available"), [(3, 1), (2, 2), (1, 0)])
def test_reports_an_untrue_word_about_a_minimum(case, needed, available):
    short = below(case.officer("O7", min_visits=2), "O7", needed, available)

    assert short.breaches(load_at_least) == [("B2", "O7")]


def test_reports_less_than_the_book_promised(case):
    short = below(case.officer("O7", min_visits=3), "O7", 3, 2)

    assert short.breaches(load_at_least) == [("B2", "O7")]


def test_reports_a_word_about_a_stranger(case):
    assert below(case, "O99", 1, 0).breaches(load_at_least) == [("B2", "O99")]


def test_reports_an_expert_below_the_minimum(case):
    # E2 could go as well as E1.
    idle = advised(case).person("E2", "B2", role="expert", cert_valid_to=None)

    assert idle.breaches(load_at_least) == [("B2", "E2")]
    assert below(idle, "E2", 1, 0).breaches(load_at_least) == []


def test_accepts_experts_whom_nobody_asked_for(case):
    assert case.person("E2", "B2", role="expert").breaches(load_at_least) == []


def test_reports_colleagues_of_an_officer_who_was_lent(case):
    # B3 owes nobody and lends O10; O11 gets less than his minimum.
    bodies = {"lending": {"B1": ("B3",)}}
    idle = case.policy(**bodies).person("O10", "B3").person("O11", "B3", min_visits=1)
    lent = idle.team("T5/P1", "B1", places=(("O1", FREE), ("O10", FREE)))

    assert ("B3", "O11") not in idle.breaches(load_at_least)
    assert ("B3", "O11") in lent.breaches(load_at_least)


def test_accepts_a_visit_for_another_body_as_one(case):
    # O6 goes to T1 for his own body and to T5 for B1.
    assert helped(case).officer("O6", min_visits=2).breaches(load_at_least) == []
    assert helped(case).officer("O6", min_visits=3).breaches(load_at_least) == [("B2", "O6")]
