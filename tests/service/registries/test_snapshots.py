"""A snapshot is a registry after a change, named by the SHA-256 of its canonical CSV."""

import hashlib
import io
from urllib.parse import unquote

import polars as pl
import pytest

from api.usecases.people.roles import Role
from tests.service.registries.district import FILES, settle, table


def taken(client, kind):
    answer = client.post(f"/registries/{kind}/snapshots")
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_the_text_of_a_snapshot_is_what_its_digest_names(house):
    planner = settle(house)

    for kind in FILES:
        found = taken(planner, kind)
        text = planner.get(f"/snapshots/{found['digest']}/rows.csv")

        assert text.status_code == 200, text.text
        assert hashlib.sha256(text.content).hexdigest() == found["digest"]
        assert text.headers["content-type"] == "text/csv; charset=utf-8"
        assert f"{kind}-{found['digest'][:12]}.csv" in unquote(text.headers["content-disposition"])
        assert "private" in text.headers["cache-control"]
        assert text.headers["repr-digest"].startswith("sha-256=:")


def test_the_rows_come_as_parquet_with_their_types(house):
    planner = settle(house)
    digest = taken(planner, "targets")["digest"]

    answer = planner.get(f"/snapshots/{digest}/rows.parquet")

    frame = pl.read_parquet(io.BytesIO(answer.content))
    assert frame.schema["labels"] == pl.List(pl.String())
    assert frame.schema["active"] == pl.Boolean()
    assert frame["labels"].to_list() == [["fire", "food"], []]
    assert pl.read_parquet_metadata(io.BytesIO(answer.content))["digest"] == digest


def test_the_same_registry_gives_the_same_snapshot(house):
    planner = settle(house, "bodies")

    assert taken(planner, "bodies") == taken(planner, "bodies")
    assert len(planner.get("/registries/bodies/snapshots").json()["items"]) == 1


def test_a_snapshot_never_changes(house):
    planner = settle(house, "bodies")
    first = taken(planner, "bodies")
    planner.commit_file("bodies", "b.csv", table("body_id,name", "B09,Ninth"), mode="replace")
    second = taken(planner, "bodies")

    listed = planner.get("/registries/bodies/snapshots").json()["items"]

    assert listed == [second, first]
    assert planner.get(f"/snapshots/{first['digest']}").json() == first
    assert b"B09" not in planner.get(f"/snapshots/{first['digest']}/rows.csv").content


def test_a_lost_file_is_made_again_from_history(house):
    planner = settle(house)
    found = {kind: taken(planner, kind)["digest"] for kind in FILES}
    for kind in ("relatives", "leave", "conflicts", "items", "targets", "officers", "bodies"):
        planner.commit_file(kind, f"{kind}.csv", _others(kind), mode="replace")
    for digest in found.values():
        house.service.store.path(digest).unlink()

    for digest in found.values():
        text = planner.get(f"/snapshots/{digest}/rows.csv")
        assert hashlib.sha256(text.content).hexdigest() == digest


def _others(kind):
    """Return a file that makes another registry of each kind."""
    header, row, *_ = FILES[kind]
    if kind in {"bodies", "officers"}:
        return table(
            *FILES[kind], row.replace("B01,First", "B08,Else").replace("O1,One", "O8,Else")
        )
    return table(header, row)


def test_lists_come_in_pages(house):
    planner = settle(house, "bodies")
    for number in range(3):
        taken(planner, "bodies")
        content = table("body_id,name", f"B1{number},Other {number}")
        planner.commit_file("bodies", "b.csv", content)
    taken(planner, "bodies")

    page = planner.get("/registries/bodies/snapshots", params={"limit": 3}).json()
    rest = planner.get(
        "/registries/bodies/snapshots", params={"limit": 3, "cursor": page["next"]}
    ).json()

    assert [one["n_rows"] for one in page["items"] + rest["items"]] == [5, 4, 3, 2]


@pytest.mark.parametrize(("kind", "status"), [("bodies", 200), ("items", 200), ("targets", 403)])
def test_a_body_fetches_whole_what_it_sees_whole(house, kind, status):
    planner = settle(house)
    digests = {name: taken(planner, name)["digest"] for name in FILES}
    first = house.join("first", Role.PLANNER, "B01")

    for ending in ("csv", "parquet"):
        answer = first.get(f"/snapshots/{digests[kind]}/rows.{ending}")
        assert answer.status_code == status, kind
        people = first.get(f"/snapshots/{digests['officers']}/rows.{ending}")
        assert (people.status_code, people.json()["code"]) == (403, "snapshot-is-whole")
    assert first.get(f"/snapshots/{digests['officers']}").status_code == 200
    assert first.post(f"/registries/{kind}/snapshots").status_code == 403


def test_there_is_no_snapshot_of_an_unknown_digest(house):
    planner = settle(house, "bodies")

    assert planner.get(f"/snapshots/{'0' * 64}/rows.csv").status_code == 404
    assert planner.get("/snapshots/abc").status_code == 422
    assert planner.post("/registries/dragons/snapshots").status_code == 404
