"""Officers accept their places, and check in where they arrive."""

from __future__ import annotations

import pytest


def check_in(drawn, number, officer, code=None):
    given = {"code": drawn.check_code(number) if code is None else code}
    return officer.post(f"/tasks/{number}/check-in", json=given)


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_a_task_is_accepted_once_all_its_officers_have(drawn):
    drawn.dispatch(drawn.ALONE)
    first, second = (one["officer_id"] for one in drawn.task(drawn.ALONE)["team"])

    after_one = drawn.officer(first).post(f"/tasks/{drawn.ALONE}/accept").json()
    again = drawn.officer(first).post(f"/tasks/{drawn.ALONE}/accept").json()
    after_all = drawn.officer(second).post(f"/tasks/{drawn.ALONE}/accept").json()

    assert (after_one["state"], again["version"]) == ("dispatched", after_one["version"])
    assert after_all["state"] == "accepted"


def test_who_is_not_sent_accepts_nothing(drawn):
    drawn.dispatch()

    assert drawn.planner.post(f"/tasks/{drawn.ALONE}/accept").status_code == 403
    assert drawn.officer("B02-001").post(f"/tasks/{drawn.ALONE}/accept").status_code == 404


def test_an_officer_checks_in_for_all_tasks_of_his_visit(drawn):
    drawn.dispatch()
    task, leader = drawn.task(drawn.MERGED), drawn.leader(drawn.MERGED)
    drawn.set_day(task["day"])

    done = check_in(drawn, drawn.MERGED, leader)

    assert done.status_code == 200, done.text
    assert done.json()["state"] == "checked_in"
    assert drawn.task(task["beside"][0])["state"] == "checked_in"
    assert drawn.task(drawn.MERGED)["checked_in_at"].startswith("2026-12-09T01:00")
    assert check_in(drawn, drawn.MERGED, leader, "000000").status_code == 200


def test_a_wrong_code_checks_nobody_in_and_stays_on_record(drawn):
    drawn.dispatch()
    leader = drawn.leader(drawn.ALONE)
    drawn.set_day(drawn.task(drawn.ALONE)["day"])

    refused = check_in(drawn, drawn.ALONE, leader, wrong(drawn.check_code(drawn.ALONE)))

    assert (refused.status_code, refused.json()["code"]) == (422, "check-code-wrong")
    task = drawn.task(drawn.ALONE)
    assert (task["state"], task["checked_in_at"]) == ("dispatched", None)
    assert task["history"][-1]["action"] == "visit.check_in_refused"


def test_after_five_wrong_codes_even_the_right_one_waits_a_minute(drawn):
    drawn.dispatch()
    leader = drawn.leader(drawn.ALONE)
    drawn.set_day(drawn.task(drawn.ALONE)["day"])
    bad = wrong(drawn.check_code(drawn.ALONE))
    tries = [check_in(drawn, drawn.ALONE, leader, bad).status_code for _ in range(5)]

    refused = check_in(drawn, drawn.ALONE, leader)
    drawn.set_day(drawn.task(drawn.ALONE)["day"], hour=10)
    done = check_in(drawn, drawn.ALONE, leader)

    assert tries == [422] * 5
    assert (refused.status_code, refused.json()["code"]) == (429, "check-in-too-often")
    assert 0 < int(refused.headers["retry-after"]) <= 60
    assert done.status_code == 200


@pytest.mark.parametrize("day", ["2026-11-30", "2026-12-02"])
def test_nobody_checks_in_on_another_day(drawn, day):
    drawn.dispatch()
    leader = drawn.leader(drawn.ALONE)
    drawn.set_day(day)

    refused = check_in(drawn, drawn.ALONE, leader)

    assert (refused.status_code, refused.json()["code"]) == (409, "check-in-other-day")


def test_the_day_is_that_of_the_clocks_in_china(drawn):
    drawn.dispatch()
    leader = drawn.leader(drawn.ALONE)
    drawn.set_day("2026-12-01", hour=0)  # in UTC it is the day before

    assert check_in(drawn, drawn.ALONE, leader).status_code == 200


def test_nobody_checks_in_for_a_sealed_task_or_without_being_sent(drawn):
    drawn.set_day("2026-12-01")
    sealed = check_in(drawn, drawn.ALONE, drawn.officer("B01-001"))
    drawn.dispatch()
    planner = check_in(drawn, drawn.ALONE, drawn.planner)

    assert (sealed.status_code, planner.status_code) == (404, 403)
