"""Files come into the registries in two steps."""

import pytest

from api.usecases.people.roles import Role
from tests.service.registries.district import FILES, codes, keys, settle, table

BODIES = table(*FILES["bodies"])


def officers(*rows):
    return table(FILES["officers"][0], *rows)


def tag(answer):
    return {"If-Match": answer.headers["etag"]}


def commit(client, told, **json):
    return client.post(f"/imports/{told.json()['id']}/commit", json=json, headers=tag(told))


def test_a_file_is_told_about_before_anything_changes(house):
    planner = house.join("planner", Role.PLANNER)

    found = planner.send_file("bodies", "bodies.csv", BODIES)

    told = found.json()
    assert (told["state"], told["n_rows"], told["differences"]["added"]) == ("parsed", 2, 2)
    assert keys(planner, "bodies") == []


def test_a_committed_file_is_in_the_registry(house):
    planner = house.join("planner", Role.PLANNER)

    planner.commit_file("bodies", "bodies.csv", BODIES)

    assert keys(planner, "bodies") == ["B01", "B02"]


def test_rows_with_faults_are_named_and_nothing_is_committed_unless_told_to(house):
    planner = settle(house, "bodies")

    found = planner.send_file(
        "officers", "o.csv", officers("O1,One,B01,C1,2027-12-31", "O2,Two,B99,C2,2027-12-31")
    )
    refused = commit(planner, found)
    done = commit(planner, found, skip_bad=True)

    assert [(one["code"], one["row"]) for one in found.json()["faults"]] == [("unknown-body", 3)]
    assert (refused.status_code, refused.json()["code"]) == (409, "import-has-faults")
    assert done.json()["state"] == "committed"
    assert keys(planner, "officers") == ["O1"]


def test_differences_are_told_in_peoples_words(house):
    planner = settle(house)
    targets = table(
        FILES["targets"][0], "T1,Mill,area,North,D,p1|p2,food|fire", "T3,Shop,product,East,,,"
    )

    told = planner.send_file("targets", "t.csv", targets, mode="replace").json()
    chinese = planner.get(f"/imports/{told['id']}", headers={"Accept-Language": "zh"}).json()

    found = chinese["differences"]
    assert (found["added"], found["changed"], found["removed"]) == (1, 1, 1)
    changed, removed, added = found["examples"]
    assert (changed["key"], changed["name"]) == ("T1", "Mill")
    assert changed["fields"] == [
        {"column": "target_type", "heading": "对象类型", "before": "项目", "after": "区域"}
    ]
    assert (removed["change"], removed["name"]) == ("removed", "River")
    assert (added["change"], added["key"], added["fields"]) == ("added", "T3", [])
    english = told["differences"]["examples"][0]["fields"][0]
    assert (english["heading"], english["before"]) == ("target type", "project")


def test_rows_without_a_name_are_told_by_their_columns(house):
    planner = settle(house)

    told = planner.send_file(
        "leave", "l.csv", table(FILES["leave"][0], "O2,2026-12-07,2026-12-09,")
    )

    (added,) = told.json()["differences"]["examples"]
    assert {field["column"]: field["after"] for field in added["fields"]} == {
        "officer_id": "O2",
        "starts": "2026-12-07",
        "ends": "2026-12-09",
        "absence": "leave",
    }


@pytest.mark.parametrize("kind", FILES)
def test_the_same_file_again_changes_nothing(house, kind):
    planner = settle(house)
    content = table(*FILES[kind])

    told = planner.send_file(kind, "again.csv", content, mode="replace")
    done = commit(planner, told)

    found = told.json()["differences"]
    assert (found["added"], found["changed"], found["removed"]) == (0, 0, 0)
    assert (done.json()["state"], done.json()["change_id"]) == ("committed", None)
    assert len(planner.get(f"/registries/{kind}/changes").json()["items"]) == 1


def test_merging_adds_and_replacing_also_removes(house):
    planner = settle(house, "bodies")
    third = table("body_id,name", "B03,Third")

    planner.commit_file("bodies", "b.csv", third)
    assert keys(planner, "bodies") == ["B01", "B02", "B03"]
    planner.commit_file("bodies", "b.csv", third, mode="replace")
    assert keys(planner, "bodies") == ["B03"]


def test_a_part_of_a_body_is_replaced_without_touching_others(house):
    planner = settle(house)
    first = house.join("first", Role.BODY_ADMIN, "B01")
    part = officers("O1,Renamed,B01,C1,2027-12-31")

    told = first.send_file("officers", "o.csv", part, mode="replace", body_id="B01")

    found = told.json()["differences"]
    assert (found["added"], found["changed"], found["removed"]) == (0, 1, 1)
    assert commit(first, told).status_code == 200
    assert keys(planner, "officers") == ["O3", "O1"]


def test_a_list_with_rows_of_another_body_is_refused_whole(house):
    planner = settle(house)
    first = house.join("first", Role.BODY_ADMIN, "B01")
    leave = FILES["leave"][0]

    for kind, content in (
        ("officers", officers("O1,One,B01,C1,2027-12-31", "O8,Eight,B02,C8,2027-12-31")),
        ("leave", table(leave, "O2,2026-12-07,2026-12-09,leave", "O3,2026-12-07,2026-12-09,leave")),
    ):
        told = first.send_file(kind, "f.csv", content, mode="replace", body_id="B01")
        assert (told.json()["state"], codes(told)) == ("refused", ["row-of-other-body"])
        assert commit(first, told).json()["code"] == "wrong-state"
    assert keys(planner, "officers") == ["O1", "O2", "O3"]


