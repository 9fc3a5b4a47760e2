"""What was found is written down, and handed in once all is there and everybody signed."""

from __future__ import annotations

import pytest

from tests.service.drawn import png_text
from tests.service.tasks.recording import missing, results, submit
from tests.service.tasks.redrawing import member


def test_a_draft_may_be_incomplete_and_is_kept(arrived):
    leader = arrived.leader(arrived.ALONE)
    saved = arrived.save(arrived.ALONE, leader, category=None, remark="to be gone on with")

    assert (saved["state"], saved["version"], saved["category"]) == ("draft", 1, None)
    assert results(arrived)[0]["remark"] == "to be gone on with"
    assert arrived.task(arrived.ALONE)["state"] == "checked_in"


def test_a_draft_saved_again_is_the_same_version_with_what_it_says_now(arrived):
    leader = arrived.leader(arrived.ALONE)
    first = arrived.save(arrived.ALONE, leader, remark="one")
    second = arrived.save(arrived.ALONE, leader, remark="two", items={})

    assert (second["version"], second["remark"], second["items"]) == (1, "two", {})
    assert first["content_digest"] != second["content_digest"]
    assert len(results(arrived)) == 1


def test_a_draft_is_saved_by_whoever_saw_the_task_as_it_is(arrived):
    leader, address = arrived.leader(arrived.ALONE), f"/tasks/{arrived.ALONE}/result"
    seen = {"If-Match": leader.get(f"/tasks/{arrived.ALONE}").headers["etag"]}

    assert leader.put(address, json={}).status_code == 428
    assert leader.put(address, json={}, headers=seen).status_code == 200
    assert leader.put(address, json={}, headers=seen).status_code == 412


def test_any_officer_of_the_team_writes_and_nobody_else(arrived):
    officer = arrived.officer(member(arrived, arrived.ALONE, role="member"))
    seen = {"If-Match": "*"}

    assert arrived.save(arrived.ALONE, officer)
    for person in (arrived.planner, arrived.body_admin("B01")):
        refused = person.put(f"/tasks/{arrived.ALONE}/result", json={}, headers=seen)
        assert refused.status_code == 403


def test_every_item_that_is_none_of_the_task_is_named(arrived):
    given = {"items": {"B09-01": {}, "B01-02": {}, "B09-02": {}}}
    leader = arrived.leader(arrived.ALONE)

    refused = leader.put(f"/tasks/{arrived.ALONE}/result", json=given, headers={"If-Match": "*"})

    assert missing(refused) == [
        ("item-not-in-task", "items[B09-01]"),
        ("item-not-in-task", "items[B09-02]"),
    ]


def test_a_category_is_one_of_the_national_ones(arrived):
    leader = arrived.leader(arrived.ALONE)
    refused = leader.put(
        f"/tasks/{arrived.ALONE}/result", json={"category": "fine"}, headers={"If-Match": "*"}
    )

    assert (refused.status_code, refused.json()["code"]) == (422, "field-invalid")


# --- handing in -----------------------------------------------------------------------------------


def test_all_that_is_missing_is_told_at_once(arrived):
    leader = arrived.leader(arrived.ALONE)
    arrived.save(arrived.ALONE, leader, category=None, follow_up=None, method=None, items={})
    team = [one["officer_id"] for one in arrived.task(arrived.ALONE)["team"]]

    assert missing(submit(arrived)) == sorted(
        [
            ("item-without-result", "items[B01-02]"),
            ("result-incomplete", "category"),
            ("result-incomplete", "follow_up"),
            ("result-incomplete", "method"),
            ("signature-missing", "signatures[firm]"),
            *(("signature-missing", f"signatures[{name}]") for name in team),
        ]
    )


def test_without_a_draft_there_is_nothing_to_hand_in(arrived):
    assert submit(arrived).status_code == 404


def test_a_whole_and_signed_record_is_handed_in(arrived):
    arrived.save(arrived.ALONE, arrived.leader(arrived.ALONE))
    arrived.sign(arrived.ALONE)

    done = submit(arrived)

    assert (done.status_code, done.json()["state"]) == (200, "submitted")
    assert arrived.task(arrived.ALONE)["state"] == "recorded"
    assert all(one["valid"] for one in done.json()["signatures"])


def test_who_signed_something_else_signs_again(arrived):
    leader = arrived.leader(arrived.ALONE)
    arrived.save(arrived.ALONE, leader)
    arrived.sign(arrived.ALONE)
    arrived.save(arrived.ALONE, leader, remark="and another thing")

    refused = submit(arrived)
    arrived.sign(arrived.ALONE)

    assert {code for code, _ in missing(refused)} == {"signature-of-other-text"}
    assert submit(arrived).status_code == 200


def test_an_inspection_on_site_needs_somebody_who_arrived(drawn):
    drawn.dispatch(drawn.ALONE)
    leader = drawn.leader(drawn.ALONE)
    drawn.save(drawn.ALONE, leader)
    drawn.sign(drawn.ALONE)
    refused = submit(drawn)
    drawn.save(drawn.ALONE, leader, method="written")
    drawn.sign(drawn.ALONE)

    assert missing(refused) == [("not-checked-in", drawn.ALONE)]
    assert submit(drawn).status_code == 200


@pytest.mark.parametrize(
    ("category", "item"), [("no_problem", "problem_corrected"), ("problem_pending", "no_problem")]
)
def test_the_whole_does_not_contradict_its_items(arrived, category, item):
    leader = arrived.leader(arrived.ALONE)
    arrived.save(arrived.ALONE, leader, category=category, items={"B01-02": {"category": item}})
    arrived.sign(arrived.ALONE)

    assert missing(submit(arrived)) == [("result-contradicts-items", "category")]


def test_all_bodies_of_a_joint_task_sign(drawn):
    leader = drawn.arrive(drawn.JOINT)
    drawn.save(drawn.JOINT, leader)
    for officer_id in ("B01-001", "B01-004"):
        given = {"party": "officer", "officer_id": officer_id, "image": png_text()}
        drawn.officer(officer_id).post(f"/tasks/{drawn.JOINT}/signatures", json=given)

    refused = submit(drawn, drawn.JOINT)

    assert [place for _, place in missing(refused)] == [
        "signatures[B02-001]",
        "signatures[B02-002]",
        "signatures[firm]",
    ]
