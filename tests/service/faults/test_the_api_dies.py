"""What answers requests is killed over one: afterwards it was done whole, or not at all."""

from __future__ import annotations

import httpx
import pytest

from api.usecases.people.roles import Role
from tests.service.faults.over_time import killed_during
from tests.service.processes import wait_for

ROWS = 40_000
COMMIT_SECONDS = 0.4
"""Into a commit that takes longer: some rows are written by then, and nothing is kept yet."""


def registry(rows: int) -> bytes:
    """Return a registry of so many targets as a file."""
    lines = (f"T{number},Firm {number},area,North" for number in range(rows))
    return "\n".join(("target_id,name,target_type,street", *lines)).encode()


def sent(planner: httpx.Client, content, **headers: str) -> httpx.Response:
    return planner.post(
        "/registries/targets/imports",
        params={"file_name": "targets.csv"},
        content=content,
        headers=headers,
    )


def size(planner: httpx.Client) -> int:
    found = {one["kind"]: one["rows"] for one in planner.get("/registries").json()}
    return found["targets"]


def test_a_file_that_was_half_sent_leaves_nothing_and_is_sent_again(running):
    running.start("api")
    planner = running.join("planner", Role.PLANNER)
    content, key = registry(2_000), {"Idempotency-Key": "this-file"}

    def half_of_it():
        yield content[:10_000]
        running.kill("api")
        yield content[10_000:]

    with pytest.raises(httpx.TransportError):
        sent(planner, half_of_it(), **key)
    running.start("api")

    assert planner.get("/imports").json()["items"] == []
    assert list((running.settings.data / "store").glob("*/*")) == []
    again = [sent(planner, content, **key) for _ in range(2)]
    assert {answer.status_code for answer in again} == {202}
    assert [one["id"] for one in planner.get("/imports").json()["items"]] == [again[0].json()["id"]]


@pytest.mark.long
def test_a_commit_that_was_broken_off_is_done_whole_or_not_at_all_and_once(running):
    running.start("api")
    running.start("worker")
    planner = running.join("planner", Role.PLANNER)
    number = sent(planner, registry(ROWS)).json()["id"]

    def parsed():
        told = planner.get(f"/imports/{number}")
        return told if told.json()["state"] == "parsed" else None

    tag = {"If-Match": wait_for(parsed, "the file to be read").headers["etag"]}

    def commit():
        return planner.post(f"/imports/{number}/commit", json={}, headers=tag)

    broken = killed_during(running, COMMIT_SECONDS, commit)
    assert isinstance(broken.exception(), httpx.TransportError)
    running.start("api")

    assert (planner.get(f"/imports/{number}").json()["state"], size(planner)) in {
        ("parsed", 0),
        ("committed", ROWS),
    }
    assert commit().status_code == 200
    assert size(planner) == ROWS
    changes = planner.get("/registries/targets/changes").json()["items"]
    assert [(one["added"], one["import_id"]) for one in changes] == [(ROWS, number)]
    assert running.stop("worker") == 0
