"""A draw goes from a draft to its tasks, each step on record."""

import pytest

from api.usecases.people.roles import Role
from tests.service.draws_of import checked, composed, decided, small_district


@pytest.fixture
def people(house):
    small_district(house.service)
    return house.join("planner", Role.PLANNER), house.join("second", Role.PLANNER)


def plans_of(planner):
    return [plan["plan_id"] for plan in planner.get("/plans").json()["items"]]


def test_a_draw_that_two_people_lock_is_drawn(people):
    planner, second = people
    draw = checked(planner, plans_of(planner))

    decided(planner, second, draw, "lock")

    told = planner.get(f"/draws/{draw}").json()
    assert (told["state"], told["failure"]) == ("drawn", None)
    assert told["number"] == "120116-2026-000001/1"
    assert told["report"]["result"]["tasks"] > 0


def test_who_asks_for_a_lock_cannot_confirm_it(people):
    planner, _ = people
    draw = checked(planner, plans_of(planner))
    tag = planner.get(f"/draws/{draw}").headers["etag"]
    asked = planner.post(
        f"/draws/{draw}/approvals", json={"step": "lock"}, headers={"If-Match": tag}
    ).json()

    refused = planner.post(f"/draws/{draw}/approvals/{asked['id']}/confirm")

    assert (refused.status_code, refused.json()["code"]) == (403, "second-person-same")
    assert planner.get(f"/draws/{draw}").json()["state"] == "checked"


def test_a_draw_waits_for_what_was_thrown(people):
    planner, second = people
    thrown = {"local": False, "physical": [{"what": "dice", "digits": 10}]}
    draw = checked(planner, plans_of(planner), sources=thrown)
    decided(planner, second, draw, "lock")

    waiting = planner.get(f"/draws/{draw}").json()
    given = planner.post(f"/draws/{draw}/entropy", json={"source": 0, "value": "1234567890"})

    assert (waiting["state"], waiting["declared"][0]["kind"]) == ("entropy_pending", "physical")
    assert given.status_code == 200, given.text
    assert planner.get(f"/draws/{draw}").json()["state"] == "drawn"


def test_a_changed_registry_must_be_checked_again_before_a_lock(people):
    planner, _ = people
    draw = checked(planner, plans_of(planner))
    officer = planner.get("/registries/officers/rows").json()["items"][0]["key"]
    content = f"officer_id,starts,ends\n{officer},2026-12-01,2026-12-02\n".encode()
    planner.commit_file("leave", "leave.csv", content)
    tag = planner.get(f"/draws/{draw}").headers["etag"]

    refused = planner.post(
        f"/draws/{draw}/approvals", json={"step": "lock"}, headers={"If-Match": tag}
    )

    assert refused.json()["code"] == "checked-otherwise"


def test_a_test_leaves_nothing_and_frees_its_plans(people):
    planner, _ = people
    plans = plans_of(planner)
    draw = checked(planner, plans, mode="test")

    assert planner.post(f"/draws/{draw}/run").status_code == 202

    told = planner.get(f"/draws/{draw}").json()
    assert (told["state"], told["number"]) == ("drawn", None)
    assert told["report"]["result"]["test"] is True
    assert composed(planner, plans)


def test_a_draw_that_is_not_locked_is_cancelled_and_frees_its_plans(people):
    planner, _ = people
    draw = checked(planner, plans_of(planner))

    planner.post(f"/draws/{draw}/cancel", json={"reason": "not now"})

    states = {plan["state"] for plan in planner.get("/plans").json()["items"]}
    assert planner.get(f"/draws/{draw}").json()["state"] == "cancelled"
    assert states == {"ready"}


def test_a_void_draw_is_repeated_as_the_next_attempt(people):
    planner, second = people
    plans = plans_of(planner)
    draw = checked(planner, plans)
    decided(planner, second, draw, "lock")
    decided(planner, second, draw, "void", code="wrong_inputs")

    again = checked(planner, plans, repeats=draw)
    decided(planner, second, again, "lock")

    assert planner.get(f"/draws/{draw}").json()["state"] == "void"
    assert planner.get(f"/draws/{again}").json()["number"] == "120116-2026-000001/2"


def test_what_happened_is_listed_in_order(people):
    planner, second = people
    draw = checked(planner, plans_of(planner))
    decided(planner, second, draw, "lock")

    actions = [
        event["action"] for event in planner.get(f"/draws/{draw}/history?limit=200").json()["items"]
    ]

    states = [
        action for action in actions if action.startswith("draw.") and action != "draw.progress"
    ]
    assert states == [
        "draw.draft",
        "draw.planning",
        "draw.checked",
        "draw.committing",
        "draw.entropy_pending",
        "draw.drawing",
        "draw.drawn",
    ]


def test_a_stream_tells_what_happened_after_what_was_seen_and_then_ends(people):
    planner, second = people
    draw = checked(planner, plans_of(planner))
    decided(planner, second, draw, "lock")
    seen = planner.get(f"/draws/{draw}/history?limit=200").json()["items"][-2]["id"]

    told = planner.get(f"/draws/{draw}/events", headers={"Last-Event-ID": str(seen)})

    assert told.headers["content-type"].startswith("text/event-stream")
    assert "event: draw.drawn" in told.text
    assert (
        planner.get(f"/draws/{draw}/events", headers={"Last-Event-ID": str(seen + 1)}).status_code
        == 204
    )


def test_a_published_draw_has_its_files(people):
    planner, second = people
    draw = checked(planner, plans_of(planner))
    decided(planner, second, draw, "lock")
    decided(planner, second, draw, "publish")

    assert planner.get(f"/draws/{draw}").json()["publication"] == "published"
    for path in ("workbook", "record", "planbook", "bundles/public"):
        assert planner.get(f"/draws/{draw}/{path}").status_code == 200, path


def test_a_draw_explains_its_targets_officers_and_tasks(people):
    planner, second = people
    draw = checked(planner, plans_of(planner))
    decided(planner, second, draw, "lock")
    target = planner.get("/registries/targets/rows").json()["items"][0]["key"]
    officer = planner.get("/registries/officers/rows").json()["items"][0]["key"]

    for subject, kind in ((target, "target"), (officer, "officer")):
        asked = planner.post(f"/draws/{draw}/explanations", json={"subject": subject})
        told = planner.get(asked.headers["location"].removeprefix("/api/v1")).json()
        assert (told["state"], told["result"]["kind"]) == ("done", kind), told

    asked = planner.post(f"/draws/{draw}/explanations", json={"subject": "nobody"})
    told = planner.get(asked.headers["location"].removeprefix("/api/v1")).json()
    assert (told["state"], told["failure"]) == ("failed", "not-found")
