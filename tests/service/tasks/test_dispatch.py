"""Tasks are sealed until somebody dispatches them to those who were drawn."""

from __future__ import annotations

from sqlmodel import select

from api.tables.tasks import Assignment, TaskRow
from api.usecases.people.roles import Role


def test_all_tasks_of_a_draw_are_dispatched_at_once(drawn):
    done = drawn.dispatch()

    assert (len(done["sent"]), done["before"], done["unstaffed"]) == (9, [], [])
    assert {task["state"] for task in drawn.tasks()} == {"dispatched"}


def test_dispatching_again_changes_nothing(drawn):
    drawn.dispatch(drawn.ALONE)
    before = drawn.task(drawn.ALONE)

    done = drawn.dispatch(drawn.ALONE)

    assert (done["sent"], done["before"]) == ([], [drawn.ALONE])
    assert drawn.task(drawn.ALONE) == before


def test_a_body_dispatches_its_own_tasks_only(drawn):
    address = f"/draws/{drawn.draw_id}/dispatch"
    admin = drawn.body_admin("B02")

    named = admin.post(address, json={"task_numbers": [drawn.ALONE]})
    done = admin.post(address, json={})

    assert (named.status_code, named.json()["code"]) == (404, "not-found")
    assert len(done.json()["sent"]) == 5
    assert drawn.task(drawn.ALONE)["state"] == "sealed"


def test_every_number_that_is_none_of_the_draw_is_named(drawn):
    given = {"task_numbers": ["X-1", drawn.ALONE, "X-2"]}

    refused = drawn.planner.post(f"/draws/{drawn.draw_id}/dispatch", json=given)

    assert [fault["place"] for fault in refused.json()["faults"]] == ["X-1", "X-2"]
    assert drawn.task(drawn.ALONE)["state"] == "sealed"


def test_who_may_not_manage_tasks_dispatches_none(drawn):
    for role in (Role.HEAD, Role.OFFICER, Role.SUPERVISOR):
        somebody = drawn.house.join(f"some-{role}", role)
        refused = somebody.post(f"/draws/{drawn.draw_id}/dispatch", json={})
        assert refused.status_code in {403, 404}


def test_a_task_whose_team_is_not_whole_waits(drawn):
    with drawn.house.transaction() as tx:
        task = tx.session.get_one(TaskRow, drawn.ALONE)
        query = select(Assignment).where(Assignment.visit_id == task.visit_id)
        place = tx.session.exec(query).first()
        tx.session.delete(place)

    done = drawn.dispatch()

    assert done["unstaffed"] == [drawn.ALONE]
    assert drawn.task(drawn.ALONE)["state"] == "sealed"


def test_an_officer_sees_his_tasks_from_their_dispatch_on(drawn):
    officer = drawn.leader(drawn.ALONE)

    assert officer.get(f"/tasks/{drawn.ALONE}").status_code == 404
    drawn.dispatch(drawn.ALONE)

    assert officer.get(f"/tasks/{drawn.ALONE}").status_code == 200
    assert [one["number"] for one in mine(officer, starts="2026-12-01")] == [drawn.ALONE]


def test_nobody_of_another_team_sees_a_task(drawn):
    drawn.dispatch()

    assert drawn.officer("B02-001").get(f"/tasks/{drawn.ALONE}").status_code == 404
    assert drawn.house.visitor().get(f"/tasks/{drawn.ALONE}").status_code == 401


def mine(officer, **params):
    found = officer.get("/tasks/mine", params=params)
    assert found.status_code == 200, found.text
    return found.json()
