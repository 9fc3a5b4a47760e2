"""Plans are composed over HTTP; all that is wrong with one is told at once."""

import pytest

from api.usecases.people.roles import Role
from tests.service.draws_of import small_district


@pytest.fixture
def planner(house):
    small_district(house.service)
    return house.join("planner", Role.PLANNER)


def document(**more):
    return {
        "name": "Autumn round",
        "kind": "dual_random",
        "window": {"starts": "2026-12-01", "ends": "2027-01-01"},
        "participations": [{"body_id": "B01", "team_size": 2}],
        "targets": {"draw": {"scope": "", "quota": "5%"}},
        **more,
    }


def test_a_plan_without_a_number_gets_the_next_one_of_its_body(planner):
    first = planner.post("/plans", json=document())
    second = planner.post("/plans", json=document())

    assert first.status_code == 201, first.text
    assert [one.json()["plan_id"] for one in (first, second)] == [
        "B01-202612-001",
        "B01-202612-002",
    ]
    assert first.headers["location"] == "/api/v1/plans/B01-202612-001"


def test_all_that_is_wrong_with_a_plan_is_told_at_once_with_its_places(planner):
    wrong = document(
        kind="sometimes",
        window={"starts": "2026-02-30", "ends": "2027-01-01"},
        participations=[{"body_id": "B99", "team_size": 0}],
        colour="red",
    )

    refused = planner.post("/plans", json=wrong)

    told = {(fault["code"], fault["pointer"]) for fault in refused.json()["faults"]}
    assert refused.status_code == 422
    assert {
        ("not-a-choice", "/kind"),
        ("not-a-day", "/window/starts"),
        ("unknown-body", "/participations/B99/body_id"),
        ("unknown-key", "/colour"),
    } <= told
    assert len(told) >= 4


def test_faults_are_told_in_the_language_that_is_asked_for(planner):
    wrong = document(kind="sometimes")

    zh = planner.post("/plans", json=wrong, headers={"Accept-Language": "zh-CN,en;q=0.5"})
    en = planner.post("/plans", json=wrong, headers={"Accept-Language": "en"})

    assert (zh.headers["content-language"], zh.json()["title"]) == ("zh", "内容有误")
    assert (en.headers["content-language"], en.json()["title"]) == ("en", "Faults in what was sent")


def test_a_joint_plan_needs_a_partner(planner):
    refused = planner.post("/plans", json=document(kind="joint_dual_random"))

    assert refused.json()["code"] == "joint-plan-alone"


def test_a_preview_tells_pool_and_quota_and_keeps_nothing(planner):
    before = len(planner.get("/plans").json()["items"])

    found = planner.post("/plans/preview", json=document()).json()

    assert found["registry"] == found["pool"] + sum(found["exclusions"].values())
    assert 0 < found["quota"] <= found["pool"]
    assert len(planner.get("/plans").json()["items"]) == before


def test_a_change_names_the_version_that_was_seen(planner):
    made = planner.post("/plans", json=document())
    address, tag = f"/plans/{made.json()['plan_id']}", made.headers["etag"]

    blind = planner.put(address, json=document(name="Other"))
    done = planner.put(address, json=document(name="Other"), headers={"If-Match": tag})
    late = planner.put(address, json=document(name="Third"), headers={"If-Match": tag})

    assert (blind.status_code, blind.json()["code"]) == (428, "if-match-missing")
    assert (done.status_code, done.json()["version"]) == (200, 2)
    assert (late.status_code, late.json()["code"]) == (412, "version-changed")
    names = [one["document"]["name"] for one in planner.get(f"{address}/versions").json()]
    assert names == ["Other", "Autumn round"]


def test_a_cancelled_plan_can_be_in_no_draw(planner):
    made = planner.post("/plans", json=document())
    plan_id, tag = made.json()["plan_id"], {"If-Match": made.headers["etag"]}

    planner.post(f"/plans/{plan_id}/cancel", json={"reason": "merged"}, headers=tag)
    refused = planner.post("/draws", json={"title": "Month", "plan_ids": [plan_id]})

    assert (refused.status_code, refused.json()["code"]) == (409, "wrong-state")


def test_a_plan_is_in_one_draw_only(planner):
    plan_id = planner.post("/plans", json=document()).json()["plan_id"]
    planner.post("/draws", json={"title": "Month", "plan_ids": [plan_id]})

    refused = planner.post("/draws", json={"title": "Again", "plan_ids": [plan_id]})

    assert (refused.status_code, refused.json()["code"]) == (409, "plan-taken")


def test_plans_are_listed_page_by_page_and_found_by_words_and_day(planner):
    for name in ("One", "Two", "Three"):
        planner.post("/plans", json=document(name=f"Zebra {name}"))

    first = planner.get("/plans", params={"q": "Zebra", "limit": 2})
    rest = planner.get(first.headers["link"].split(";")[0].strip("<>").removeprefix("/api/v1"))
    on_day = planner.get("/plans", params={"q": "Zebra", "day": "2027-01-01"})

    names = [plan["name"] for page in (first, rest) for plan in page.json()["items"]]
    assert names == ["Zebra One", "Zebra Two", "Zebra Three"]
    assert (rest.json()["next"], on_day.json()["items"]) == (None, [])


def test_another_bodys_planner_sees_and_changes_nothing(house, planner):
    made = planner.post("/plans", json=document())
    address, tag = f"/plans/{made.json()['plan_id']}", {"If-Match": made.headers["etag"]}
    stranger = house.join("stranger", Role.PLANNER, "B99")

    assert stranger.get("/plans").json()["items"] == []
    assert stranger.get(address).status_code == 404
    assert stranger.put(address, json=document(), headers=tag).status_code == 404
    assert stranger.post("/plans", json=document()).status_code == 403


def test_published_ratios_can_be_named(planner):
    presets = {one["name"]: one["ratios"] for one in planner.get("/plans/presets").json()}

    assert presets["henan_2021"] == {"A": "1/100", "B": "1/50", "C": "1/10", "D": "3/10"}
