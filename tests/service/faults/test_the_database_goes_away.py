"""The database is gone for a while: nothing is lost, and all go on by themselves."""

from __future__ import annotations

import time

import pytest

from api.usecases.people.roles import Role
from tests.service.draws_of import composed, decided, small_district
from tests.service.faults.over_time import service_over, state_of
from tests.service.processes import running_service, wait_for

GONE_SECONDS = 10


@pytest.fixture
def running(postgresql, tmp_path):
    """A service over a server that the test stops; a file does not go away."""
    url = postgresql.fresh_database()
    with running_service(url, tmp_path / "data") as service:
        yield service
    postgresql.start()
    postgresql.drop(url)


@pytest.mark.long
@pytest.mark.parametrize("ending", ["stop", "kill"])
def test_a_database_that_was_gone_for_a_while_is_asked_again(running, postgresql, ending):
    service = service_over(running)
    plans = small_district(service)
    service.engine.dispose()
    api, worker = running.start("api"), running.start("worker")
    planner, second = running.join("planner", Role.PLANNER), running.join("second", Role.PLANNER)
    draw = composed(planner, plans)
    planner.post(f"/draws/{draw}/check")
    wait_for(lambda: state_of(planner, draw) == "checked", "the check")

    getattr(postgresql, ending)()
    back = time.monotonic() + GONE_SECONDS
    while time.monotonic() < back:
        for answer in (planner.get("/plans"), planner.post("/draws", json={})):
            assert (answer.status_code, answer.json()["code"]) == (503, "database-unavailable")
            assert int(answer.headers["retry-after"]) > 0
        time.sleep(1)
    postgresql.start()

    wait_for(lambda: planner.get("/plans").status_code == 200, "the database", 10)
    assert (api.poll(), worker.poll()) == (None, None)
    decided(planner, second, draw, "lock")
    wait_for(lambda: state_of(planner, draw) == "drawn", "the draw")
    assert running.stop("worker") == 0
    assert running.stop("api") == 0
