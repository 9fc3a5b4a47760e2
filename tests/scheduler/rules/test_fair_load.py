from dataclasses import replace
from datetime import date

import pytest

from scheduler.domain.conflicts import Leave
from scheduler.domain.planbook import BodyDraw, Shortfall, ShortfallKind
from scheduler.domain.registry import Role
from scheduler.rules import fair_load
from tests.shelf_book import FREE, LEAD, load
from tests.shelf_people import advised, helped


def test_accepts_loads_in_proportion_to_days(case):
    assert case.breaches(fair_load) == []


def shifted(case, *, slack=0, widened=0):
    """Send O6 to T1 and O7 to T8 as before, but O6 instead of O5 to T8: 1, 2, 1."""
    return (
        case.policy(load_slack=slack)
        .team("T8/P3", "B2", places=(("O6", LEAD), ("O7", FREE)))
        .load("O5", drawn=1)
        .load("O6", drawn=2)
        .body("B2", widened=widened)
    )


def test_accepts_any_loads_within_the_band(case):
    # Four places for three officers: one or two each.
    assert shifted(case).breaches(fair_load) == []


def idle(case, *, slack=0, widened=0):
    """Send O5 and O6 twice, O7 never."""
    lowest, highest = (0, 3) if slack + widened else (1, 2)
    changed = (
        case.policy(load_slack=slack, min_visits=0)
        .team("T8/P3", "B2", places=(("O5", LEAD), ("O6", FREE)))
        .load("O6", drawn=2)
        .load("O7", drawn=0)
        .body("B2", widened=widened)
    )
    for officer_id in ("O5", "O6", "O7"):
        changed = changed.load(officer_id, lowest=lowest, highest=highest)
    return changed


def in_b2(found):
    return [subjects for subjects in found if subjects[0] == "B2"]


def test_reports_a_load_below_the_band(case):
    assert in_b2(idle(case).breaches(fair_load)) == [("B2", "O7")]


def test_accepts_a_load_within_the_slack(case):
    assert in_b2(idle(case, slack=1).breaches(fair_load)) == []


def test_accepts_a_load_within_a_band_that_had_to_grow(case):
    assert in_b2(idle(case, widened=1).breaches(fair_load)) == []


def test_reports_a_load_above_the_band(case):
    # With 10 of his 22 days O5 has a share of 4 * 10 / 54, less than one, and goes twice.
    away = Leave(officer_id="O5", starts=date(2026, 3, 2), ends=date(2026, 3, 18))
    shorter = (
        case.problem(leave=(*case.lock.problem.leave, away))
        .load("O5", days_available=10, share=(20, 27), lowest=1, highest=1)
        .load("O6", share=(44, 27))
        .load("O7", share=(44, 27))
    )

    assert shorter.breaches(fair_load) == [("B2", "O5")]


@pytest.mark.parametrize(
    "change",
    [
        {"days_available": 21},
        {"share": (8, 6)},
        {"lowest": 0},
        {"highest": 3},
        {"live": 1},
        {"drawn": 1},
    ],
)
def test_reports_figures_of_an_officer_that_are_wrong(case, change):
    assert case.load("O5", **change).breaches(fair_load) == [("B2", "O5")]


@pytest.mark.parametrize("change", [{"officers": 5}, {"visits": 3}, {"places": 5}])
def test_reports_figures_of_a_body_that_are_wrong(case, change):
    assert case.body("B2", **change).breaches(fair_load) == [("B2",)]


def test_reports_a_body_without_figures(case):
    assert case.drawing(bodies=case.book.bodies[1:]).breaches(fair_load) == [("B1",)]


def test_reports_an_officer_without_figures(case):
    assert case.drawing(loads=case.book.loads[1:]).breaches(fair_load) == [("B1", "O1")]


def test_reports_figures_of_officers_and_bodies_that_are_not_there(case):
    strangers = case.load("O5", officer_id="O8").body("B2", body_id="B3")

    assert set(strangers.breaches(fair_load)) == {("B2", "O5"), ("O8",), ("B2",), ("B3",)}


def test_accepts_live_visits_as_part_of_the_share(case):
    # O2 has one of B1's five places from an earlier draw, and gets one of two.
    figures = {row.officer_id: row for row in case.book.loads}

    assert (figures["O2"].share, figures["O2"].live, figures["O2"].highest) == ((2, 1), 1, 1)
    assert case.breaches(fair_load) == []


def test_accepts_a_limit_inside_the_band(case):
    # O6 may go once only.
    limited = case.officer("O6", max_visits=1).load("O6", highest=1)

    assert limited.breaches(fair_load) == []


