"""Two who change a registry at once: one goes first, and the other is told what has changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.service.registries.district import keys, settle, table


def at_once(*asked):
    with ThreadPoolExecutor(len(asked)) as pool:
        return [future.result() for future in [pool.submit(ask) for ask in asked]]


def commit(client, told):
    tag = {"If-Match": told.headers["etag"]}
    return client.post(f"/imports/{told.json()['id']}/commit", json={}, headers=tag)


@pytest.mark.parametrize("again", range(3))
def test_of_two_imports_one_is_committed(house, again):
    planner = settle(house, "bodies")
    told = [
        planner.send_file("bodies", "b.csv", table("body_id,name", f"B09,{again} {number}"))
        for number in range(4)
    ]

    answers = at_once(*(lambda one=one: commit(planner, one) for one in told))

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert {answer.json().get("code") for answer in answers} == {None, "registry-moved-on"}
    assert keys(planner, "bodies") == ["B01", "B02", "B09"]


def test_of_one_import_committed_by_several_there_is_one_change(house):
    planner = settle(house, "bodies")
    told = planner.send_file("bodies", "b.csv", table("body_id,name", "B09,Ninth"))

    answers = at_once(*[lambda: commit(planner, told)] * 4)

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["change_id"] for answer in answers}) == 1
    assert len(planner.get("/registries/bodies/changes").json()["items"]) == 2


def test_of_two_who_add_the_same_row_one_does(house):
    planner = settle(house, "bodies")
    json = {"values": {"body_id": "B09", "name": "Ninth"}}

    answers = at_once(*[lambda: planner.post("/registries/bodies/rows", json=json)] * 4)

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


def test_of_two_who_change_one_row_one_does(house):
    planner = settle(house, "bodies")
    tag = {"If-Match": planner.get("/registries/bodies/rows/B01").headers["etag"]}

    def rename(name):
        json = {"values": {"name": name}}
        return planner.patch("/registries/bodies/rows/B01", json=json, headers=tag)

    answers = at_once(*(lambda name=name: rename(name) for name in "abcd"))

    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
    assert len(planner.get("/registries/bodies/rows/B01/history").json()["items"]) == 2


def test_nobody_gets_leave_while_he_goes(house):
    planner = settle(house, "bodies", "officers")
    tag = {"If-Match": planner.get("/registries/officers/rows/O1").headers["etag"]}
    leave = {"officer_id": "O1", "starts": "2026-12-01", "ends": "2026-12-02"}

    gone, added = at_once(
        lambda: planner.delete("/registries/officers/rows/O1", headers=tag),
        lambda: planner.post("/registries/leave/rows", json={"values": leave}),
    )

    assert gone.status_code == 204
    assert added.status_code in {201, 422}
    assert keys(planner, "leave") == []
