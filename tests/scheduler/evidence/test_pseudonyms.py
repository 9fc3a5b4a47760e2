"""Pseudonyms: what decides stays, who people are goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scheduler.domain.aliases import NO_MASK, alias
from scheduler.domain.conflicts import (
    Absence,
    Conflict,
    ConflictState,
    Kinship,
    Leave,
    Relation,
    Subject,
)
from scheduler.evidence.pseudonyms import pseudonymous, pseudonymous_book
from tests.cases import Case
from tests.shelf import PROBLEM
from tests.shelf_book import BOOK

MASK = "5a" * 32
MASKED = replace(PROBLEM, mask=MASK)


def named(officer_id):
    return alias(MASK, officer_id)


@pytest.fixture
def hidden():
    return pseudonymous(MASKED)


def test_everybody_has_an_alias_for_an_id(hidden):
    assert set(hidden.officers.ids) == {named(name) for name in PROBLEM.officers.ids}
    assert hidden.mask == NO_MASK
    assert hidden.aliases == {name: name for name in hidden.officers.ids}


def test_names_certificate_numbers_and_units_are_gone(hidden):
    frame = hidden.officers.frame

    assert frame["name"].to_list() == frame["officer_id"].to_list()
    assert frame["cert_no"].null_count() == frame.height
    assert frame["unit"].null_count() == frame.height


def test_nothing_in_it_tells_an_id(hidden):
    names = set(PROBLEM.officers.ids)
    logs = (hidden.history, hidden.live)

    assert not names & {name for log in logs for row in log.frame["officer_ids"] for name in row}
    assert not names & {one.officer_id for one in (*hidden.conflicts, *hidden.leave)}


@pytest.mark.parametrize(
    "away", [{"status": "suspended"}, {"status": "off_duty"}, {"seconded": True}]
)
def test_that_somebody_is_away_stays_but_not_why(away):
    (problem,) = [Case().officer("O1", **away).lock.problem]
    row = pseudonymous(replace(problem, mask=MASK)).officers.row(named("O1"))

    assert (row["status"], row["seconded"]) == ("off_duty", False)


def test_what_decides_who_could_go_stays(hidden):
    for name in PROBLEM.officers.ids:
        was, now = PROBLEM.officers.row(name), hidden.officers.row(named(name))
        for column in ("body_id", "qualifications", "may_lead", "max_visits", "cert_valid_to"):
            assert now[column] == was[column]


@pytest.mark.parametrize("state", ConflictState)
def test_conflicts_stay_without_relation_unless_they_were_decided_not_to_be(state):
    one = Conflict(
        officer_id="O1",
        subject=Subject.TARGET,
        subject_id="T1",
        relation=Relation.SPOUSE,
        state=state,
    )
    found = pseudonymous(replace(MASKED, conflicts=(one,))).conflicts
    kept = replace(
        one,
        officer_id=named("O1"),
        relation=Relation.OTHER,
        state=ConflictState.DECIDED_AVOID,
    )

    assert found == (() if state is ConflictState.DECIDED_NOT else (kept,))


@pytest.mark.parametrize("absence", Absence)
def test_leave_stays_without_its_reason(absence):
    one = Leave(officer_id="O3", starts=date(2026, 3, 2), ends=date(2026, 3, 4), absence=absence)
    found = pseudonymous(replace(MASKED, leave=(one,))).leave

    assert found == (replace(one, officer_id=named("O3"), absence=Absence.LEAVE),)


def test_relatives_stay_each_pair_once_without_the_relation():
    both = (
        Kinship(officer_id="O1", relative_id="O5", relation=Relation.SPOUSE),
        Kinship(officer_id="O5", relative_id="O1", relation=Relation.COLLATERAL_3),
    )
    found = pseudonymous(replace(MASKED, relatives=both)).relatives
    one, other = sorted((named("O1"), named("O5")))

    assert found == (Kinship(officer_id=one, relative_id=other, relation=Relation.OTHER),)


def test_a_problem_without_a_mask_has_its_own_names():
    assert pseudonymous(PROBLEM).officers.ids == PROBLEM.officers.ids


def test_two_masks_have_no_alias_in_common(hidden):
    other = pseudonymous(replace(PROBLEM, mask="5b" * 32))

    assert not set(hidden.officers.ids) & set(other.officers.ids)


def test_a_book_is_renamed_and_its_people_are_in_order():
    found = pseudonymous_book(BOOK, MASKED)

    for was, now in zip(BOOK.teams, found.teams, strict=True):
        assert now.leader == named(was.leader)
        assert dict(now.places) == {named(name): slot for name, slot in was.places}
        assert list(now.places) == sorted(now.places, key=lambda place: place[0])
    assert [one.officer_id for one in found.loads] == sorted(
        named(one.officer_id) for one in BOOK.loads
    )
    assert (found.selections, found.visits) == (BOOK.selections, BOOK.visits)
