"""Results become public once two people decided it, after the visit and never before."""

from __future__ import annotations

import hashlib

import pytest

from api.usecases.people.roles import Role
from scheduler.evidence.canonical import canonical
from tests.service.notices.reading import ask, found


def test_a_result_is_public_after_the_second_person_confirmed(confirmed):
    asked = ask(confirmed).json()
    before = found(confirmed.house.visitor(), kind="result")
    done = confirmed.second.post(f"/publications/{asked['id']}/confirm")
    after = found(confirmed.house.visitor(), kind="result")

    assert asked["task_numbers"] == [confirmed.ALONE]
    assert (before, done.status_code) == ([], 202)
    assert [one["subject"] for one in after] == [confirmed.ALONE]
    assert confirmed.task(confirmed.ALONE)["state"] == "published"


def test_a_notice_says_what_was_found_and_names_nobody(confirmed):
    confirmed.publish()
    notice = confirmed.notice(confirmed.task(confirmed.ALONE)["notice_id"])
    task = confirmed.task(confirmed.ALONE)

    assert notice["document"] == {
        "kind": "result",
        "subject": confirmed.ALONE,
        "title": f"抽查检查结果公示：{task['target_name']}",
        "task": confirmed.ALONE,
        "draw": confirmed.label,
        "plan": {"plan_id": "P01", "name": "双随机检查计划P01", "kind": "dual_random"},
        "target": {"name": task["target_name"], "code": task["target_id"]},
        "bodies": [{"body_id": "B01", "name": "区市场监督管理局"}],
        "lead_body": "B01",
        "day": "2026-12-01",
        "method": "on_site",
        "category": "no_problem",
        "items": [{"item_id": "B01-02", "name": "登记事项检查", "category": "no_problem"}],
        "officers": {"went": 2, "named_directly": 0},
        "published_at": notice["published_at"],
        "supersedes": None,
        "reason": "",
    }


def test_the_digest_of_a_notice_is_that_of_its_bytes(confirmed):
    confirmed.publish()
    notice = confirmed.notice(confirmed.task(confirmed.ALONE)["notice_id"])
    content = confirmed.house.visitor().get(f"/public/notices/{notice['id']}/document").content

    assert content == canonical(notice["document"])
    assert hashlib.sha256(content).hexdigest() == notice["digest"]


def test_whoever_asked_does_not_confirm(confirmed):
    asked = ask(confirmed).json()

    refused = confirmed.planner.post(f"/publications/{asked['id']}/confirm")

    assert (refused.status_code, refused.json()["code"]) == (403, "second-person-same")


@pytest.mark.parametrize("draw_settings", [{"second_person": False}])
def test_where_one_person_is_enough_it_is_public_at_once(confirmed):
    asked = ask(confirmed).json()

    assert confirmed.planner.get(f"/publications/{asked['id']}").json()["state"] == "done"
    assert len(found(confirmed.house.visitor(), kind="result")) == 1


def test_what_is_refused_or_taken_back_stays_as_it_was(confirmed):
    first = ask(confirmed).json()
    refused = confirmed.second.post(f"/publications/{first['id']}/reject", json={"reason": "no"})
    second = ask(confirmed).json()
    taken = confirmed.planner.post(f"/publications/{second['id']}/reject", json={"reason": "oh"})

    assert (refused.json()["state"], taken.json()["state"]) == ("rejected", "taken_back")
    assert found(confirmed.house.visitor(), kind="result") == []


def test_nothing_is_public_before_its_visit(drawn):
    drawn.dispatch()
    leader = drawn.leader(drawn.ALONE)
    drawn.save(drawn.ALONE, leader, method="written")
    drawn.sign(drawn.ALONE)
    leader.post(f"/tasks/{drawn.ALONE}/result/submit")
    drawn.confirm(drawn.ALONE)

    named = ask(drawn, task_numbers=[drawn.ALONE])
    all_of_them = ask(drawn)
    drawn.set_day("2026-12-01")

    assert (named.status_code, named.json()["code"]) == (409, "result-embargoed")
    assert all_of_them.json()["code"] == "nothing-to-publish"
    assert ask(drawn).status_code == 201


