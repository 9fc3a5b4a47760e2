import pytest

from scheduler.rules import leader
from tests.shelf_book import FREE, LEAD
from tests.shelf_people import WATER, advised, helped


def test_accepts_the_lowest_ticket_among_those_who_may_lead(case):
    assert case.breaches(leader) == []


def test_reports_a_member_with_a_higher_ticket(case):
    assert case.team("T8/P3", "B2", leader="O5").breaches(leader) == [("T8/P3", "B2")]


def test_reports_a_leader_who_may_not_lead(case):
    assert case.team("T1/P1", "B1", leader="O2").breaches(leader) == [("T1/P1", "B1")]


def test_accepts_the_next_ticket_where_the_lowest_may_not_lead(case):
    demoted = case.officer("O7", may_lead=False)

    assert demoted.breaches(leader) == [("T8/P3", "B2")]
    assert demoted.team("T8/P3", "B2", leader="O5").breaches(leader) == []


def test_reports_a_leader_from_outside_the_team(case):
    assert case.team("T8/P3", "B2", leader="O6").breaches(leader) == [("T8/P3", "B2")]


def without_leaders(case):
    """Let neither of the two at T8 lead; at T1 O6 does it then."""
    demoted = case.officer("O5", may_lead=False).officer("O7", may_lead=False)
    return demoted.team("T1/P1", "B2", leader="O6")


def test_reports_a_team_in_which_nobody_may_lead(case):
    assert without_leaders(case).breaches(leader) == [("T8/P3", "B2")]


def test_accepts_the_lowest_ticket_of_all_where_no_leader_is_required(case):
    assert without_leaders(case).policy(require_leader=False).breaches(leader) == []


def test_reports_a_team_of_strangers(case):
    strangers = case.team("T8/P3", "B2", places=(("O98", LEAD), ("O99", FREE)))

    assert set(strangers.breaches(leader)) == {("T8/P3", "B2")}


def test_accepts_an_officer_who_is_lent_as_leader(case):
    # Only O6, of B2, may lead B1's team at T5.
    lent = helped(case).officer("O1", may_lead=False)

    assert ("T5/P1", "B1") in lent.breaches(leader)
    assert ("T5/P1", "B1") not in lent.team("T5/P1", "B1", leader="O6").breaches(leader)


def test_reports_an_expert_as_leader(case):
    assert advised(case).breaches(leader) == []
    assert advised(case).team("T8/P3", "B2", leader="E1").breaches(leader) == [("T8/P3", "B2")]


@pytest.mark.parametrize("name", [f"E{number}" for number in range(2, 10)])
def test_accepts_an_officer_as_leader_whatever_the_ticket_of_an_expert(case, name):
    sent = advised(case).person(name, "B2", role="expert")

    assert sent.team("T8/P3", "B2", experts=((name, WATER),)).breaches(leader) == []
