"""A body keeps its own people, sees no other's, and nobody moves a row where he may not write."""

import pytest

from api.usecases.people.roles import Role
from tests.service.registries.district import keys, settle


@pytest.fixture
def first(house):
    """The administrator of body B01, whose officers are O1 and O2."""
    settle(house)
    return house.join("first", Role.BODY_ADMIN, "B01")


@pytest.fixture
def district(house):
    """Somebody who plans for the whole district."""
    return house.join("district", Role.PLANNER)


def version_of(client, address):
    return {"If-Match": client.get(address).headers["etag"]}


def test_a_body_sees_its_own_people(first):
    assert keys(first, "officers") == ["O1", "O2"]
    assert len(keys(first, "leave")) == len(keys(first, "relatives")) == 1
    assert keys(first, "conflicts") == []
    assert first.get("/registries/officers/rows/O3").status_code == 404
    assert first.get("/registries/officers/rows/O3/history").status_code == 404
    sizes = {one["kind"]: one["rows"] for one in first.get("/registries").json()}
    assert (sizes["officers"], sizes["conflicts"], sizes["targets"]) == (2, 0, 2)


def test_a_row_of_another_body_is_not_found_for_change_either(first, district):
    (conflict,) = keys(district, "conflicts")
    for address in ("officers/rows/O3", f"conflicts/rows/{conflict}"):
        seen = version_of(district, f"/registries/{address}")
        assert first.delete(f"/registries/{address}", headers=seen).status_code == 404


def test_a_body_keeps_its_officers_leave_and_conflicts(first):
    officer = {"officer_id": "O4", "name": "Four", "body_id": "B01"}
    leave = {"officer_id": "O4", "starts": "2026-12-01", "ends": "2026-12-02"}
    conflict = {"officer_id": "O4", "subject_id": "T2", "relation": "self"}
    for kind, values in (("officers", officer), ("leave", leave), ("conflicts", conflict)):
        made = first.post(f"/registries/{kind}/rows", json={"values": values})
        assert made.status_code == 201, made.text
        address = made.headers["location"].removeprefix("/api/v1")
        if kind == "officers":
            made = first.patch(
                address, json={"values": {"unit": "Doors"}}, headers=version_of(first, address)
            )
            assert made.status_code == 200, made.text
        else:
            assert first.delete(address, headers=version_of(first, address)).status_code == 204


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("officers", {"officer_id": "O4", "name": "Four", "body_id": "B02"}),
        ("leave", {"officer_id": "O3", "starts": "2026-12-01", "ends": "2026-12-02"}),
        ("conflicts", {"officer_id": "O3", "subject_id": "T2", "relation": "self"}),
        ("bodies", {"body_id": "B03", "name": "Third"}),
        ("items", {"item_id": "I2", "name": "Stairs", "body_id": "B01"}),
        ("targets", {"target_id": "T3", "name": "Shop"}),
    ],
)
def test_a_body_adds_nothing_to_others_or_to_the_district(first, kind, values):
    refused = first.post(f"/registries/{kind}/rows", json={"values": values})

    assert (refused.status_code, refused.json()["code"]) == (403, "not-allowed")


def test_nobody_moves_an_officer_into_a_body_that_he_does_not_hold(house, first, district):
    seen = version_of(first, "/registries/officers/rows/O1")
    move = {"values": {"body_id": "B02"}}

    refused = first.patch("/registries/officers/rows/O1", json=move, headers=seen)

    assert refused.status_code == 403
    moved = district.patch("/registries/officers/rows/O1", json=move, headers=seen)
    assert moved.status_code == 200
    assert keys(first, "officers") == ["O2"]
    second = house.join("second", Role.BODY_ADMIN, "B02")
    back = second.patch(
        "/registries/officers/rows/O1",
        json={"values": {"body_id": "B01"}},
        headers={"If-Match": moved.headers["etag"]},
    )
    assert back.status_code == 403


def test_a_pair_of_two_bodies_is_named_by_either_and_ended_by_who_holds_both(
    house, first, district
):
    values = {"officer_id": "O3", "relative_id": "O2", "relation": "in_law"}
    made = first.post("/registries/relatives/rows", json={"values": values})
    assert made.status_code == 201, made.text
    address = made.headers["location"].removeprefix("/api/v1")
    second = house.join("second", Role.BODY_ADMIN, "B02")

    assert second.get(address).status_code == 200
    seen = version_of(first, address)
    for body in (first, second):
        assert body.delete(address, headers=seen).status_code == 403
    assert district.delete(address, headers=seen).status_code == 204


def test_a_body_does_not_see_risk_classes_and_keys_of_persons(first, district):
    whole = district.get("/registries/targets/rows/T1").json()["values"]
    part = first.get("/registries/targets/rows/T1").json()["values"]

    assert (whole["credit_risk_class"], whole["people"]) == ("D", ["p1", "p2"])
    assert set(whole) - set(part) == {"credit_risk_class", "people"}
    for answer in (
        first.get("/registries/targets/rows"),
        first.get("/registries/targets/rows/T1/history"),
        first.get("/registries/targets/rows/T1", params={"at": 4}),
    ):
        assert "credit_risk_class" not in answer.text
        assert "p1" not in answer.text


def test_officers_and_strangers_see_no_registry(house, first):
    del first
    officer = house.join("officer", Role.OFFICER, "B01")

    assert officer.get("/registries/officers/rows").status_code == 403
    assert house.visitor().get("/registries/officers/rows").status_code == 401
