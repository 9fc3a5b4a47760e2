"""Many ask at the same moment, through real sockets: one of them gets it, and all are told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from api.usecases.people.roles import Role
from tests.service.draws_of import small_district
from tests.service.faults.over_time import service_over
from tests.service.plans.test_plans import document
from tests.service.processes import running_service

AT_ONCE = 20


@pytest.fixture(scope="module")
def running(databases, tmp_path_factory):
    """A service that answers, for all tests of this file."""
    url = databases.fresh_database()
    with running_service(url, tmp_path_factory.mktemp("many") / "data") as service:
        over = service_over(service)
        small_district(over)
        over.engine.dispose()
        service.start("api")
        yield service
    databases.drop(url)


def test_twenty_requests_with_one_key_make_one_plan(running):
    planner = running.join("planner", Role.PLANNER)
    key = {"Idempotency-Key": "twenty-at-once"}

    with ThreadPoolExecutor(AT_ONCE) as threads:
        sent = [
            threads.submit(planner.post, "/plans", json=document(), headers=key)
            for _ in range(AT_ONCE)
        ]
        answers = [one.result() for one in sent]

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    replayed = [answer for answer in answers if "idempotent-replayed" in answer.headers]
    assert len(replayed) == AT_ONCE - 1
    assert len(planner.get("/plans", params={"q": "Autumn"}).json()["items"]) == 1


def test_two_planners_who_take_one_plan_into_two_draws_do_not_both_get_it(running):
    planners = [running.join(login, Role.PLANNER) for login in ("first", "second")]

    for plan_id in ("P01", "P02", "P03"):
        given = {"title": plan_id, "plan_ids": [plan_id]}
        with ThreadPoolExecutor(len(planners)) as threads:
            sent = [threads.submit(one.post, "/draws", json=given) for one in planners]
            answers = [one.result() for one in sent]

        told = sorted((answer.status_code, answer.json().get("code", "")) for answer in answers)
        assert told == [(201, ""), (409, "plan-taken")]
        draws = [one["draw_id"] for one in planners[0].get(f"/plans?q={plan_id}").json()["items"]]
        (made,) = (answer.json()["id"] for answer in answers if answer.status_code == 201)
        assert draws == [made]
