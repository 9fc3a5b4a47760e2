"""Before its time nobody learns what was drawn: not officers, not other bodies, not the public."""

from __future__ import annotations

import pytest

from api.usecases.people.roles import Role
from tests.service.security.rights import Who
from tests.service.security.world import LEAD, PARTNER

SEALED = "120116-2026-000001-P01-004"
MERGED = ("120116-2026-000001-P01-003", "120116-2026-000001-P02-002")
"""Two tasks of one visit, of the leading body and of its partner."""


@pytest.fixture
def drawn(asking):
    return asking.world.drawn


def test_an_officer_knows_nothing_of_a_task_before_it_is_dispatched(drawn):
    team = drawn.task(SEALED)["team"]

    for member in team:
        officer = drawn.officer(member["officer_id"])
        for part in ("", "/notice", "/record", "/results", "/substitutes"):
            assert officer.get(f"/tasks/{SEALED}{part}").status_code == 404
        assert officer.post(f"/tasks/{SEALED}/accept").status_code == 404
        mine = officer.get("/tasks/mine", params={"starts": "2026-12-01", "days": 62}).json()
        assert SEALED not in {task["number"] for task in mine}


def test_who_meets_at_a_visit_sees_the_task_of_his_own_body(drawn):
    ours, theirs = MERGED

    for own, other in ((ours, theirs), (theirs, ours)):
        member = drawn.task(own)["team"][0]["officer_id"]
        assert drawn.officer(member).get(f"/tasks/{other}").status_code == 404
    told = drawn.officer(drawn.task(ours)["team"][0]["officer_id"]).get(f"/tasks/{ours}").json()
    assert {one["body_id"] for one in told["team"]} == {LEAD}


@pytest.mark.parametrize("draw", ["checked", "test"])
def test_a_draw_without_a_number_is_not_public(asking, drawn, draw):
    told = asking.world.planner.get(f"/draws/{asking.world.ids[draw]}").json()

    assert told["number"] is None
    public = drawn.house.visitor().get("/public/notices", params={"kind": "draw"}).json()
    assert str(told["id"]) not in {notice["subject"] for notice in public["items"]}


@pytest.mark.parametrize(("draw", "state"), [("waiting", "entropy_pending"), ("drawn", "drawn")])
def test_of_a_sealed_draw_everybody_knows_its_lock_and_no_more(asking, drawn, draw, state):
    told = asking.world.planner.get(f"/draws/{asking.world.ids[draw]}").json()
    label, target = told["number"].removesuffix("/1"), asking.world.ids["target"]
    visitor = drawn.house.visitor()

    found = visitor.get(f"/public/draws/{label}").json()

    assert (found["state"], found["published"], found["files"]) == (state, False, [])
    for name in ("manifest.json", "public/selections.csv", "seed.txt"):
        assert visitor.get(f"/public/draws/{label}/files/{name}").status_code == 404
    assert visitor.get(f"/public/proofs/{label}/{target}").status_code == 409


def test_of_a_void_draw_everybody_knows_that_it_is_void(asking, drawn):
    told = asking.world.planner.get(f"/draws/{asking.world.ids['void']}").json()
    label = told["number"].removesuffix("/1")

    found = drawn.house.visitor().get(f"/public/draws/{label}").json()

    assert (found["state"], found["files"]) == ("void", [])


def test_a_void_draw_is_made_anew_by_those_whose_matter_it_was(asking):
    again = {"title": "x", "plan_ids": ["free"], "repeats": asking.world.ids["void"]}
    client, carrying = asking.client, asking.carrying

    with asking.nothing_kept():
        answers = {
            who.place: client.post("/draws", json=again, headers=carrying[who]).status_code
            for who in carrying
            if who.role is Role.PLANNER
        }

    assert answers == {"district": 201, "lead": 403, "partner": 403, "stranger": 404}


def test_a_partner_draws_nothing_with_plans_of_the_leading_body(asking):
    mine = Who(Role.PLANNER, "partner", PARTNER)

    refused = asking.client.post(
        "/draws", json={"title": "x", "plan_ids": ["free"]}, headers=asking.carrying[mine]
    )

    assert (refused.status_code, refused.json()["code"]) == (403, "not-allowed")