def test_only_confirmed_results_are_published_and_all_others_are_named(confirmed):
    numbers = [confirmed.ALONE, confirmed.MERGED, confirmed.JOINT, "X-1"]

    refused = ask(confirmed, task_numbers=numbers)

    told = {(fault["code"], fault["place"]) for fault in refused.json()["faults"]}
    assert told == {
        ("not-found", "X-1"),
        ("wrong-state", confirmed.MERGED),
        ("wrong-state", confirmed.JOINT),
    }


def test_a_result_is_asked_for_once(confirmed):
    ask(confirmed)

    again = ask(confirmed, task_numbers=[confirmed.ALONE])

    assert (again.status_code, again.json()["code"]) == (409, "publication-open")
    assert ask(confirmed).json()["code"] == "nothing-to-publish"


def test_a_result_that_was_returned_meanwhile_is_not_published(confirmed):
    asked = ask(confirmed).json()
    confirmed.decide(
        confirmed.body_admin("B01"), confirmed.ALONE, "return", {"reason": "look again"}
    )

    refused = confirmed.second.post(f"/publications/{asked['id']}/confirm")

    assert (refused.status_code, refused.json()["code"]) == (409, "wrong-state")
    assert found(confirmed.house.visitor(), kind="result") == []


def test_a_body_publishes_its_own_results_alone(confirmed):
    own, other = confirmed.body_admin("B01"), confirmed.body_admin("B02")

    assert ask(confirmed, other).json()["code"] == "nothing-to-publish"
    assert ask(confirmed, other, task_numbers=[confirmed.ALONE]).json()["code"] == "not-found"
    asked = ask(confirmed, own)
    assert asked.status_code == 201
    address = f"/publications/{asked.json()['id']}"
    assert other.get(address).status_code == 404
    assert other.post(f"{address}/confirm").status_code == 404
    assert confirmed.head("B01").post(f"{address}/confirm").status_code == 202


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERVISOR, Role.ADMIN])
def test_some_publish_nothing(confirmed, role):
    assert ask(confirmed, confirmed.house.join("some", role)).status_code in {403, 404}


def test_a_corrected_result_supersedes_and_never_edits(confirmed):
    confirmed.publish()
    first = confirmed.task(confirmed.ALONE)["notice_id"]
    admin = confirmed.body_admin("B01")
    confirmed.decide(admin, confirmed.ALONE, "return", {"reason": "the wrong kitchen"})
    leader = confirmed.leader(confirmed.ALONE)
    found_now = {"B01-02": {"category": "problem_corrected"}}
    confirmed.save(confirmed.ALONE, leader, category="problem_corrected", items=found_now)
    confirmed.sign(confirmed.ALONE)
    leader.post(f"/tasks/{confirmed.ALONE}/result/submit")
    confirmed.confirm(confirmed.ALONE)
    unexplained = ask(confirmed)
    confirmed.publish(reason="the first notice was about another kitchen")

    old = confirmed.notice(first)
    new = confirmed.notice(confirmed.task(confirmed.ALONE)["notice_id"])
    assert unexplained.json()["code"] == "reason-missing"
    assert (old["superseded_by"], new["supersedes"]) == (new["id"], first)
    assert new["document"]["supersedes"] == {"id": first, "digest": old["digest"]}
    assert new["document"]["reason"] == "the first notice was about another kitchen"
    assert old["document"]["category"] == "no_problem"
    assert [one["id"] for one in new["chain"]] == [first, new["id"]]
    listed = found(confirmed.house.visitor(), kind="result")
    assert [one["id"] for one in listed] == [new["id"]]


def test_while_a_result_is_corrected_its_notice_stays(confirmed):
    confirmed.publish()
    confirmed.decide(confirmed.body_admin("B01"), confirmed.ALONE, "return", {"reason": "hm"})

    assert len(found(confirmed.house.visitor(), kind="result")) == 1
