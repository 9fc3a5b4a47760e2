"""Nothing comes that refers to nothing, and nothing is left behind."""

from sqlmodel import select

from api.tables.events import Event
from api.usecases.people.roles import Role
from tests.service.registries.district import FILES, keys, settle, table

HISTORY = ("visit_id,target_id,body_id,day", "V1,T1,B02,2026-03-02")


def end(client, address, **params):
    seen = {"If-Match": client.get(address).headers["etag"]}
    return client.delete(address, params=params, headers=seen)


def commit(client, told, **json):
    tag = {"If-Match": told.headers["etag"]}
    return client.post(f"/imports/{told.json()['id']}/commit", json=json, headers=tag)


def test_who_goes_takes_leave_conflicts_and_relatives_along(house):
    planner = settle(house)

    assert end(planner, "/registries/officers/rows/O1", reason="retired").status_code == 204

    assert keys(planner, "leave") == keys(planner, "relatives") == []
    assert len(keys(planner, "conflicts")) == 1
    for kind in ("leave", "relatives"):
        last = planner.get(f"/registries/{kind}/changes").json()["items"][0]
        assert (last["removed"], last["reason"]) == (1, "retired")
    with house.transaction() as tx:
        events = tx.session.exec(select(Event).where(Event.action == "registry.followed"))
        assert sorted(event.subject_id for event in events) == ["leave", "relatives"]


def test_an_import_says_beforehand_what_goes_along(house):
    planner = settle(house)
    header, *officers = FILES["officers"]

    told = planner.send_file("officers", "o.csv", table(header, *officers[1:]), mode="replace")

    assert told.json()["differences"]["going_along"] == {"leave": 1, "relatives": 1}
    assert commit(planner, told).status_code == 200
    assert keys(planner, "leave") == []


def test_a_body_stays_while_something_refers_to_it(house):
    planner = settle(house)
    planner.commit_file("history", "h.csv", table(*HISTORY))

    refused = end(planner, "/registries/bodies/rows/B02")

    assert (refused.status_code, refused.json()["code"]) == (409, "row-still-needed")
    assert "officer" in refused.json()["detail"]
    assert end(planner, "/registries/officers/rows/O3").status_code == 204
    refused = end(planner, "/registries/bodies/rows/B02")
    assert "inspection history" in refused.json()["detail"]
    assert keys(planner, "bodies") == ["B01", "B02"]


def test_an_import_that_would_leave_rows_behind_says_so_and_is_not_committed(house):
    planner = settle(house)

    told = planner.send_file("bodies", "b.csv", table(*FILES["bodies"][:2]), mode="replace")

    assert told.json()["differences"]["in_the_way"] == {"officers": 1}
    refused = commit(planner, told)
    assert (refused.status_code, refused.json()["code"]) == (409, "row-still-needed")
    assert keys(planner, "bodies") == ["B01", "B02"]


def test_an_officer_who_has_gone_meanwhile_gets_no_leave(house):
    planner = settle(house)
    leave = table(FILES["leave"][0], "O2,2026-12-07,2026-12-09,leave")
    told = planner.send_file("leave", "l.csv", leave)
    end(planner, "/registries/officers/rows/O2")

    refused = commit(planner, told)

    assert (refused.status_code, refused.json()["code"]) == (409, "reference-gone")
    assert "O2" in refused.json()["detail"]


def test_a_body_replaces_its_part_and_leaves_pairs_with_others_alone(house):
    planner = settle(house)
    pairs = ("officer_id,relative_id,relation", "O1,O2,spouse", "O2,O3,in_law")
    planner.commit_file("relatives", "r.csv", table(*pairs))
    first = house.join("first", Role.BODY_ADMIN, "B01")
    header = "officer_id,relative_id,relation"

    first.commit_file(
        "relatives", "r.csv", table(header, "O3,O1,other"), mode="replace", body_id="B01"
    )

    rows = planner.get("/registries/relatives/rows").json()["items"]
    told = [(row["values"]["officer_id"], row["values"]["relative_id"]) for row in rows]
    assert sorted(told) == [("O1", "O3"), ("O2", "O3")]
