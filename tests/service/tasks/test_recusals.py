"""Who has an interest in a firm avoids it: applied for, decided by the head, obeyed later."""

from __future__ import annotations

import pytest
from sqlmodel import select

from api.tables.registries import ConflictRow
from api.usecases.people.roles import Role
from tests.service.tasks.redrawing import applied, decided, member


@pytest.fixture
def officer_id(drawn):
    drawn.dispatch()
    return member(drawn, drawn.ALONE)


def test_an_officer_applies_for_himself_and_work_goes_on(drawn, officer_id):
    made = applied(drawn.officer(officer_id), drawn.ALONE)

    assert (made.status_code, made.json()["state"]) == (201, "applied")
    assert (made.json()["officer_id"], made.json()["origin"]) == (officer_id, "officer")
    assert drawn.task(drawn.ALONE)["state"] == "dispatched"
    assert drawn.arrive(drawn.ALONE)


def test_the_body_enters_what_the_firm_asks(drawn, officer_id):
    given = {"officer_id": officer_id, "origin": "firm", "relation": "other"}

    made = applied(drawn.body_admin("B01"), drawn.ALONE, **given)
    refused = applied(drawn.body_admin("B02"), drawn.JOINT, **given)

    assert (made.status_code, made.json()["origin"]) == (201, "firm")
    assert refused.status_code == 403


def test_an_officer_cannot_apply_for_somebody_else(drawn):
    drawn.dispatch()
    other = member(drawn, drawn.ALONE, role="member")

    refused = applied(drawn.leader(drawn.ALONE), drawn.ALONE, officer_id=other)

    assert refused.status_code == 403


def test_an_officer_applies_once_until_it_is_decided(drawn, officer_id):
    officer = drawn.officer(officer_id)
    first = applied(officer, drawn.ALONE)
    second = applied(officer, drawn.ALONE)
    decided(drawn.head("B01"), first, avoid=False)

    assert (second.status_code, second.json()["code"]) == (409, "recusal-open")
    assert applied(officer, drawn.ALONE).status_code == 201


def test_the_head_of_the_body_decides_and_nobody_else(drawn, officer_id):
    made = applied(drawn.officer(officer_id), drawn.ALONE)

    for person in (drawn.planner, drawn.body_admin("B01"), drawn.officer(officer_id)):
        assert decided(person, made).status_code == 403
    assert decided(drawn.head("B02"), made).status_code == 404
    assert decided(drawn.head("B01"), made).status_code == 200


def test_a_head_does_not_decide_about_himself(drawn, officer_id):
    made = applied(drawn.officer(officer_id), drawn.ALONE)
    self = drawn.house.join("chief", Role.HEAD, "B01", officer_id=officer_id)

    refused = decided(self, made)

    assert (refused.status_code, refused.json()["code"]) == (403, "own-recusal")


def test_a_decision_has_a_reason_and_is_made_once(drawn, officer_id):
    made, head = applied(drawn.officer(officer_id), drawn.ALONE), drawn.head("B01")

    assert decided(head, made, reason=" ").json()["code"] == "reason-missing"
    decided(head, made)
    assert decided(head, made).status_code == 412


def test_not_to_avoid_changes_nothing(drawn, officer_id):
    made = applied(drawn.officer(officer_id), drawn.ALONE)

    found = decided(drawn.head("B01"), made, avoid=False).json()

    assert (found["state"], found["vacancy_id"]) == ("decided_not", None)
    with drawn.house.transaction() as tx:
        assert tx.session.exec(select(ConflictRow)).all() == []


def test_to_avoid_is_kept_for_later_draws_and_opens_a_redraw(drawn, officer_id):
    made = applied(drawn.officer(officer_id), drawn.ALONE)

    found = decided(drawn.head("B01"), made).json()

    assert found["state"] == "decided_avoid"
    vacancy = drawn.planner.get(f"/vacancies/{found['vacancy_id']}").json()
    assert (vacancy["state"], vacancy["cause"], vacancy["asked_by"]) == (
        "open",
        "recusal",
        "head-b01",
    )
    with drawn.house.transaction() as tx:
        (row,) = tx.session.exec(select(ConflictRow)).all()
    target_id = drawn.task(drawn.ALONE)["target_id"]
    assert (row.officer_id, row.subject_id, row.state) == (officer_id, target_id, "decided_avoid")
    assert row.relation == "in_law"


def test_why_somebody_withdraws_is_told_to_those_who_decide_alone(drawn, officer_id):
    made = applied(drawn.officer(officer_id), drawn.ALONE).json()
    supervisor = drawn.house.join("supervisor", Role.SUPERVISOR, "B01")
    address = f"/recusals/{made['id']}"

    assert drawn.head("B01").get(address).json()["reason"] == "cousin of the owner"
    assert drawn.officer(officer_id).get(address).json()["reason"] == "cousin of the owner"
    told = supervisor.get(address).json()
    assert (told["reason"], told["relation"], told["state"]) == (None, None, "applied")
    assert drawn.head("B02").get(address).status_code == 404
    assert "cousin" not in supervisor.get("/recusals").text


def test_recusals_are_listed_by_state(drawn, officer_id):
    made = applied(drawn.officer(officer_id), drawn.ALONE).json()
    head = drawn.head("B01")

    assert [one["id"] for one in head.get("/recusals").json()["items"]] == [made["id"]]
    assert head.get("/recusals", params={"state": "decided_not"}).json()["items"] == []
    assert drawn.head("B02").get("/recusals").json()["items"] == []


def test_a_relation_is_one_of_the_law(drawn, officer_id):
    refused = applied(drawn.officer(officer_id), drawn.ALONE, relation="friend")

    assert (refused.status_code, refused.json()["code"]) == (422, "field-invalid")
