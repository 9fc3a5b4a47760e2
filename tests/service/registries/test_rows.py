"""Single rows come, change and end, judged as rows of files are."""

import pytest

from api.usecases.people.roles import Role
from tests.service.registries.district import codes, keys, settle

LEAVE = {"officer_id": "O2", "starts": "2026-12-07", "ends": "2026-12-09", "absence": "training"}


def seen(answer):
    return {"If-Match": answer.headers["etag"]}


def test_a_row_comes_with_its_address_and_version(house):
    planner = settle(house, "bodies")

    made = planner.post(
        "/registries/bodies/rows", json={"values": {"body_id": "B03", "name": "三"}}
    )

    assert made.status_code == 201, made.text
    there = planner.get(made.headers["location"].removeprefix("/api/v1"))
    assert there.json() == {
        "key": "B03",
        "version": made.json()["version"],
        "values": {"body_id": "B03", "name": "三", "level": "district"},
    }
    assert there.headers["etag"] == made.headers["etag"]


def test_words_that_files_may_use_may_be_used(house):
    planner = settle(house, "bodies", "officers", "leave")
    values = {"officer_id": "C2", "starts": "2026年12月7日", "ends": "2026/12/9", "absence": "培训"}

    made = planner.post("/registries/leave/rows", json={"values": values})

    assert made.status_code == 201, made.text
    assert made.json()["values"] == LEAVE


def test_all_that_is_wrong_is_told_where_it_stands(house):
    planner = settle(house, "bodies")
    values = {
        "officer_id": "O9",
        "name": "",
        "body_id": "B99",
        "cert_valid_to": "2026-02-30",
        "max_visits": -1,
        "status": "asleep",
    }

    refused = planner.post("/registries/officers/rows", json={"values": values})

    assert refused.status_code == 422
    assert {(one["pointer"], one["code"]) for one in refused.json()["faults"]} == {
        ("/values/name", "missing-value"),
        ("/values/body_id", "unknown-body"),
        ("/values/cert_valid_to", "impossible-day"),
        ("/values/max_visits", "not-a-count"),
        ("/values/status", "not-a-choice"),
    }
    assert keys(planner, "officers") == []


def test_what_is_worth_knowing_is_told_with_the_row(house):
    planner = settle(house, "bodies")

    made = planner.post(
        "/registries/targets/rows", json={"values": {"target_id": "T9", "name": "Mill"}}
    )

    assert [one["code"] for one in made.json()["notices"]] == ["own-id"]


def test_a_row_that_is_there_does_not_come_again(house):
    planner = settle(house)

    for kind, values in (("bodies", {"body_id": "B01", "name": "Again"}), ("leave", LEAVE)):
        first = planner.post(f"/registries/{kind}/rows", json={"values": values})
        again = planner.post(f"/registries/{kind}/rows", json={"values": values})

        assert (again.status_code, again.json()["code"]) == (409, "row-exists")
        assert first.status_code == (409 if kind == "bodies" else 201)


def test_only_what_is_named_changes(house):
    planner = settle(house)
    before = planner.get("/registries/targets/rows/T1")

    changed = planner.patch(
        "/registries/targets/rows/T1",
        json={"values": {"street": "East", "经营范围": "粮油", "labels": ["fire", "gas"]}},
        headers=seen(before),
    )

    assert changed.status_code == 200, changed.text
    assert changed.json()["values"] == before.json()["values"] | {
        "street": "East",
        "labels": ["fire", "gas"],
        "经营范围": "粮油",
    }
    assert changed.json()["version"] > before.json()["version"]


def test_a_change_that_changes_nothing_is_none(house):
    planner = settle(house, "bodies")
    before = planner.get("/registries/bodies/rows/B01")

    same = planner.patch(
        "/registries/bodies/rows/B01", json={"values": {"name": " First "}}, headers=seen(before)
    )

    assert same.headers["etag"] == before.headers["etag"]
    assert len(planner.get("/registries/bodies/changes").json()["items"]) == 1


def test_a_change_needs_the_version_that_was_seen(house):
    planner = settle(house, "bodies")
    before = planner.get("/registries/bodies/rows/B01")

    def rename(name, headers=None):
        json = {"values": {"name": name}}
        return planner.patch("/registries/bodies/rows/B01", json=json, headers=headers)

    assert rename("Else").json()["code"] == "if-match-missing"
    assert rename("Else", seen(before)).status_code == 200
    late = rename("Later", seen(before))
    assert (late.status_code, late.json()["code"]) == (412, "version-changed")
    assert planner.delete("/registries/bodies/rows/B02").status_code == 428


