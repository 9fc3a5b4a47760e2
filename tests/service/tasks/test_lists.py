"""Tasks are listed for those of their bodies, and for the officers who go."""

from __future__ import annotations

import pytest

from api.usecases.people.roles import Role


def numbers(person, **params):
    found = person.get("/tasks", params=params)
    assert found.status_code == 200, found.text
    return [one["number"] for one in found.json()["items"]]


def test_tasks_are_listed_page_by_page(drawn):
    whole = numbers(drawn.planner)
    first = drawn.planner.get("/tasks", params={"limit": 4})
    second = drawn.planner.get("/tasks", params={"limit": 4, "cursor": first.json()["next"]})
    pages = [one["number"] for page in (first, second) for one in page.json()["items"]]

    assert len(whole) == 9
    assert pages == whole[:8]
    assert 'rel="next"' in first.headers["link"]


@pytest.mark.parametrize(
    ("params", "count"),
    [
        ({"plan_id": "P03"}, 2),
        ({"body_id": "B02"}, 5),
        ({"state": "sealed"}, 9),
        ({"state": "published"}, 0),
        ({"day": "2026-12-02"}, 1),
        ({"officer_id": "B01-004"}, 3),
        ({"overdue": "false"}, 9),
        ({"overdue": "inspection"}, 0),
        ({"plan_id": "P01", "day": "2026-12-31"}, 2),
    ],
)
def test_tasks_are_found_by_what_is_asked(drawn, params, count):
    assert len(numbers(drawn.planner, **params)) == count


def test_people_of_a_body_see_its_tasks_and_no_others(drawn):
    supervisor = drawn.house.join("supervisor", Role.SUPERVISOR, "B02")

    assert len(numbers(supervisor)) == 5
    assert supervisor.get(f"/tasks/{drawn.JOINT}").status_code == 200
    assert supervisor.get(f"/tasks/{drawn.ALONE}").status_code == 404
    assert numbers(supervisor, body_id="B01") == [drawn.JOINT, drawn.JOINT[:-1] + "2"]


def test_officers_do_not_list_what_is_not_theirs(drawn):
    assert drawn.officer("B01-001").get("/tasks").status_code == 403


def test_an_officer_sees_this_week_and_what_is_left_over(drawn):
    drawn.dispatch()
    officer = drawn.officer("B01-004")
    drawn.set_day("2026-12-03")

    left = officer.get("/tasks/mine").json()
    week = officer.get("/tasks/mine", params={"starts": "2026-12-01", "days": 3}).json()
    later = officer.get("/tasks/mine", params={"starts": "2026-12-20", "days": 10}).json()

    assert [one["day"] for one in left] == ["2026-12-01", "2026-12-02"]
    assert [one["number"] for one in week] == [drawn.ALONE, drawn.JOINT]
    assert [(one["day"], one["role"]) for one in later] == [("2026-12-23", "member")]


def test_an_account_that_is_no_officer_has_no_tasks(drawn):
    nobody = drawn.house.join("nobody", Role.OFFICER, "B01")

    refused = nobody.get("/tasks/mine")

    assert (refused.status_code, refused.json()["code"]) == (403, "account-without-officer")


def test_a_task_is_told_with_team_items_and_history(drawn):
    drawn.dispatch(drawn.JOINT)
    task = drawn.task(drawn.JOINT)

    assert {one["body_id"] for one in task["team"]} == {"B01", "B02"}
    assert [one["name"] for one in task["items"]] == [
        "餐饮服务食品安全检查",
        "登记事项检查",
        "安全生产条件检查",
    ]
    assert [one["action"] for one in task["history"]] == ["task.dispatched"]
    assert task["history"][0]["actor"] == "planner"


def test_a_task_never_tells_what_the_district_thinks_of_a_firm(drawn):
    drawn.dispatch()
    row = drawn.problem.targets.row(drawn.task(drawn.ALONE)["target_id"])
    (key,) = row["people"]

    for person in (drawn.planner, drawn.leader(drawn.ALONE)):
        told = person.get(f"/tasks/{drawn.ALONE}").text
        assert "risk" not in told
        assert key not in told
        assert "check_code" not in told


def test_an_officer_sees_of_a_merged_visit_only_the_team_of_his_task(drawn):
    drawn.dispatch()
    told = drawn.leader(drawn.MERGED).get(f"/tasks/{drawn.MERGED}").json()

    assert {one["body_id"] for one in told["team"]} == {"B01"}
    assert all(one["actor"] is None for one in told["history"])
