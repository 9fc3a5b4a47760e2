"""The body confirms a result, or returns it; then a new version follows."""

from __future__ import annotations

import pytest

from api.usecases.people.roles import Role
from tests.service.tasks.recording import missing, results, submit


@pytest.fixture
def recorded(drawn):
    """A draw in which a result was handed in."""
    drawn.record(drawn.ALONE, remark="all in order")
    return drawn


def decide(drawn, person, verb, given=None, number=None):
    address = f"/tasks/{number or drawn.ALONE}"
    seen = {"If-Match": drawn.planner.get(address).headers["etag"]}
    return person.post(f"{address}/result/{verb}", json=given or {}, headers=seen)


def test_a_confirmed_result_is_due_to_be_public_twenty_working_days_later(recorded):
    done = decide(recorded, recorded.body_admin("B01"), "confirm")

    assert (done.status_code, done.json()["state"]) == (200, "confirmed")
    task = recorded.task(recorded.ALONE)
    assert task["state"] == "confirmed"
    assert task["due"] == "2026-12-29"


def test_only_the_leading_body_confirms(drawn):
    drawn.record(drawn.JOINT)

    for person in (drawn.planner, drawn.body_admin("B02"), drawn.leader(drawn.JOINT)):
        assert decide(drawn, person, "confirm", number=drawn.JOINT).status_code == 403
    assert decide(drawn, drawn.head("B01"), "confirm", number=drawn.JOINT).status_code == 200


def test_nobody_confirms_what_he_recorded_himself(recorded):
    leader = recorded.task(recorded.ALONE)["team"][0]["officer_id"]
    both = recorded.house.join("both", Role.BODY_ADMIN, "B01", officer_id=leader)

    refused = decide(recorded, both, "confirm")

    assert (refused.status_code, refused.json()["code"]) == (403, "second-person-same")


def test_a_returned_result_comes_again_in_a_new_version_and_the_old_one_is_kept(recorded):
    admin, leader = recorded.body_admin("B01"), recorded.leader(recorded.ALONE)
    done = decide(recorded, admin, "return", {"reason": "which kitchen?"})
    newer, older = results(recorded)

    assert done.status_code == 200, done.text
    assert recorded.task(recorded.ALONE)["state"] == "returned"
    assert (older["version"], older["state"], older["returned_for"]) == (
        1,
        "returned",
        "which kitchen?",
    )
    assert (newer["version"], newer["state"], newer["remark"]) == (2, "draft", "all in order")
    assert newer["signatures"] == []
    assert {code for code, _ in missing(submit(recorded))} == {"signature-missing"}

    recorded.save(recorded.ALONE, leader, remark="the one in the yard")
    recorded.sign(recorded.ALONE)
    assert submit(recorded).json()["version"] == 2
    assert decide(recorded, admin, "confirm").status_code == 200
    assert [one["state"] for one in results(recorded)] == ["confirmed", "returned"]


def test_a_result_is_returned_for_a_reason(recorded):
    refused = decide(recorded, recorded.body_admin("B01"), "return", {"reason": ""})

    assert (refused.status_code, refused.json()["code"]) == (422, "reason-missing")


def test_nothing_is_confirmed_before_it_was_handed_in(arrived):
    refused = decide(arrived, arrived.body_admin("B01"), "confirm")

    assert (refused.status_code, refused.json()["code"]) == (409, "wrong-state")


def test_what_was_handed_in_is_not_written_any_more(recorded):
    leader = recorded.leader(recorded.ALONE)
    refused = leader.put(f"/tasks/{recorded.ALONE}/result", json={}, headers={"If-Match": "*"})

    assert (refused.status_code, refused.json()["code"]) == (409, "wrong-state")


def test_results_of_other_bodies_are_not_read(recorded):
    assert recorded.body_admin("B02").get(f"/tasks/{recorded.ALONE}/results").status_code == 404
