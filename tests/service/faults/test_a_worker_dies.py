"""A worker that is killed leaves nothing undone and nothing done twice."""

import pytest

from api.jobs.durable import DurableQueue
from api.usecases.make_service import make_service
from api.usecases.people.roles import Role
from tests.service.draws_of import composed, decided, small_district
from tests.service.processes import running_service, wait_for


@pytest.fixture
def running(databases, tmp_path):
    url = databases.fresh_database()
    with running_service(url, tmp_path / "data") as service:
        yield service
    databases.drop(url)


def district_in(running):
    """Load a small district; return the ids of its plans."""
    service = make_service(running.settings, DurableQueue(running.settings.database))
    plans = small_district(service)
    service.queue.close()
    service.engine.dispose()
    return plans


def state_of(client, draw):
    return client.get(f"/draws/{draw}").json()["state"]


def test_a_draw_goes_on_after_its_worker_was_killed(running):
    plans = district_in(running)
    running.start("api")
    planner, second = running.join("planner", Role.PLANNER), running.join("second", Role.PLANNER)
    draw = composed(planner, plans)

    planner.post(f"/draws/{draw}/check")
    running.start("worker")
    wait_for(lambda: state_of(planner, draw) == "checked", "the check")
    decided(planner, second, draw, "lock")
    wait_for(lambda: state_of(planner, draw) != "checked", "the lock to begin")
    running.kill("worker")
    assert state_of(planner, draw) in {"committing", "entropy_pending", "drawing", "drawn"}
    running.start("worker")

    wait_for(lambda: state_of(planner, draw) == "drawn", "the draw")
    assert running.stop("worker") == 0
    assert running.stop("api") == 0
