"""A visit is moved inside its window, to a day on which everybody can come."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from api.tables.plans import CalendarDay
from api.tables.registries import LeaveRow, OfficerRow, RegistryChange
from api.tables.tasks import VisitRow


def move(drawn, person, day, number=None, reason="the owner is away"):
    number = number or drawn.ALONE
    seen = {"If-Match": drawn.planner.get(f"/tasks/{number}").headers["etag"]}
    given = {"day": day, "reason": reason}
    return person.post(f"/tasks/{number}/reschedule", json=given, headers=seen)


def codes(refused):
    assert refused.status_code == 422, refused.text
    return sorted(fault["code"] for fault in refused.json()["faults"])


def on_leave(drawn, officer_id, starts, ends):
    with drawn.house.transaction() as tx:
        change = RegistryChange(kind="leave", at=tx.now, actor="x")
        tx.session.add(change)
        tx.session.flush()
        days = {"starts": date.fromisoformat(starts), "ends": date.fromisoformat(ends)}
        row = LeaveRow(held_from=change.id, officer_id=officer_id, absence="leave", **days)
        tx.session.add(row)


def test_the_leader_moves_his_visit_and_the_day_of_the_draw_stays_known(drawn):
    drawn.dispatch()
    done = move(drawn, drawn.leader(drawn.ALONE), "2026-12-03")

    assert done.status_code == 200, done.text
    task = done.json()
    assert (task["day"], task["planned_day"]) == ("2026-12-03", "2026-12-01")
    event = drawn.task(drawn.ALONE)["history"][-1]
    assert event["action"] == "visit.rescheduled"
    assert event["reason"] == "the owner is away"
    assert event["facts"] == {"from": "2026-12-01", "to": "2026-12-03"}


def test_a_moved_visit_is_checked_in_at_on_its_new_day(drawn):
    drawn.dispatch()
    leader = drawn.leader(drawn.ALONE)
    move(drawn, leader, "2026-12-03")
    code = {"code": drawn.check_code(drawn.ALONE)}
    drawn.set_day("2026-12-01")
    early = leader.post(f"/tasks/{drawn.ALONE}/check-in", json=code)
    drawn.set_day("2026-12-03")
    done = leader.post(f"/tasks/{drawn.ALONE}/check-in", json=code)

    assert (early.status_code, done.status_code) == (409, 200)


def test_only_the_leading_body_and_the_leader_of_its_team_move_a_visit(drawn):
    drawn.dispatch()
    team = drawn.task(drawn.JOINT)["team"]
    member = next(one["officer_id"] for one in team if one["role"] == "member")
    other = next(one["officer_id"] for one in team if one["officer_id"].startswith("B02"))

    for person in (drawn.officer(member), drawn.officer(other), drawn.body_admin("B02")):
        assert move(drawn, person, "2026-12-15", drawn.JOINT).status_code == 403
    assert move(drawn, drawn.body_admin("B01"), "2026-12-15", drawn.JOINT).status_code == 200


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-12-01", ["day-unchanged"]),
        ("2026-12-06", ["day-not-working"]),
        ("2027-01-04", ["reschedule-outside-window"]),
        ("2026-11-24", ["day-past", "reschedule-outside-window"]),
    ],
)
def test_a_day_that_does_not_suit_is_refused_with_all_its_reasons(drawn, day, expected):
    drawn.dispatch()

    assert codes(move(drawn, drawn.leader(drawn.ALONE), day)) == expected


def test_all_officers_who_cannot_come_are_named_at_once(drawn):
    drawn.dispatch()
    on_leave(drawn, "B01-001", "2026-12-02", "2026-12-04")

    refused = move(drawn, drawn.leader(drawn.ALONE), "2026-12-02")

    told = {(fault["code"], fault["facts"]["officer"]) for fault in refused.json()["faults"]}
    assert told == {
        ("officer-busy", "B01-001"),  # with the joint visit of that day
        ("officer-busy", "B01-004"),
        ("officer-on-leave", "B01-001"),
    }


def test_leave_ends_on_its_last_day(drawn):
    drawn.dispatch()
    on_leave(drawn, "B01-001", "2026-12-02", "2026-12-04")

    assert codes(move(drawn, drawn.planner, "2026-12-03")) == ["officer-on-leave"]
    assert move(drawn, drawn.planner, "2026-12-04").status_code == 200


def test_a_certificate_must_be_valid_on_the_new_day(drawn):
    drawn.dispatch()
    with drawn.house.transaction() as tx:
        query = select(OfficerRow).where(OfficerRow.officer_id == "B01-001")
        row = tx.session.exec(query).one()
        row.cert_valid_to = date(2026, 12, 3)
        tx.session.add(row)

    assert move(drawn, drawn.planner, "2026-12-03").status_code == 200
    assert codes(move(drawn, drawn.planner, "2026-12-04")) == ["officer-certificate-over"]


def test_a_day_that_the_district_closed_is_no_working_day(drawn):
    drawn.dispatch()
    with drawn.house.transaction() as tx:
        tx.session.add(CalendarDay(day=date(2026, 12, 3), working=False))

    assert codes(move(drawn, drawn.planner, "2026-12-03")) == ["day-not-working"]


def test_a_visit_is_moved_by_whoever_saw_it_as_it_is_and_says_why(drawn):
    drawn.dispatch()
    given = {"day": "2026-12-03", "reason": "x"}
    address = f"/tasks/{drawn.ALONE}/reschedule"

    blind = drawn.planner.post(address, json=given)
    late = drawn.planner.post(address, json=given, headers={"If-Match": '"1"'})
    mute = move(drawn, drawn.planner, "2026-12-03", reason=" ")

    assert (blind.status_code, late.status_code) == (428, 412)
    assert mute.json()["code"] == "reason-missing"


def test_a_visit_that_was_made_is_not_moved(drawn):
    drawn.arrive(drawn.ALONE)

    refused = move(drawn, drawn.planner, "2026-12-03")

    assert (refused.status_code, refused.json()["code"]) == (409, "wrong-state")


def test_all_tasks_of_a_visit_move_together(drawn):
    drawn.dispatch()
    beside = drawn.task(drawn.MERGED)["beside"][0]
    before = drawn.task(beside)["version"]

    assert move(drawn, drawn.planner, "2026-12-10", drawn.MERGED).status_code == 200
    assert drawn.task(beside)["day"] == "2026-12-10"
    assert drawn.task(beside)["version"] > before
    with drawn.house.transaction() as tx:
        days = set(tx.session.exec(select(col(VisitRow.planned_day))))
    assert date(2026, 12, 10) not in days