def test_a_row_keeps_its_key(house):
    planner = settle(house, "bodies")
    before = planner.get("/registries/bodies/rows/B01")

    refused = planner.patch(
        "/registries/bodies/rows/B01", json={"values": {"body_id": "B07"}}, headers=seen(before)
    )

    assert codes(refused) == ["row-key-fixed"]
    assert refused.json()["faults"][0]["pointer"] == "/values/body_id"


def test_a_row_ends_and_its_key_is_free_again(house):
    planner = settle(house, "bodies")
    before = planner.get("/registries/bodies/rows/B02")

    ended = planner.delete("/registries/bodies/rows/B02", headers=seen(before))

    assert ended.status_code == 204
    assert planner.get("/registries/bodies/rows/B02").status_code == 404
    values = {"body_id": "B02", "name": "Second again"}
    assert planner.post("/registries/bodies/rows", json={"values": values}).status_code == 201


def test_rows_without_a_key_have_a_number_and_are_replaced(house):
    planner = settle(house)
    made = planner.post("/registries/leave/rows", json={"values": LEAVE})
    address = made.headers["location"].removeprefix("/api/v1")

    changed = planner.patch(address, json={"values": {"absence": "leave"}}, headers=seen(made))
    ended = planner.delete(address, headers=seen(made))

    assert (changed.status_code, changed.json()["code"]) == (409, "row-never-changes")
    assert ended.status_code == 204
    assert planner.get(address).status_code == 404


@pytest.mark.parametrize("key", ["99", "O1", "-1", "1e3", "9" * 40])
def test_a_number_of_no_row_is_not_found(house, key):
    planner = settle(house)

    assert planner.get(f"/registries/leave/rows/{key}").status_code == 404


def test_a_column_nobody_knows_is_refused_and_not_kept(house):
    planner = settle(house, "bodies")

    for kind, values in (
        ("bodies", {"body_id": "B03", "name": "Third", "nmae": "3"}),
        ("targets", {"target_id": "T3", "企业名称": "Mill"}),
        ("targets", {"target_id": "T3", "name": "Mill", "问题": "x"}),
    ):
        refused = planner.post(f"/registries/{kind}/rows", json={"values": values})
        assert codes(refused) == ["column-unknown"], values


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"target_id": "", "name": ""}, "row-empty"),
        ({"target_id": "T3", "name": "案例（请删除）"}, "sample-row"),
        ({"target_id": "target_id", "name": "name"}, "heading-again"),
    ],
)
def test_a_row_that_a_file_would_skip_is_refused(house, values, code):
    planner = settle(house, "bodies")

    refused = planner.post("/registries/targets/rows", json={"values": values})

    assert codes(refused) == [code]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"name": {"deep": 1}},
        {"name": 1.5},
        {"name": "N\x00"},
        {"": "x"},
        {"name": ["a"] * 1001},
        {"easting": 1 << 40},
    ],
)
def test_what_cannot_stand_in_a_row_is_malformed(house, values):
    planner = settle(house, "bodies")

    refused = planner.post("/registries/targets/rows", json={"values": values})

    assert refused.status_code == 422
    assert refused.json()["faults"][0]["pointer"].startswith("/values")


def test_inspections_made_are_not_edited(house):
    planner = settle(house)

    refused = planner.post("/registries/history/rows", json={"values": {"visit_id": "V1"}})

    assert (refused.status_code, refused.json()["code"]) == (409, "registry-by-file")


def test_the_same_post_with_a_key_comes_once(house):
    planner = settle(house)
    headers = {"Idempotency-Key": "leave-of-two"}

    answers = [
        planner.post("/registries/leave/rows", json={"values": LEAVE}, headers=headers)
        for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    assert len(keys(planner, "leave")) == 2


def test_what_was_done_is_on_record_without_the_values(house):
    planner = settle(house)
    before = planner.get("/registries/officers/rows/O1")
    planner.patch(
        "/registries/officers/rows/O1",
        json={"values": {"unit": "Kitchens"}, "reason": "moved in"},
        headers=seen(before),
    )

    with house.transaction() as tx:
        from sqlmodel import select  # noqa: PLC0415

        from api.tables.events import Event  # noqa: PLC0415

        event = tx.session.exec(select(Event).where(Event.action == "row.changed")).one()

    assert (event.actor, event.subject, event.subject_id) == ("planner", "row", "officers/O1")
    assert (event.bodies, event.reason) == (",B01,", "moved in")
    assert event.facts["columns"] == ["unit"]
    assert "Kitchens" not in str(event.facts)


def test_supervisors_look_and_change_nothing(house):
    settle(house)
    supervisor = house.join("supervisor", Role.SUPERVISOR)
    there = supervisor.get("/registries/bodies/rows/B01")

    assert there.status_code == 200
    refused = supervisor.delete("/registries/bodies/rows/B01", headers=seen(there))
    assert refused.status_code == 403
