"""Roles come from others, and what somebody carries is never worth more than his roles."""

from __future__ import annotations

import pytest
from sqlmodel import select

from api.tables.people import ApiToken
from api.tables.requests import IdempotentRequest
from api.usecases.people.accounts import the_account
from api.usecases.people.authenticate import actor_of
from api.usecases.people.log_in import open_login
from api.usecases.people.roles import Role
from api.usecases.people.tokens import create_token
from tests.service.draws_of import checked, decided, small_district
from tests.service.house import Person

KEY = {"Idempotency-Key": "once"}


def narrow(house, login, *scopes):
    """Return somebody with another token, which has *scopes* alone."""
    with house.transaction() as tx:
        actor = actor_of(tx.session, the_account(tx, login))
    with house.transaction(actor) as tx:
        _, token = create_token(tx, "narrow", list(scopes))
    return Person(house, login, token)


def browser(house, login):
    """Return somebody as his browser asks."""
    with house.transaction() as tx:
        opened = open_login(tx, the_account(tx, login))
    found = house.visitor()
    found.headers.update(
        {
            "Cookie": f"doubledraw_session={opened.secret}",
            "X-CSRF-Token": opened.login.csrf_token,
        }
    )
    return found


@pytest.fixture
def admin(house):
    return house.join("admin", Role.ADMIN)


@pytest.mark.parametrize("grants", [[], [{"role": "admin"}, {"role": "planner"}]])
def test_nobody_gives_roles_to_himself_or_takes_them(admin, grants):
    refused = admin.patch("/accounts/admin", json={"grants": grants})

    assert (refused.status_code, refused.json()["code"]) == (409, "own-roles")
    assert admin.get("/plans").status_code == 403
    assert admin.get("/accounts").json()[0]["grants"] == [{"role": "admin", "body_id": None}]


def test_whoever_changes_his_name_may_send_his_roles_along(admin):
    same = {"display_name": "Renamed", "grants": [{"role": "admin"}]}

    assert admin.patch("/accounts/admin", json=same).status_code == 200


def test_a_role_that_was_taken_is_gone_from_tokens_made_before(house, admin):
    planner = house.join("planner", Role.PLANNER)
    assert planner.get("/plans").status_code == 200

    admin.patch("/accounts/planner", json={"grants": [{"role": "officer", "body_id": "B01"}]})

    assert planner.get("/plans").status_code == 403


def test_a_token_makes_no_token_and_a_person_does(house):
    planner = house.join("planner", Role.PLANNER)
    wanted = {"name": "more", "scopes": ["plan.read"]}

    assert planner.post("/tokens", json=wanted).json()["code"] == "token-by-token"
    assert browser(house, "planner").post("/tokens", json=wanted).status_code == 201


def test_a_token_with_scopes_that_its_maker_has_not_gives_him_nothing(house):
    house.join("supervisor", Role.SUPERVISOR)
    token = narrow(house, "supervisor", "plan.write", "people.write")

    assert token.post("/plans", json={}).status_code == 403
    assert token.get("/accounts").status_code == 403
    assert token.get("/plans").status_code == 403


def kept(house):
    with house.transaction() as tx:
        (row,) = tx.session.exec(select(IdempotentRequest)).all()
    return row


def test_a_secret_is_told_once_however_often_it_is_asked_for(house):
    house.join("planner", Role.PLANNER)
    asked, wanted = browser(house, "planner"), {"name": "more", "scopes": ["plan.read"]}

    first = asked.post("/tokens", json=wanted, headers=KEY)
    again = asked.post("/tokens", json=wanted, headers=KEY)

    assert (first.status_code, first.headers["cache-control"]) == (201, "no-store")
    assert (again.status_code, again.json()["code"]) == (409, "idempotency-answer-untold")
    assert kept(house).body == b""
    with house.transaction() as tx:
        made = tx.session.exec(select(ApiToken).where(ApiToken.name == "more")).all()
    assert len(made) == 1


def test_so_it_is_with_the_secrets_of_webhooks_and_calendars(house, admin):
    hook = {"url": "https://receiver.example/", "actions": ["*"]}
    endpoint = admin.post("/webhook-endpoints", json=hook).json()["id"]
    officer = house.join("officer", Role.OFFICER, "B01", officer_id="O1")

    for number, (person, address, given) in enumerate(
        (
            (admin, "/webhook-endpoints", hook),
            (admin, f"/webhook-endpoints/{endpoint}/secret", None),
            (officer, "/tasks/mine/feed", None),
        )
    ):
        key = {"Idempotency-Key": str(number)}
        told = [person.post(address, json=given, headers=key) for _ in range(2)]
        assert told[0].is_success
        assert told[1].json()["code"] == "idempotency-answer-untold"
    with house.transaction() as tx:
        assert {row.body for row in tx.session.exec(select(IdempotentRequest))} == {b""}


def test_an_answer_is_repeated_to_the_token_that_got_it_and_to_no_other(house):
    small_district(house.service)
    planner, other = (house.join(login, Role.PLANNER) for login in ("planner", "other"))
    given = {"title": "Month", "plan_ids": ["P01"]}

    first = planner.post("/draws", json=given, headers=KEY)

    assert planner.post("/draws", json=given, headers=KEY).text == first.text
    elsewhere = narrow(house, "planner", "task.read").post("/draws", json=given, headers=KEY)
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (422, "idempotency-key-reused")
    his = other.post("/draws", json=given, headers=KEY)
    assert (his.status_code, his.json()["code"]) == (409, "plan-taken")


def test_what_came_of_a_job_is_told_to_who_asked_as_long_as_he_may_ask(house, admin):
    planner, second = (house.join(login, Role.PLANNER) for login in ("planner", "second"))
    draw = checked(planner, small_district(house.service))
    decided(planner, second, draw, "lock")
    asked = planner.post(f"/draws/{draw}/explanations", json={"subject": "B01-001"})
    address = f"/jobs/{asked.json()['id']}"

    assert planner.get(address).json()["state"] == "done"
    assert second.get(address).status_code == 404
    assert narrow(house, "planner", "plan.read").get(address).status_code == 404
    admin.patch("/accounts/planner", json={"grants": [{"role": "planner", "body_id": "B09"}]})
    assert planner.get(address).status_code == 404


def test_the_calendar_of_an_officer_ends_with_his_role(house, admin):
    officer = house.join("officer", Role.OFFICER, "B01", officer_id="O1")
    url = officer.post("/tasks/mine/feed").json()["url"]
    address = url[url.index("/calendar-feeds") :]
    visitor = house.visitor()
    assert visitor.get(address).status_code == 200

    admin.patch("/accounts/officer", json={"grants": [{"role": "head", "body_id": "B01"}]})
    assert visitor.get(address).status_code == 404
