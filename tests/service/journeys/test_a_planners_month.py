"""A planner's month: from an empty service to a notice that anybody reads.

By real processes over HTTP: one answers, one works.
"""

from __future__ import annotations

import numpy as np
import pytest

from api.files.folder_writing import problem_files
from api.files.forms.plans import plan_data
from api.usecases.people.roles import Role
from scenarios.small import tiny
from tests.service.processes import running_service, wait_for

KINDS = ("bodies", "items", "targets", "officers", "history")
BAD = {
    "targets": {"target_id": "T-BAD", "name": "Bad", "reg_date": "2026-02-30"},
    "officers": {"officer_id": "O-BAD", "name": "Bad", "body_id": "B99"},
}


@pytest.fixture
def service(databases, tmp_path):
    url = databases.fresh_database()
    with running_service(url, tmp_path / "data") as running:
        running.start("worker")
        running.start("api")
        yield running
    databases.drop(url)


@pytest.fixture
def world():
    return tiny(rng=np.random.default_rng(1))


def with_a_bad_row(kind, content):
    """Return a file with a row at its end that cannot be."""
    heading = content.split(b"\n", 1)[0].decode().split(",")
    cells = [BAD[kind].get(name, "") for name in heading]
    return content + ",".join(cells).encode() + b"\n"


def imported(planner, kind, content):
    """Send a file and wait for its report."""
    sent = planner.post(
        f"/registries/{kind}/imports", params={"file_name": f"{kind}.csv"}, content=content
    )
    assert sent.status_code == 202, sent.text
    address = f"/imports/{sent.json()['id']}"
    wait_for(lambda: planner.get(address).json()["state"] != "received", "the report")
    return planner.get(address)


def committed(planner, found):
    done = planner.post(
        f"/imports/{found.json()['id']}/commit",
        json={},
        headers={"If-Match": found.headers["etag"]},
    )
    assert done.status_code == 200, done.text


def test_from_empty_registries_to_a_public_notice(service, world):
    planner = service.join("planner", Role.PLANNER)
    second = service.join("second", Role.JOINT_OFFICE)
    files = dict(problem_files(world))

    # Two files have a bad row: nothing of them is taken until they are mended.
    for kind in KINDS:
        content = files[f"{kind}.csv"]
        if kind in BAD:
            refused = imported(planner, kind, with_a_bad_row(kind, content)).json()
            assert refused["n_faults"] >= 1
            assert refused["faults"][0]["row"] == content.count(b"\n") + 1
            planner.post(f"/imports/{refused['id']}/discard")
        if content.count(b"\n") > 1:
            committed(planner, imported(planner, kind, content))

    # Plans, a check, a lock by two people; the worker draws.
    plan_ids = []
    for plan in world.plans:
        made = planner.post("/plans", json=plan_data(plan))
        assert made.status_code == 201, made.text
        plan_ids.append(made.json()["plan_id"])
    draw = planner.post(
        "/draws", json={"title": "December", "plan_ids": plan_ids, "announced": True}
    ).json()["id"]
    planner.post(f"/draws/{draw}/check")

    def state():
        return planner.get(f"/draws/{draw}").json()["state"]

    wait_for(lambda: state() == "checked", "the check")
    tag = {"If-Match": planner.get(f"/draws/{draw}").headers["etag"]}
    asked = planner.post(f"/draws/{draw}/approvals", json={"step": "lock"}, headers=tag).json()
    second.post(f"/draws/{draw}/approvals/{asked['id']}/confirm")
    wait_for(lambda: state() == "drawn", "the draw")

    # The workbook opens, the tasks are sent out.
    assert planner.get(f"/draws/{draw}/workbook").content[:2] == b"PK"
    sent = planner.post(f"/draws/{draw}/dispatch", json={})
    assert sent.status_code == 200, sent.text
    tasks = planner.get("/tasks", params={"draw_id": draw, "limit": 200}).json()["items"]
    assert tasks
    assert {task["state"] for task in tasks} == {"dispatched"}

    # The plans are public, their targets are not.
    for plan_id in plan_ids:
        planner.post(f"/plans/{plan_id}/notice", json={})
    public = service.join("nobody", Role.OFFICER, "B99")
    public.headers.pop("authorization")
    notices = public.get("/public/notices").json()["items"]
    assert len(notices) >= len(plan_ids)
    for task in tasks:
        assert (
            public.get("/public/notices", params={"q": task["target_name"]}).json()["items"] == []
        )
