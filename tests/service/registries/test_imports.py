"""Files come into the registries in two steps."""

from api.usecases.people.roles import Role

BODIES = b"body_id,name,level\nB01,First,district\nB02,Second,street\n"
OFFICERS = "officer_id,name,body_id,cert_no,cert_valid_to\n"


def officers(*rows):
    return (OFFICERS + "".join(f"{row}\n" for row in rows)).encode()


def test_a_file_is_told_about_before_anything_changes(house):
    planner = house.join("planner", Role.PLANNER)

    found = planner.send_file("bodies", "bodies.csv", BODIES)

    told = found.json()
    assert (told["state"], told["n_rows"], told["differences"]["added"]) == ("parsed", 2, 2)
    assert planner.get("/registries/bodies/rows").json()["items"] == []


def test_a_committed_file_is_in_the_registry(house):
    planner = house.join("planner", Role.PLANNER)

    planner.commit_file("bodies", "bodies.csv", BODIES)

    rows = planner.get("/registries/bodies/rows").json()["items"]
    assert [row["key"] for row in rows] == ["B01", "B02"]


def test_rows_with_faults_are_named_and_nothing_is_committed_unless_told_to(house):
    planner = house.join("planner", Role.PLANNER)
    planner.commit_file("bodies", "bodies.csv", BODIES)
    content = officers("O1,One,B01,C1,2027-12-31", "O2,Two,B99,C2,2027-12-31")

    found = planner.send_file("officers", "officers.csv", content)
    told, tag = found.json(), {"If-Match": found.headers["etag"]}
    refused = planner.post(f"/imports/{told['id']}/commit", json={}, headers=tag)
    done = planner.post(f"/imports/{told['id']}/commit", json={"skip_bad": True}, headers=tag)

    assert [(one["code"], one["row"]) for one in told["faults"]] == [("unknown-body", 3)]
    assert (refused.status_code, refused.json()["code"]) == (409, "import-has-faults")
    assert done.json()["state"] == "committed"
    rows = planner.get("/registries/officers/rows").json()["items"]
    assert [row["key"] for row in rows] == ["O1"]
