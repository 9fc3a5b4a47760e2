"""Who may see what of what has happened."""

from __future__ import annotations

from datetime import timedelta

import pytest

from api.usecases.people.accounts import the_account
from api.usecases.people.authenticate import actor_of
from api.usecases.people.roles import Role
from api.usecases.people.tokens import create_token


@pytest.fixture
def happened(house):
    """Things that happened to one body, to another, to both and to none."""
    with house.transaction() as tx:
        tx.tell("plan.created", ("plan", "P01"), bodies=["B01"], reason="one", of="B01")
    with house.transaction() as tx:
        tx.tell("plan.created", ("plan", "P02"), bodies=["B02"], reason="two", of="B02")
    with house.transaction() as tx:
        tx.tell("plan.changed", ("plan", "P03"), bodies=["B01", "B02"], reason="both", of="B02")
    with house.transaction() as tx:
        tx.tell("draw.locked", ("draw", 77), bodies=["B01"], reason="locked")
    with house.transaction() as tx:
        tx.tell("policy.added", ("policy", "2026-1"))
    return house


def listed(person, **params):
    answer = person.get("/events", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def subjects(person, **params):
    found = [one["subject_id"] for one in listed(person, **params)]
    return [one for one in found if one in {"P01", "P02", "P03", "77", "2026-1"}]


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMIN])
def test_whoever_reads_the_audit_sees_everything(happened, role):
    auditor = happened.join("auditor", role)

    assert subjects(auditor) == ["2026-1", "77", "P03", "P02", "P01"]
    (shared,) = listed(auditor, subject_id="P03")
    assert shared["bodies"] == ["B01", "B02"]
    assert (shared["actor"], shared["reason"]) == ("(service)", "both")
    assert shared["facts"] == {"of": "B02"}


def test_the_supervisor_of_a_body_sees_what_concerns_it(happened):
    auditor = happened.join("auditor", Role.SUPERVISOR, "B01")

    assert subjects(auditor) == ["77", "P03", "P01"]


def test_the_planner_of_the_district_sees_what_he_may_read_and_no_accounts(happened):
    planner = happened.join("planner", Role.PLANNER)

    assert subjects(planner) == ["77", "P03", "P02", "P01"]
    assert {one["subject"] for one in listed(planner)} == {"plan", "draw"}


@pytest.mark.parametrize("role", [Role.BODY_ADMIN, Role.HEAD, Role.PLANNER])
def test_people_of_a_body_see_its_matters_and_nothing_of_another_body(happened, role):
    person = happened.join("person", role, "B01")

    found = {one["subject_id"]: one for one in listed(person)}

    assert found.keys() == {"P01", "P03", "77"}
    assert (found["P01"]["actor"], found["P01"]["reason"]) == ("(service)", "one")
    assert found["P03"]["bodies"] == ["B01"]
    assert (found["P03"]["actor"], found["P03"]["reason"], found["P03"]["facts"]) == (None, "", {})


def test_officers_see_no_events(happened):
    officer = happened.join("officer", Role.OFFICER, "B01")

    assert officer.get("/events").json()["code"] == "not-allowed"
    assert happened.visitor().get("/events").status_code == 401


def test_a_body_whose_id_has_signs_of_patterns_is_taken_literally(house):
    with house.transaction() as tx:
        tx.tell("plan.created", ("plan", "P01"), bodies=["B01"])
        tx.tell("plan.created", ("plan", "P02"), bodies=["B_1"])
    person = house.join("person", Role.HEAD, "B_1")

    assert [one["subject_id"] for one in listed(person)] == ["P02"]
    assert subjects(house.join("other", Role.HEAD, "%")) == []


def test_one_event_is_found_by_its_number_if_it_may_be_seen(happened):
    person = happened.join("person", Role.HEAD, "B01")
    numbers = {one["subject_id"]: one["id"] for one in listed(happened.join("a", Role.SUPERVISOR))}

    assert person.get(f"/events/{numbers['P01']}").json()["subject_id"] == "P01"
    assert person.get(f"/events/{numbers['P02']}").status_code == 404
    assert person.get("/events/999999").status_code == 404


def test_events_are_found_by_what_is_known_of_them(happened):
    auditor = happened.join("auditor", Role.SUPERVISOR)

    assert subjects(auditor, action="plan.created") == ["P02", "P01"]
    assert subjects(auditor, subject="draw") == ["77"]
    assert subjects(auditor, subject="plan", subject_id="P02") == ["P02"]
    assert subjects(auditor, body_id="B02") == ["P03", "P02"]
    assert subjects(auditor, actor="(service)", subject="plan") == ["P03", "P02", "P01"]
    assert subjects(auditor, actor="nobody") == []


def test_events_are_found_by_when_they_happened(happened):
    auditor = happened.join("auditor", Role.SUPERVISOR)
    moments = {one["subject_id"]: one["at"] for one in listed(auditor)}

    assert subjects(auditor, since=moments["P02"], until=moments["77"]) == ["P03", "P02"]
    later = happened.clock.now + timedelta(days=1)
    assert subjects(auditor, since=later.isoformat()) == []
    assert auditor.get("/events", params={"since": "2026-11-25T01:00:00"}).status_code == 422


def test_only_the_audit_tells_what_somebody_did(happened):
    person = happened.join("person", Role.HEAD, "B01")

    assert person.get("/events", params={"actor": "(service)"}).json()["code"] == "not-allowed"


def test_events_come_in_pages(happened):
    auditor = happened.join("auditor", Role.SUPERVISOR)
    first = auditor.get("/events", params={"subject": "plan", "limit": 2})
    second = auditor.get(
        "/events", params={"subject": "plan", "limit": 2, "cursor": first.json()["next"]}
    )

    assert [one["subject_id"] for one in first.json()["items"]] == ["P03", "P02"]
    assert [one["subject_id"] for one in second.json()["items"]] == ["P01"]
    assert second.json()["next"] is None


def test_a_token_without_the_scope_sees_nothing(happened):
    happened.join("auditor", Role.SUPERVISOR)
    with happened.transaction() as tx:
        actor = actor_of(tx.session, the_account(tx, "auditor"))
    with happened.transaction(actor) as tx:
        _, secret = create_token(tx, "narrow", ["webhook.read"])

    asked = happened.visitor()
    answer = asked.get("/events", headers={"Authorization": f"Bearer {secret}"})

    assert answer.json()["code"] == "not-allowed"
