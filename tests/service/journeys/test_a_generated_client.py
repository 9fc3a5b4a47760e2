"""A client made from the OpenAPI document alone does a planner's work."""

import httpx2
import pytest
from aiopenapi3 import OpenAPI

from api.jobs.durable import DurableQueue
from api.routes.http.examples import POLICY
from api.usecases.make_service import make_service
from api.usecases.people.roles import Role
from tests.service.draws_of import small_district
from tests.service.processes import running_service, wait_for


@pytest.fixture
def service(databases, tmp_path):
    url = databases.fresh_database()
    with running_service(url, tmp_path / "data") as running:
        inside = make_service(running.settings, DurableQueue(running.settings.database))
        running.plans = small_district(inside)
        inside.queue.close()
        inside.engine.dispose()
        running.start("worker")
        running.start("api")
        yield running
    databases.drop(url)


def client_of(service, login, role):
    """Make a client of the document that the service tells, with a token of somebody's."""
    carried = service.join(login, role).headers["authorization"].removeprefix("Bearer ")

    def session(*args, **kwargs) -> httpx2.Client:
        return httpx2.Client(*args, timeout=60, **kwargs)

    made = OpenAPI.load_sync(f"{service.address}/openapi.json", session_factory=session)
    made.authenticate(token=carried)
    return made._  # where it keeps the operations, by name


def test_from_a_plan_to_a_draw(service):
    planner = client_of(service, "planner", Role.PLANNER)
    second = client_of(service, "second", Role.JOINT_OFFICE)

    planner.addPolicy(data=dict(POLICY))
    plan = planner.getPlan(parameters={"plan_id": service.plans[0]})
    draw = planner.createDraw(data={"title": "By a client", "plan_ids": service.plans})
    planner.checkDraw(parameters={"draw_id": draw.id})

    def state():
        return str(planner.getDraw(parameters={"draw_id": draw.id}).state)

    wait_for(lambda: "checked" in state(), "the check")
    seen = planner.getDraw(parameters={"draw_id": draw.id})
    asked = planner.askApproval(
        parameters={"draw_id": draw.id, "If-Match": f'"{seen.version}"'}, data={"step": "lock"}
    )
    second.confirmApproval(parameters={"draw_id": draw.id, "number": asked.id})
    wait_for(lambda: "drawn" in state(), "the draw")

    told = planner.getDraw(parameters={"draw_id": draw.id})
    assert plan.plan_id == service.plans[0]
    assert told.number == "120116-2026-000001/1"
    assert planner.listDraws().items[0].id == draw.id
