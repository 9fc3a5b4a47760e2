"""A worker is killed in the middle of the draw, or of opening it to everybody."""

from __future__ import annotations

import json

import pytest

from api.usecases.people.roles import Role
from tests.service.draws_of import composed, decided, small_district
from tests.service.faults.over_time import actions, kill_at, service_over, state_of, steps
from tests.service.processes import wait_for

pytestmark = pytest.mark.long


@pytest.fixture
def people(running):
    service = service_over(running)
    plans = small_district(service)
    service.engine.dispose()
    running.start("api")
    planner, second = running.join("planner", Role.PLANNER), running.join("second", Role.PLANNER)
    draw = composed(planner, plans)
    planner.post(f"/draws/{draw}/check")
    running.start("worker")
    wait_for(lambda: state_of(planner, draw) == "checked", "the check")
    return planner, second, draw


def logged(running) -> list[str]:
    """Return what the office's log says, in order."""
    records = running.settings.office / "log" / "log.jsonl"
    return [json.loads(line)["event"] for line in records.read_text().splitlines()]


def test_a_draw_is_made_once_though_its_worker_was_killed_over_it(running, people):
    planner, second, draw = people
    begun = len(steps(planner, draw))
    decided(planner, second, draw, "lock")

    kill_at(running, planner, draw, "log", begun)
    assert state_of(planner, draw) == "drawing"
    assert planner.get("/tasks").json()["items"] == []
    running.start("worker")

    wait_for(lambda: state_of(planner, draw) == "drawn", "the draw")
    numbers = [task["number"] for task in planner.get("/tasks").json()["items"]]
    assert len(set(numbers)) == len(numbers) == 9
    assert actions(planner, draw)["draw.drawn"] == 1
    assert (logged(running).count("lock"), logged(running).count("exec")) == (1, 1)


@pytest.mark.parametrize("step", ["seal", "write"])
def test_a_draw_is_opened_once_though_its_worker_was_killed_over_it(running, people, step):
    planner, second, draw = people
    decided(planner, second, draw, "lock")
    wait_for(lambda: state_of(planner, draw) == "drawn", "the draw")
    begun = len(steps(planner, draw))
    decided(planner, second, draw, "publish")

    kill_at(running, planner, draw, step, begun)
    assert planner.get(f"/draws/{draw}").json()["publication"] == "publishing"
    running.start("worker")

    def published():
        told = planner.get(f"/draws/{draw}").json()
        return told if told["publication"] == "published" else None

    label = wait_for(published, "the publication")["number"].removesuffix("/1")
    assert logged(running).count("publish") == 1
    public = planner.get(f"/public/draws/{label}").json()
    assert {"manifest.json", "seed.txt", "README.txt"} <= {file["path"] for file in public["files"]}
    notices = planner.get("/public/notices", params={"kind": "draw"}).json()["items"]
    assert len(notices) == 1
