"""Who stands in for an officer, on both sides of each edge: the shelf's district, O6 leaves T1.

B2 has O5 (in the team), O6 (leaves), O7, and O8 and O9, whom rules keep away: O7 comes.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pytest

from scheduler.domain.conflicts import Conflict, Leave, Relation, Subject
from scheduler.domain.planbook import ShortfallKind
from scheduler.domain.vacancies import NOBODY, OfficerVacancy, Reason
from scheduler.lottery.replacements import officers
from scheduler.lottery.replacements.officers import filled, stand_in, team_left
from scheduler.lottery.tickets import order_by_ticket
from tests.scheduler.lottery.frequencies import FALSE_ALARM, fits
from tests.scheduler.lottery.replacements.worlds import drawn, key, replaced
from tests.shelf_book import LEAD
from tests.shelf_people import helped

LEAVING = OfficerVacancy("T1/P1", "B2", "O6")


def comes(case, vacancy=LEAVING, number=0, earlier=()):
    return stand_in(case.lock, case.book, vacancy, key(number), earlier)


def test_the_one_who_may_comes(case):
    assert comes(case) == "O7"


@pytest.mark.parametrize(
    "kept_away",
    [
        lambda case: case.officer("O7", seconded=True),
        lambda case: case.officer("O7", status="off_duty"),
        lambda case: case.officer("O7", cert_valid_to=date(2026, 3, 17)),
        lambda case: case.officer("O7", max_visits=1),
        lambda case: case.related("O5", "O7"),
        lambda case: case.related("O2", "O7"),
        lambda case: case.inspected(
            target_id="T1", body_id="B2", day=date(2025, 11, 20), officer_ids=["O7"]
        ),
        lambda case: case.problem(
            leave=(Leave(officer_id="O7", starts=date(2026, 3, 18), ends=date(2026, 3, 19)),)
        ),
        lambda case: case.problem(
            conflicts=(
                Conflict(
                    officer_id="O7",
                    subject=Subject.TARGET,
                    subject_id="T1",
                    relation=Relation.OTHER,
                ),
            )
        ),
        lambda case: case.policy(no_repeated_pairs=True),  # he meets O5 at T8 and at T1
    ],
    ids=[
        "seconded", "off duty", "certificate", "limit", "relative in the team",
        "relative in another team", "cooling off", "leave", "conflict", "pair",
    ],
)  # fmt: skip
def test_whom_a_rule_keeps_away_does_not_come(case, kept_away):
    assert comes(kept_away(case)) == NOBODY


@pytest.mark.parametrize(
    "near",
    [
        lambda case: case.officer("O7", cert_valid_to=date(2026, 3, 18)),
        lambda case: case.officer("O7", max_visits=2),
        lambda case: case.related("O6", "O7"),
        lambda case: case.related("O3", "O7"),
        lambda case: case.problem(
            leave=(Leave(officer_id="O7", starts=date(2026, 3, 19), ends=date(2026, 3, 20)),)
        ),
    ],
    ids=["certificate", "limit", "relative of who left", "relative elsewhere", "leave"],
)
def test_on_the_other_side_of_the_edge_he_comes(case, near):
    assert comes(near(case)) == "O7"


def test_a_team_keeps_somebody_who_may_lead(case):
    case = case.officer("O5", may_lead=False)

    assert comes(case.officer("O7", may_lead=False)) == NOBODY
    assert comes(case) == "O7"


def test_the_places_are_dealt_and_the_leader_chosen_anew(case):
    led = OfficerVacancy("T1/P1", "B2", "O5")
    after = filled(case.lock, case.book, led, comes(case, led))
    team = team_left(after, OfficerVacancy("T1/P1", "B2", "O7"))

    assert team.officer_ids == ("O6", "O7")
    assert sorted(map(len, dict(team.places).values())) == [0, 1]
    assert team.leader in team.officer_ids
    assert LEAD in dict(team.places).values()


def test_the_lowest_ticket_comes(case):
    for name in ("O10", "O11", "O12"):
        case = case.person(name, "B2")
    for number in range(20):
        order = order_by_ticket(f"{key(number)}/officer/", ["O7", "O10", "O11", "O12"])

        assert comes(case, number=number) == order[0]
        kept = case.officer(order[0], seconded=True)
        assert comes(kept, number=number) == order[1]


def test_who_left_the_visit_before_does_not_come_back(case):
    before = (replaced(OfficerVacancy("T1/P1", "B2", "O7"), "O6"),)

    assert comes(case, earlier=before) == NOBODY


@pytest.mark.parametrize(
    ("reason", "came"),
    [
        (Reason.RECUSAL, "O7"),
        (Reason.LEAVE, "O7"),
        (Reason.CERTIFICATE, NOBODY),
        (Reason.TRANSFER, NOBODY),
    ],
)
def test_who_left_another_visit_comes_unless_it_was_for_good(case, reason, came):
    before = (replaced(OfficerVacancy("T8/P3", "B2", "O7"), "O6", reason=reason),)

    assert comes(case, earlier=before) == came


def test_where_nobody_can_come_the_team_is_given_up(case):
    after = filled(case.lock, case.book, LEAVING, NOBODY)
    (told,) = after.shortfalls

    assert team_left(after, LEAVING) is None
    assert (told.kind, told.subject, told.body_id) == (ShortfallKind.UNSTAFFED, "T1/P1", "B2")
    assert (told.needed, told.available) == (2, 1)
    assert {load.officer_id: load.drawn for load in after.loads} == {
        "O1": 2, "O2": 1, "O3": 1, "O5": 1, "O6": 0, "O7": 1,
    }  # fmt: skip


@pytest.mark.parametrize("vacancy", [OfficerVacancy("T1/P1", "B2", "O7"),
                                     OfficerVacancy("T1/P2", "B2", "O6"),
                                     OfficerVacancy("T1/P1", "B1", "O6")])  # fmt: skip
def test_nobody_leaves_a_place_that_he_has_not(case, vacancy):
    assert team_left(case.book, vacancy) is None
    with pytest.raises(ValueError, match="not in the team"):
        stand_in(case.lock, case.book, vacancy, key())


# --- lent officers -------------------------------------------------------------------------------


def test_own_officers_are_asked_first_for_one_who_was_lent(case):
    case = helped(case)
    lent = OfficerVacancy("T5/P1", "B1", "O6")
    came = comes(case, lent)
    after = filled(case.lock, case.book, lent, came)

    assert came == "O3"
    assert [use for use in after.remedies if use.visit_id == "T5/P1"] == []


def test_then_officers_of_the_same_lender(case):
    case = helped(case).officer("O3", seconded=True)
    lent = OfficerVacancy("T5/P1", "B1", "O6")
    came = comes(case, lent)
    after = filled(case.lock, case.book, lent, came)

    assert came in {"O5", "O7"}
    assert after.remedies == case.book.remedies


def test_for_own_officers_nobody_is_lent(case):
    case = helped(case).officer("O3", seconded=True).officer("O2", seconded=True)

    assert comes(case, OfficerVacancy("T5/P1", "B1", "O1")) == NOBODY


# --- chance --------------------------------------------------------------------------------------


def test_equals_have_equal_chances(case, monkeypatch):
    """Chi-square over five who differ in nothing; a false alarm has probability *FALSE_ALARM*."""
    names = ("O10", "O11", "O12", "O13", "O14")
    for name in names:
        case = case.person(name, "B2")
    case = case.officer("O7", seconded=True)
    judged = {name: _breaks(case, name) for name in names}
    monkeypatch.setattr(
        officers, "breaks_rules", lambda *arguments: judged.get(next(iter(arguments[-1])), True)
    )
    _remember_teams(monkeypatch)
    came = [comes(case, number=number) for number in range(4_000)]

    assert pytest.approx(1e-6) == FALSE_ALARM
    assert not any(judged[name] for name in names)
    assert fits(np.array([came.count(name) for name in names]))


def _breaks(case, name):
    """Judge one stand-in once: what the rules say of him does not depend on the key."""
    only = case
    for other in ("O10", "O11", "O12", "O13", "O14"):
        if other != name:
            only = only.officer(other, seconded=True)
    return comes(only) != name


def _remember_teams(monkeypatch):
    real = officers.team_with
    known = {}

    def formed(lock, book, team, vacancy, came):
        if came not in known:
            known[came] = real(lock, book, team, vacancy, came)
        return known[came]

    monkeypatch.setattr(officers, "team_with", formed)


def test_in_a_drawn_world_the_ticket_decides_among_those_who_may():
    lock, book = drawn("tiny")
    team = book.teams[0]
    vacancy = OfficerVacancy(team.visit_id, team.body_id, team.officer_ids[0])
    crowd = [
        name
        for name, body_id in zip(
            lock.problem.officers.ids, lock.problem.officers.frame["body_id"], strict=True
        )
        if body_id == team.body_id and name not in team.officer_ids
    ]

    @cache
    def may(name):
        formed = officers.team_with(lock, book, team, vacancy, name)
        return formed is not None and _obeys(lock, book, formed, name)

    for number in range(12):
        order = order_by_ticket(f"{key(number)}/officer/", crowd, lock.problem.aliases)
        due = next((name for name in order if may(name)), NOBODY)
        assert stand_in(lock, book, vacancy, key(number)) == due


def _obeys(lock, book, formed, name):
    after = officers.with_teams(lock.problem, book, (), (formed,))
    return not officers.breaks_rules(lock, book, after, formed, frozenset({name}))
