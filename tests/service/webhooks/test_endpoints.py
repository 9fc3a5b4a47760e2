"""Endpoints are kept by administrators, each those of his bodies."""

from __future__ import annotations

import pytest

from api.usecases.people.roles import Role

URL = "https://receiver.example/hook"


def create(person, url=URL, actions=("plan.created",), **more):
    return person.post("/webhook-endpoints", json={"url": url, "actions": list(actions), **more})


def test_a_secret_is_told_once(admin):
    made = create(admin).json()

    assert made["secret"].startswith("whsec_")
    assert "secret" not in admin.get(f"/webhook-endpoints/{made['id']}").json()
    assert "secret" not in admin.get("/webhook-endpoints").json()[0]


def test_a_new_secret_is_another_one(admin):
    made = create(admin).json()

    changed = admin.post(f"/webhook-endpoints/{made['id']}/secret")

    assert changed.status_code == 200
    assert changed.json()["secret"] != made["secret"]
    assert changed.headers["etag"] == '"2"'


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_administrators_keep_endpoints(house, admin, role):
    made = create(admin).json()
    person = house.join("somebody", role)

    assert create(person).status_code == 403
    assert person.get("/webhook-endpoints").status_code == 403
    assert person.get(f"/webhook-endpoints/{made['id']}").status_code == 403
    assert person.delete(f"/webhook-endpoints/{made['id']}").status_code == 403


def test_an_administrator_of_a_body_keeps_its_endpoints_and_sees_no_others(house, admin):
    own = house.join("b01", Role.ADMIN, "B01")
    of_district = create(admin).json()
    of_other = create(admin, body_id="B02").json()

    made = create(own, body_id="B01").json()

    assert [one["id"] for one in own.get("/webhook-endpoints").json()] == [made["id"]]
    assert len(admin.get("/webhook-endpoints").json()) == 3
    assert create(own).json()["code"] == "not-allowed"
    assert create(own, body_id="B02").json()["code"] == "not-allowed"
    for hidden in (of_district, of_other):
        assert own.get(f"/webhook-endpoints/{hidden['id']}").status_code == 404
        assert own.post(f"/webhook-endpoints/{hidden['id']}/secret").status_code == 404
        assert own.get(f"/webhook-endpoints/{hidden['id']}/deliveries").status_code == 404


def test_an_endpoint_changes_only_for_whoever_saw_it_as_it_is(admin):
    made = create(admin)
    address = made.headers["location"].removeprefix("/api/v1")

    blind = admin.patch(address, json={"active": False})
    changed = admin.patch(address, json={"active": False}, headers={"If-Match": '"1"'})
    late = admin.patch(address, json={"active": True}, headers={"If-Match": '"1"'})

    assert (blind.status_code, changed.status_code, late.status_code) == (428, 200, 412)
    assert (changed.json()["active"], changed.json()["version"]) == (False, 2)


def test_an_endpoint_that_is_deleted_is_gone_with_its_deliveries(admin, endpoint, happen):
    happen()

    assert admin.delete(f"/webhook-endpoints/{endpoint['id']}").status_code == 204
    assert admin.get(f"/webhook-endpoints/{endpoint['id']}").status_code == 404
    assert admin.get("/webhook-endpoints").json() == []


@pytest.mark.parametrize(
    "actions", [[], ["plan"], ["plan.created "], ["*.*"], ["a.b"] * 101, ["plan.created\n"]]
)
def test_actions_are_names_of_actions(admin, actions):
    assert create(admin, actions=actions).status_code == 422


def test_there_is_an_end_to_endpoints(admin, monkeypatch):
    monkeypatch.setattr("api.usecases.webhooks.keep_endpoint.MOST_ENDPOINTS", 1)
    create(admin)

    assert create(admin).json()["code"] == "webhook-endpoints-full"