def test_accepts_a_minimum_above_the_band(case):
    # O5 asks for two, and the band moves up with him.
    asking = case.officer("O5", min_visits=2).load("O5", lowest=2)

    assert asking.breaches(fair_load) == []
    assert case.officer("O5", min_visits=3).breaches(fair_load) == [("B2", "O5")] * 2


def test_accepts_a_minimum_lowered_to_what_the_book_says(case):
    asking = case.officer("O7", min_visits=2)
    shortfall = Shortfall(
        kind=ShortfallKind.BELOW_MINIMUM, body_id="B2", subject="O7", needed=2, available=1
    )

    assert asking.breaches(fair_load) == [("B2", "O7")] * 2
    assert asking.drawing(shortfalls=(shortfall,)).breaches(fair_load) == []


# --- crews --------------------------------------------------------------------------------------


def test_accepts_an_expert_in_a_crew_of_his_own(case):
    # One place of an expert, and one expert; the officers of B2 share theirs as before.
    assert advised(case).breaches(fair_load) == []


@pytest.mark.parametrize("change", [{"officers": 4}, {"visits": 3}, {"places": 2}])
def test_reports_figures_of_experts_that_are_wrong(case, change):
    assert advised(case).body("B2", Role.EXPERT, **change).breaches(fair_load) == [("B2",)]


def test_reports_experts_without_figures(case):
    sent = advised(case)

    assert sent.drawing(bodies=case.book.bodies).breaches(fair_load) == [("B2",)]
    assert sent.drawing(loads=case.book.loads).breaches(fair_load) == [("B2", "E1")]
    assert sent.load("E1", role=Role.OFFICER).breaches(fair_load) == [("B2", "E1")]


def test_reports_figures_of_experts_whom_nobody_asked_for(case):
    figures = advised(case).book.bodies
    idle = case.person("E1", "B2", role="expert").drawing(bodies=figures)

    assert idle.breaches(fair_load) == [("B2",)]


def two_experts(case, *, least):
    """Give B2 a second expert, who stays at home: one place, a half for each."""
    second = replace(
        load("E2", "B2", days=22, share=(1, 2), band=(least, 1), drawn=0), role=Role.EXPERT
    )
    sent = (
        advised(case)
        .policy(min_visits=least)
        .person("E2", "B2", role="expert", cert_valid_to=None)
        .load("E1", share=(1, 2), lowest=least)
        .body("B2", Role.EXPERT, officers=2)
    )
    return sent.drawing(loads=(*sent.book.loads, second))


def test_reports_an_expert_outside_his_band(case):
    assert in_b2(two_experts(case, least=0).breaches(fair_load)) == []
    assert in_b2(two_experts(case, least=1).breaches(fair_load)) == [("B2", "E2")]


def test_accepts_an_expert_as_available_without_a_certificate(case):
    sent = advised(case)

    assert sent.officer("E1", cert_valid_to=date(2026, 3, 3)).breaches(fair_load) == []


def test_accepts_lent_places_as_those_of_the_lender(case):
    assert helped(case).breaches(fair_load) == []


def test_reports_lent_places_in_the_figures_of_the_borrower(case):
    wrong = helped(case).body("B1", places=4)

    assert wrong.breaches(fair_load) == [("B1",)]


def test_reports_a_lender_without_a_visit_of_its_own_that_is_left_out(case):
    # B3 owes nobody and lends O10 to B1 for T5; O11 could have gone as well.
    idle = helped(case).policy(lending={"B1": ("B3",)}).person("O10", "B3").person("O11", "B3")
    lent = idle.team("T5/P1", "B1", places=(("O1", LEAD), ("O10", FREE)))
    crew = BodyDraw(body_id="B3", officers=2, visits=1, places=1, widened=0, steps=0, moves=0)
    told = lent.drawing(
        bodies=(*lent.book.bodies, crew),
        loads=(
            *lent.book.loads,
            load("O10", "B3", days=22, share=(1, 2), band=(0, 2), drawn=1),
            load("O11", "B3", days=22, share=(1, 2), band=(0, 2), drawn=0),
        ),
    )

    def in_b3(found):
        return [subjects for subjects in found if subjects[0] == "B3"]

    assert in_b3(idle.breaches(fair_load)) == []
    assert in_b3(lent.breaches(fair_load)) == [("B3",), ("B3", "O10"), ("B3", "O11")]
    assert in_b3(told.breaches(fair_load)) == []
