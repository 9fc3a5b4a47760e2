"""What the tables say about days, people lent, experts, remedies and rounds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.files.planbook.contents import TABLES
from api.files.planbook.documents import counts
from api.files.planbook.edition import Edition
from scheduler.domain.dayplan import DayLoan
from scheduler.domain.lock import NO_DAYS
from scheduler.domain.planbook import Task
from tests.api.files.planbook.editions import worked


@pytest.fixture
def book(edition):
    return worked(edition)


def rows(name, edition, *columns):
    return TABLES[name](edition).select(columns).rows()


def test_days_have_the_visits_planned_for_each_plan(book):
    told = [(plan, str(day), visits) for plan, day, visits in TABLES["days"](book).rows()]

    assert told == [("P1", "2026-03-17", 2), ("P1", "2026-03-18", 1), ("P3", "2026-03-14", 1)]


def test_used_places_are_those_of_the_body_that_lends(book):
    told = rows("body_days", book, "body_id", "capacity", "reserve", "planned", "used")

    # On the 17th one of the two comes from B2.
    assert told == [("B1", 6, 1, 2, 1), ("B1", 6, 0, 2, 2), ("B2", None, 0, 2, 2)]


def test_places_that_others_keep_ready_are_told_at_both(edition):
    days = edition.lock.days
    loan = DayLoan("B1", days.body_days[0].day, "B2", 2)
    lent = Edition(replace(edition.lock, days=replace(days, loans=(loan,))), edition.book)

    told = rows("body_days", lent, "body_id", "borrowed")

    assert told[0] == ("B1", 2)
    assert {borrowed for _, borrowed in told[1:]} <= {0, -2}
    assert lent.lock.days.borrowed["B2", loan.day] == -2


def test_a_draw_without_planned_days_has_empty_tables_of_days(edition):
    without = Edition(replace(edition.lock, days=NO_DAYS), edition.book)

    assert TABLES["days"](without).height == TABLES["body_days"](without).height == 0


def test_a_visit_names_the_plan_whose_day_it_takes(book):
    off = replace(book.book, visits=(replace(book.book.visits[0], slot_plan=""),))

    assert rows("visits", book, "slot_plan") == [("P1",), ("P1",), ("P3",)]
    assert rows("visits", Edition(book.lock, off), "slot_plan") == [(None,)]


def test_teams_tell_whose_officer_comes_and_who_advises(book):
    told = rows("teams", book, "visit_id", "body_id", "officer_id", "home_body", "role", "place")

    assert ("T5/P1", "B1", "O7", "B2", "officer", []) in told
    assert told[-1] == ("T8/P3", "B2", "O9", "B2", "expert", ["water"])
    assert {home == body for _, body, officer, home, *_ in told if officer != "O7"} == {True}


def test_experts_are_no_officers_of_a_visit_or_task(book):
    assert rows("visits", book, "officers", "experts")[-1] == (2, 1)
    assert rows("tasks", book, "officer_ids", "expert_ids", "expert_names")[-1] == (
        ["O5", "O7"],
        ["O9"],
        ["甲"],
    )


def test_remedies_are_told_one_by_one(book):
    assert rows("remedies", book, "remedy", "was", "now", "places") == [
        ("other_day", "2026-03-16", "2026-03-17", 0),
        ("lending", None, "B2", 1),
        ("direct_assignment", None, None, 2),
    ]


def test_bodies_and_loads_have_their_role(book):
    assert set(rows("bodies", book, "role")) == set(rows("loads", book, "role")) == {("officer",)}


def test_a_round_is_one_visit_and_not_a_merged_one(edition):
    """P1 goes from T3 to T5 in one round."""
    plan = replace(edition.problem.plan["P1"], round_size=2, merging=False)
    first, second, third = edition.book.visits
    tasks = (Task("P1", "T3"), Task("P1", "T5"))
    going = replace(second, visit_id="T3/P1", premises_id="M1", tasks=tasks)
    changed = Edition(
        replace(
            edition.lock, problem=replace(edition.problem, plans=(plan, *edition.problem.plans[1:]))
        ),
        replace(
            edition.book,
            visits=(replace(first, tasks=(Task("P2", "T1"),)), going, third),
            teams=tuple(
                replace(team, visit_id="T3/P1") if team.visit_id == "T5/P1" else team
                for team in edition.book.teams
            ),
        ),
    )
    found = counts(changed)

    assert (found["rounds"], found["merged_visits"], found["visits_saved"]) == (1, 0, 0)
    assert rows("visits", changed, "tasks", "merged")[1] == (2, False)
    premises = dict(rows("tasks", changed, "target_id", "premises_id"))
    assert (premises["T3"], premises["T5"]) == ("M1", "T5")


def test_a_merged_visit_saves_the_others(edition):
    found = counts(edition)

    assert (found["rounds"], found["merged_visits"], found["visits_saved"]) == (0, 1, 2)
