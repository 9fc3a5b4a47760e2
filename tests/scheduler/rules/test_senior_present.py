from scheduler.rules import senior_present
from tests.shelf_people import WATER, advised, helped


def asking(case, *seniors):
    """Ask for a senior officer in each team; O1 and O5 are in all four."""
    for name in seniors:
        case = case.officer(name, senior=True)
    return case.policy(require_senior=True)


def test_accepts_teams_with_a_senior_officer(case):
    assert asking(case, "O1", "O5").breaches(senior_present) == []


def test_reports_a_team_without_a_senior_officer(case):
    assert asking(case, "O1", "O6").breaches(senior_present) == [("T8/P3", "B2")]


def test_reports_each_body_by_itself(case):
    # At T1 B2's O5 does not stand in for B1.
    assert asking(case, "O3", "O5").breaches(senior_present) == [("T1/P1", "B1")]


def test_accepts_any_team_where_the_policy_does_not_ask(case):
    assert case.breaches(senior_present) == []


def test_accepts_a_senior_officer_who_is_lent(case):
    lent = asking(helped(case), "O2", "O5", "O6")

    assert lent.breaches(senior_present) == []
    assert lent.officer("O6", senior=False).breaches(senior_present) == [("T5/P1", "B1")]


def test_reports_a_team_whose_only_senior_is_an_expert(case):
    sent = asking(advised(case), "O1", "O6", "E1")
    instead = sent.team("T8/P3", "B2", places=(("E1", WATER), ("O7", WATER)), experts=())

    assert sent.breaches(senior_present) == [("T8/P3", "B2")]
    assert instead.breaches(senior_present) == [("T8/P3", "B2")]


def test_reports_a_team_of_strangers(case):
    strangers = asking(case, "O1", "O5").team("T8/P3", "B2", places=(("O99", WATER),))

    assert strangers.breaches(senior_present) == [("T8/P3", "B2")]
