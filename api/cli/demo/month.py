"""Draw a district's month through the service, as its people do: over HTTP, step by step."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from api.cli.demo.people import Login
from api.files.folder_reading import read_problem
from api.files.forms.plans import plan_data
from api.files.policy import policy_data
from api.records.registries.kinds import KINDS
from api.usecases.refusals import refusal
from api.usecases.steps import Steps
from scheduler.errors import FaultsError

LOOK_SECONDS = 0.3
PATIENCE_SECONDS = 300
TIMEOUT_SECONDS = 120
HEADING_AND_ROW = 2
SETTLED = ("drawn", "infeasible", "failed", "cancelled", "void")


@dataclass(frozen=True, slots=True)
class Month:
    """What was drawn."""

    draw_id: int
    number: str
    visits: int
    tasks: int


def client_of(address: str, login: Login) -> httpx.Client:
    """Return a client that has logged in."""
    client = httpx.Client(base_url=f"{address}/api/v1", timeout=TIMEOUT_SECONDS)
    given = {"login": login.login, "password": login.password}
    answer = _done(client.post("/sessions", json=given))
    client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
    return client


def draw_month(
    planner: httpx.Client, second: httpx.Client, folder: Path, title: str, steps: Steps
) -> Month:
    """Load the district in *folder*, unless it is there, and draw its plans, unless they are."""
    steps.begin("load")
    drawn = _done(planner.get("/draws", params={"state": "drawn", "limit": 1})).json()["items"]
    if not drawn:
        _load_registries(planner, folder)
        steps.begin("plans")
        plan_ids = _load_plans(planner, folder)
        steps.begin("check")
        made = {"title": title, "plan_ids": plan_ids, "announced": True}
        draw_id = int(_done(planner.post("/draws", json=made)).json()["id"])
        _done(planner.post(f"/draws/{draw_id}/check"))
        _wait(planner, draw_id, lambda state: state == "checked")
        steps.begin("lock")
        _decide(planner, second, draw_id, "lock")
        _wait(planner, draw_id, lambda state: state in {"drawing", *SETTLED})
        steps.begin("draw")
        drawn = [_wait(planner, draw_id, lambda state: state == "drawn")]
    told = _done(planner.get(f"/draws/{drawn[0]['id']}")).json()
    steps.end()
    result = told["report"]["result"]
    return Month(told["id"], told["number"], result["visits"], result["tasks"])


def _load_registries(planner: httpx.Client, folder: Path) -> None:
    present = {one["kind"]: one["rows"] for one in _done(planner.get("/registries")).json()}
    for kind in KINDS:
        file = folder / f"{kind}.csv"
        if present[kind] or not file.is_file() or not _has_rows(file):
            continue
        sent = _done(
            planner.post(
                f"/registries/{kind}/imports",
                params={"file_name": file.name},
                content=file.read_bytes(),
            )
        )
        found = _parsed(planner, int(sent.json()["id"]))
        tag = {"If-Match": found.headers["etag"]}
        number = found.json()["id"]
        _done(planner.post(f"/imports/{number}/commit", json={}, headers=tag))


def _has_rows(file: Path) -> bool:
    with file.open("rb") as lines:
        return sum(1 for _ in zip(lines, range(HEADING_AND_ROW), strict=False)) == HEADING_AND_ROW


def _parsed(planner: httpx.Client, number: int) -> httpx.Response:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        found = _done(planner.get(f"/imports/{number}"))
        if found.json()["state"] != "received":
            return found
        time.sleep(LOOK_SECONDS)
    raise refusal("service-silent", "imports", address=f"/imports/{number}")


def _load_plans(planner: httpx.Client, folder: Path) -> list[str]:
    problem = read_problem(folder)
    versions = {one["version"] for one in _done(planner.get("/policies")).json()}
    if problem.policy.version not in versions:
        _done(planner.post("/policies", json=policy_data(problem.policy)))
    for plan in problem.plans:
        # A repeated start finds the plans of the first one.
        key = {"Idempotency-Key": f"demo-{plan.plan_id}"}
        answer = planner.post("/plans", json=plan_data(plan), headers=key)
        _done(answer)
    return [plan.plan_id for plan in problem.plans]


def _decide(planner: httpx.Client, second: httpx.Client, draw_id: int, step: str) -> None:
    tag = _done(planner.get(f"/draws/{draw_id}")).headers["etag"]
    asked = _done(
        planner.post(f"/draws/{draw_id}/approvals", json={"step": step}, headers={"If-Match": tag})
    )
    _done(second.post(f"/draws/{draw_id}/approvals/{asked.json()['id']}/confirm"))


def _wait(planner: httpx.Client, draw_id: int, come: Callable[[str], bool]) -> dict[str, Any]:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        told: dict[str, Any] = _done(planner.get(f"/draws/{draw_id}")).json()
        if come(told["state"]):
            return told
        if told["state"] in SETTLED:
            raise refusal("draw-stopped", str(draw_id), draw=draw_id, found=told["state"])
        time.sleep(LOOK_SECONDS)
    raise refusal("service-silent", "draws", address=f"/draws/{draw_id}")


def _done(answer: httpx.Response) -> httpx.Response:
    if answer.is_success:
        return answer
    raise _problem(answer)


def _problem(answer: httpx.Response) -> FaultsError:
    address = f"{answer.request.method} {answer.request.url.path}"
    try:
        code = str(answer.json()["code"])
    except (ValueError, KeyError):
        code = str(answer.status_code)
    return refusal("service-refused", address, address=address, found=code)
