"""A request with an Idempotency-Key counts once, however often and however fast it is sent."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from api.usecases.people.roles import Role
from tests.service.draws_of import small_district
from tests.service.plans.test_plans import document


@pytest.fixture
def planner(house):
    small_district(house.service)
    return house.join("planner", Role.PLANNER)


def test_a_repeated_request_gets_the_first_answer(planner):
    key = {"Idempotency-Key": "once"}

    answers = [planner.post("/plans", json=document(), headers=key) for _ in range(3)]

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert [answer.headers.get("idempotent-replayed") for answer in answers] == [
        None,
        "true",
        "true",
    ]
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert len(planner.get("/plans", params={"q": "Autumn"}).json()["items"]) == 1


def test_twenty_at_once_make_one(planner):
    key = {"Idempotency-Key": "twenty"}

    with ThreadPoolExecutor(20) as threads:
        sent = [
            threads.submit(planner.post, "/plans", json=document(), headers=key) for _ in range(20)
        ]
        answers = [one.result() for one in sent]

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["plan_id"] for answer in answers}) == 1
    assert len(planner.get("/plans", params={"q": "Autumn"}).json()["items"]) == 1


def test_a_key_is_not_used_for_something_else(planner):
    key = {"Idempotency-Key": "mine"}
    planner.post("/plans", json=document(), headers=key)

    refused = planner.post("/plans", json=document(name="Other"), headers=key)

    assert (refused.status_code, refused.json()["code"]) == (422, "idempotency-key-reused")


def test_a_request_that_failed_may_be_tried_again_with_its_key(planner):
    key = {"Idempotency-Key": "again"}

    refused = planner.post("/plans", json=document(kind="never"), headers=key)
    done = planner.post("/plans", json=document(), headers=key)

    assert (refused.status_code, done.status_code) == (422, 201)


def test_keys_of_different_people_do_not_meet(house, planner):
    other = house.join("other", Role.PLANNER)
    key = {"Idempotency-Key": "same"}

    mine = planner.post("/plans", json=document(), headers=key).json()["plan_id"]
    his = other.post("/plans", json=document(), headers=key).json()["plan_id"]

    assert mine != his


def test_two_planners_who_lock_one_draw_at_once_ask_once(house, planner):
    other = house.join("other", Role.PLANNER)
    plans = [plan["plan_id"] for plan in planner.get("/plans").json()["items"]]
    draw = planner.post("/draws", json={"title": "Month", "plan_ids": plans}).json()["id"]
    planner.post(f"/draws/{draw}/check")
    tag = {"If-Match": planner.get(f"/draws/{draw}").headers["etag"]}

    with ThreadPoolExecutor(2) as threads:
        sent = [
            threads.submit(who.post, f"/draws/{draw}/approvals", json={"step": "lock"}, headers=tag)
            for who in (planner, other)
        ]
        answers = sorted(one.result().status_code for one in sent)

    assert answers == [201, 409]
    assert len(planner.get(f"/draws/{draw}/approvals").json()) == 1
