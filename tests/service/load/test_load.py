"""The public asks a whole district's service while it draws: fast answers, and memory stays flat.

On PostgreSQL, with 100,000 targets and a month of published tasks. Every question of the mix is
asked in many forms, so that few answers can be said again from memory.
"""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pytest

from api.usecases.people.roles import Role
from tests.service.load.district import fill
from tests.service.load.wrk import load
from tests.service.processes import running_service, wait_for

pytestmark = [pytest.mark.long, pytest.mark.alone]

RATE, P99_SECONDS = 300, 0.2
LOAD_SECONDS = 30
ENDURANCE_SECONDS = int(os.environ.get("DOUBLEDRAW_ENDURANCE_SECONDS", "600"))
WORDS = ("科技", "餐饮", "天津", "贸易", "物流", "食品", "滨海", "新区", "超市", "药")


@pytest.fixture(scope="module")
def service(postgresql, tmp_path_factory):
    url = postgresql.fresh_database()
    with running_service(url, tmp_path_factory.mktemp("load")) as running:
        running.tasks = fill(running.settings)
        running.start("api")
        running.start("worker")
        yield running
    postgresql.drop(url)


def questions(tasks):
    """Return what the public asks: lists, searches, notices; hundreds of different ones."""
    base = "/api/v1/public/notices"
    searches = [f"{base}?q={quote(word)}&limit={limit}" for word in WORDS for limit in (10, 20, 50)]
    lists = [f"{base}?kind=result&limit={limit}" for limit in range(10, 40)]
    notices = [f"{base}/{number}" for number in range(100, tasks, 5)]
    mixed = []
    for place, notice in enumerate(notices):
        mixed += [notice, searches[place % len(searches)], lists[place % len(lists)]]
    return mixed


def drawing(service, stopping):
    """Let plans be drawn as tests, one after the other, until told to stop; count them."""
    planner = service.join(f"planner-{time.monotonic_ns()}", Role.PLANNER)
    documents = [one["document"] for one in planner.get("/plans?limit=200").json()["items"]]
    made = []
    for number, document in enumerate(documents):
        document["plan_id"] = f"L{time.monotonic_ns() % 10**9}-{number}"
        made.append(planner.post("/plans", json=document).json()["plan_id"])
    done = 0
    while not stopping.is_set():
        draw = planner.post(
            "/draws", json={"title": "Under load", "plan_ids": made, "mode": "test"}
        ).json()["id"]
        for verb, state in (("check", "checked"), ("run", "drawn")):
            planner.post(f"/draws/{draw}/{verb}")
            wait_for(
                lambda state=state, draw=draw: (
                    planner.get(f"/draws/{draw}").json()["state"] == state
                ),
                state,
                120,
            )
        done += 1
    return done


@pytest.fixture
def drawings(service):
    """Draw in the background."""
    stopping, counted = threading.Event(), []
    thread = threading.Thread(target=lambda: counted.append(drawing(service, stopping)))
    thread.start()
    yield counted
    stopping.set()
    thread.join(300)


def resident(process) -> int:
    """Return the memory of a process, in bytes."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) << 10


@pytest.mark.usefixtures("drawings")
def test_the_public_is_answered_fast_while_a_draw_runs(service, tmp_path):
    address = f"http://127.0.0.1:{service.port}"
    load(address, questions(service.tasks), tmp_path, seconds=3, connections=8)

    found = load(address, questions(service.tasks), tmp_path, seconds=LOAD_SECONDS, connections=16)

    assert (found.refused, found.timeouts) == (0, 0)
    assert found.rate >= RATE
    assert found.p99 < P99_SECONDS


def test_memory_stays_flat(service, tmp_path):
    address, asked = f"http://127.0.0.1:{service.port}", questions(service.tasks)
    load(address, asked, tmp_path, seconds=ENDURANCE_SECONDS // 5, connections=8)
    before = resident(service.started["api"])

    for _ in range(4):
        load(address, asked, tmp_path, seconds=ENDURANCE_SECONDS // 5, connections=8)

    assert resident(service.started["api"]) < before * 1.1
