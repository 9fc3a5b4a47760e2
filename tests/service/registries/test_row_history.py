"""Everything that a registry has been can still be seen."""

from api.usecases.people.roles import Role
from tests.service.registries.district import FILES, keys, settle, table


def change(client, address, **values):
    seen = {"If-Match": client.get(address).headers["etag"]}
    done = client.patch(address, json={"values": values, "reason": "letter 7"}, headers=seen)
    assert done.status_code == 200, done.text
    return done.json()["version"]


def test_a_row_tells_what_it_was_who_changed_it_and_why(house):
    planner = house.join("planner", Role.PLANNER)
    planner.commit_file("bodies", "bodies.csv", table(*FILES["bodies"]))
    first = planner.get("/registries/bodies/rows/B01").json()["version"]
    second = change(planner, "/registries/bodies/rows/B01", name="Renamed")

    told = planner.get("/registries/bodies/rows/B01/history").json()["items"]

    assert [one["values"]["name"] for one in told] == ["Renamed", "First"]
    assert [one["held_from"]["id"] for one in told] == [second, first]
    assert told[0]["held_until"] is None
    assert told[1]["held_until"] == told[0]["held_from"]
    by_hand, by_file = told[0]["held_from"], told[1]["held_from"]
    assert (by_hand["actor"], by_hand["reason"], by_hand["import_id"]) == (
        "planner",
        "letter 7",
        None,
    )
    assert by_file["import_id"] == 1
    assert by_hand["at"] > by_file["at"]


def test_a_row_that_ended_still_has_its_history(house):
    planner = settle(house, "bodies")
    seen = {"If-Match": planner.get("/registries/bodies/rows/B02").headers["etag"]}
    planner.delete("/registries/bodies/rows/B02", params={"reason": "merged"}, headers=seen)

    (told,) = planner.get("/registries/bodies/rows/B02/history").json()["items"]

    assert told["held_until"]["reason"] == "merged"
    assert planner.get("/registries/bodies/rows/B09/history").status_code == 404


def test_history_comes_in_pages(house):
    planner = settle(house, "bodies")
    for name in "abcd":
        change(planner, "/registries/bodies/rows/B01", name=name)

    page = planner.get("/registries/bodies/rows/B01/history", params={"limit": 3})
    rest = planner.get(
        "/registries/bodies/rows/B01/history", params={"limit": 3, "cursor": page.json()["next"]}
    )

    names = [one["values"]["name"] for one in page.json()["items"] + rest.json()["items"]]
    assert names == ["d", "c", "b", "a", "First"]
    assert rest.json()["next"] is None
    assert 'rel="next"' in page.headers["link"]


def test_a_registry_is_seen_as_it_was_after_an_earlier_change(house):
    planner = settle(house, "bodies")
    before = planner.get("/registries/bodies/rows/B01").json()["version"]
    change(planner, "/registries/bodies/rows/B01", name="Renamed")
    planner.commit_file("bodies", "b.csv", table("body_id,name", "B05,Fifth"), mode="replace")

    def names(**at):
        found = planner.get("/registries/bodies/rows", params=at).json()["items"]
        return [row["values"]["name"] for row in found]

    assert names() == ["Fifth"]
    assert names(at=before) == ["First", "Second"]
    assert names(at=before + 1) == ["Second", "Renamed"]
    assert names(at=0) == []
    assert planner.get("/registries/bodies/rows/B01", params={"at": before}).status_code == 200
    assert planner.get("/registries/bodies/rows/B05", params={"at": before}).status_code == 404
    late = planner.get("/registries/bodies/rows", params={"at": 999})
    assert (late.status_code, late.json()["code"]) == (422, "change-unknown")


def test_a_body_sees_of_an_officer_what_he_was_with_it(house):
    planner = settle(house, "bodies", "officers", "leave")
    change(planner, "/registries/officers/rows/O1", unit="Kitchens")
    moved = change(planner, "/registries/officers/rows/O1", body_id="B02")
    first = house.join("first", Role.BODY_ADMIN, "B01")
    second = house.join("second", Role.BODY_ADMIN, "B02")

    def units(client):
        told = client.get("/registries/officers/rows/O1/history").json()["items"]
        return [(one["values"]["body_id"], one["values"]["unit"]) for one in told]

    assert units(first) == [("B01", "Kitchens"), ("B01", None)]
    assert units(second) == [("B02", "Kitchens")]
    assert keys(first, "leave") == []
    assert len(keys(first, "leave", at=moved - 1)) == 1
