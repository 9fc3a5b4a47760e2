"""A joint office sets up an inspection of four departments; each firm is visited once by all."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from api.usecases.people.roles import Role
from scenarios import small
from scheduler.domain.bodies import EnforcementBody
from scheduler.domain.items import InspectionItem
from scheduler.domain.policy import Policy
from tests.service.draws_of import checked, decided, small_district

DEPARTMENTS = ("B01", "B02", "B03", "B04")


def four_departments():
    """Return a district of four bodies, each with an item of its own, and no plans yet."""
    problem = small.world(
        (),
        small.officers(**dict.fromkeys(DEPARTMENTS, 5)),
        Policy(version="four-1"),
        rng=np.random.default_rng(1),
    )
    bodies = tuple(EnforcementBody(body_id=name, name=f"部门{name}") for name in DEPARTMENTS)
    items = tuple(
        InspectionItem(item_id=f"{name}-01", name=f"事项{name}", body_id=name)
        for name in DEPARTMENTS
    )
    return replace(problem, bodies=bodies, items=items)


def test_every_firm_is_visited_once_by_all_four(house):
    small_district(house.service, four_departments())
    office, planner = house.join("office", Role.JOINT_OFFICE), house.join("p", Role.PLANNER)
    sizes = {"B01": 3, "B02": 2, "B03": 2, "B04": 2}
    plan = {
        "name": "餐饮单位四部门联合双随机检查",
        "kind": "joint_dual_random",
        "window": {"starts": "2026-12-01", "ends": "2027-01-01"},
        "participations": [
            {"body_id": name, "team_size": size, "item_ids": [f"{name}-01"]}
            for name, size in sizes.items()
        ],
        "targets": {"draw": {"scope": "industry_code^=H62", "quota": "3"}},
        "lead_body": "B01",
    }

    seen = office.post("/plans/preview", json=plan).json()
    made = office.post("/plans", json=plan)
    assert made.status_code == 201, made.text
    draw = checked(office, [made.json()["plan_id"]])
    decided(office, planner, draw, "lock")

    assert (seen["registry"], seen["pool"], seen["quota"]) == (30, 10, 3)
    office.post(f"/draws/{draw}/dispatch", json={})
    tasks = office.get("/tasks", params={"draw_id": draw}).json()["items"]
    assert len(tasks) == 3
    for task in tasks:
        told = office.get(f"/tasks/{task['number']}").json()
        team = [one["body_id"] for one in told["team"]]
        assert {name: team.count(name) for name in sizes} == sizes
        assert told["lead_body"] == "B01"
        assert told["item_ids"] == [f"{name}-01" for name in DEPARTMENTS]


def test_each_department_sees_the_plan_and_only_the_first_changes_it(house):
    small_district(house.service, four_departments())
    plan = {
        "name": "联合检查",
        "kind": "joint_dual_random",
        "window": {"starts": "2026-12-01", "ends": "2027-01-01"},
        "participations": [{"body_id": "B01"}, {"body_id": "B02"}],
        "targets": {"draw": {"scope": "", "quota": "2"}},
    }
    people = {name: house.join(f"planner-{name}", Role.PLANNER, name) for name in DEPARTMENTS}
    made = people["B01"].post("/plans", json=plan)
    address, tag = f"/plans/{made.json()['plan_id']}", {"If-Match": made.headers["etag"]}

    found = {name: person.get(address).status_code for name, person in people.items()}
    changed = {
        name: people[name].put(address, json=plan, headers=tag).status_code
        for name in ("B02", "B03")
    }

    assert found == {"B01": 200, "B02": 200, "B03": 404, "B04": 404}
    assert changed == {"B02": 403, "B03": 404}