def test_a_name_means_the_officer_of_the_body_whose_list_it_is(house):
    planner = settle(house)
    planner.commit_file("officers", "o.csv", officers("O9,One,B02,C9,2027-12-31"))
    content = table("姓名,开始日期,结束日期", "One,2026-12-14,2026-12-15")

    district = planner.send_file("leave", "l.csv", content)
    first = house.join("first", Role.BODY_ADMIN, "B01")
    own = first.send_file("leave", "l.csv", content, body_id="B01")

    assert codes(district) == ["unknown-officer"]
    assert own.json()["differences"]["added"] == 1


@pytest.mark.parametrize("kind", ["bodies", "items", "targets", "history"])
def test_registries_of_the_district_have_no_parts(house, kind):
    first = house.join("first", Role.BODY_ADMIN, "B01")

    refused = first.post(
        f"/registries/{kind}/imports",
        params={"file_name": "f.csv", "body_id": "B01"},
        content=b"x",
    )

    assert refused.json()["code"] == "registry-not-by-body"


def test_what_changed_meanwhile_is_compared_anew(house):
    planner = settle(house, "bodies")
    told = planner.send_file("bodies", "b.csv", table("body_id,name", "B01,Renamed"))
    planner.commit_file("bodies", "c.csv", table("body_id,name", "B01,Otherwise"))

    refused = commit(planner, told)
    anew = planner.post(f"/imports/{told.json()['id']}/compare")
    done = commit(planner, anew)

    assert (refused.status_code, refused.json()["code"]) == (409, "registry-moved-on")
    (field,) = anew.json()["differences"]["examples"][0]["fields"]
    assert (field["before"], field["after"]) == ("Otherwise", "Renamed")
    assert done.json()["state"] == "committed"


def test_a_commit_counts_once_however_often_it_is_sent(house):
    planner = house.join("planner", Role.PLANNER)
    told = planner.send_file("bodies", "b.csv", BODIES)

    first, again = commit(planner, told), commit(planner, told)

    assert again.json() == first.json()
    assert len(planner.get("/registries/bodies/changes").json()["items"]) == 1
    other = planner.post(
        f"/imports/{told.json()['id']}/commit", json={}, headers={"If-Match": '"77"'}
    )
    assert other.status_code == 412


def test_an_import_is_committed_by_who_saw_it_as_it_is(house):
    planner = house.join("planner", Role.PLANNER)
    told = planner.send_file("bodies", "b.csv", BODIES)
    address = f"/imports/{told.json()['id']}/commit"

    assert planner.post(address, json={}).status_code == 428
    assert planner.post(address, json={}, headers={"If-Match": '"1"'}).status_code == 412


def test_a_discarded_import_is_over(house):
    planner = house.join("planner", Role.PLANNER)
    told = planner.send_file("bodies", "b.csv", BODIES)

    done = planner.post(f"/imports/{told.json()['id']}/discard")

    assert done.json()["state"] == "discarded"
    assert commit(planner, done).json()["code"] == "wrong-state"
    assert keys(planner, "bodies") == []


def test_imports_are_listed_newest_first_in_pages(house):
    planner = settle(house)
    for kind in FILES:
        planner.commit_file(kind, f"{kind}.csv", table(*FILES[kind]))
    first = house.join("first", Role.BODY_ADMIN, "B01")
    part = officers("O2,Two,B01,C2,2027-12-31")
    own = first.send_file("officers", "own.csv", part, body_id="B01")

    page = planner.get("/imports", params={"limit": 5}).json()
    rest = planner.get("/imports", params={"limit": 5, "cursor": page["next"]}).json()

    listed = page["items"] + rest["items"]
    assert [one["id"] for one in listed] == list(range(own.json()["id"], 0, -1))
    assert "faults" not in listed[0]
    assert [one["file_name"] for one in first.get("/imports").json()["items"]] == ["own.csv"]
    of_kind = planner.get("/imports", params={"kind": "leave"}).json()["items"]
    assert [one["kind"] for one in of_kind] == ["leave"]
    waiting = planner.get("/imports", params={"state": "parsed"}).json()["items"]
    assert [one["file_name"] for one in waiting] == ["own.csv"]
    assert first.get("/imports/1").status_code == 404
    assert planner.get("/imports", params={"kind": "dragons"}).status_code == 404


@pytest.mark.parametrize("name", ["b.docx", "b", "b.json", ".csv.exe"])
def test_a_name_that_does_not_tell_what_the_file_is_is_refused(house, name):
    planner = house.join("planner", Role.PLANNER)

    refused = planner.post("/registries/bodies/imports", params={"file_name": name}, content=BODIES)

    assert (refused.status_code, refused.json()["code"]) == (422, "file-name-unknown")
    assert ".xlsx" in refused.json()["detail"]


def test_nothing_is_no_file(house):
    planner = house.join("planner", Role.PLANNER)

    refused = planner.post("/registries/bodies/imports", params={"file_name": "b.csv"})

    assert (refused.status_code, refused.json()["code"]) == (422, "file-empty")
