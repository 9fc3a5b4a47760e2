"""Where nobody can be drawn the head of the body names somebody, or the task is carried."""

from __future__ import annotations

import pytest

from scheduler.domain.vacancies import NOBODY
from tests.service.tasks.redrawing import confirmed, member, recused, team_of, vacated


@pytest.fixture
def deserted(sent, monkeypatch):
    """A draw in which nobody can come for a place; return draw, task and who left."""
    from api.usecases.ceremony import fill_vacancy  # noqa: PLC0415
    from scheduler.domain.vacancies import Replacement  # noqa: PLC0415

    def nobody(_lock, _book, redraw, _told):
        return Replacement(redraw=redraw, came=NOBODY)

    monkeypatch.setattr(fill_vacancy, "replacement", nobody)
    gone = member(sent, sent.ALONE)
    vacancy = vacated(sent, sent.ALONE, kind="officer", officer_id=gone, cause="leave")
    return sent, gone, vacancy


def name(drawn, officer_id, person=None, **given):
    said = {"body_id": "B01", "officer_id": officer_id, "reason": "nobody else", **given}
    return (person or drawn.head("B01")).post(f"/tasks/{drawn.ALONE}/places", json=said)


def free_officer(drawn, gone):
    """Return somebody of the list of those who could go."""
    listed = drawn.head("B01").get(f"/tasks/{drawn.ALONE}/substitutes").json()
    return next(one for one in listed if one["eligible"] and one["officer_id"] != gone)


def test_if_nobody_can_come_that_is_the_answer(deserted):
    drawn, gone, vacancy = deserted

    assert (vacancy["state"], vacancy["came"]) == ("nobody", "")
    assert gone not in team_of(drawn, drawn.ALONE)


def test_then_the_head_names_somebody_and_that_is_counted(deserted):
    drawn, gone, vacancy = deserted
    chosen = free_officer(drawn, gone)["officer_id"]

    done = name(drawn, chosen)

    assert done.status_code == 201, done.text
    assert team_of(drawn, drawn.ALONE)[chosen] == "direct"
    after = drawn.planner.get(f"/vacancies/{vacancy['id']}").json()
    assert (after["state"], after["came"]) == ("named", chosen)
    told = drawn.planner.get("/reports/replacements").json()
    assert told["named_directly"] == 1
    notice = drawn.published_result(drawn.ALONE)
    assert notice["document"]["officers"] == {"went": 2, "named_directly": 1}


def test_a_head_names_nobody_where_no_place_is_open(sent):
    listed = sent.head("B01").get(f"/tasks/{sent.ALONE}/substitutes").json()

    refused = name(sent, listed[0]["officer_id"])

    assert (refused.status_code, refused.json()["code"]) == (409, "place-not-open")


def test_only_the_head_names_somebody_for_a_reason(deserted):
    drawn, gone, _ = deserted
    chosen = free_officer(drawn, gone)["officer_id"]

    for person in (drawn.planner, drawn.body_admin("B01"), drawn.head("B02")):
        assert name(drawn, chosen, person).status_code in {403, 404}
    assert name(drawn, chosen, reason=" ").json()["code"] == "reason-missing"


def test_whoever_left_or_is_there_or_of_another_body_is_not_named(deserted):
    drawn, gone, _ = deserted
    there = member(drawn, drawn.ALONE)

    def codes(officer_id):
        return {fault["code"] for fault in name(drawn, officer_id).json()["faults"]}

    assert "officer-left-before" in codes(gone)
    assert "officer-already-sent" in codes(there)
    assert "officer-of-other-body" in codes("B02-001")
    assert codes("nobody") == {"officer-gone"}


def test_whom_the_head_named_leaves_without_a_lot(deserted):
    drawn, gone, _ = deserted
    chosen = free_officer(drawn, gone)["officer_id"]
    name(drawn, chosen)

    vacancy = vacated(drawn, drawn.ALONE, kind="officer", officer_id=chosen, cause="leave")

    assert (vacancy["state"], vacancy["number"]) == ("nobody", None)
    assert chosen not in team_of(drawn, drawn.ALONE)


def test_a_task_without_a_whole_team_goes_to_the_next_window(deserted):
    drawn, _, _ = deserted

    done = drawn.planner.post(f"/tasks/{drawn.ALONE}/carry", json={"reason": "nobody is left"})

    assert (done.status_code, done.json()["state"]) == (200, "carried")


def test_a_task_that_can_be_done_is_not_carried(sent):
    refused = sent.planner.post(f"/tasks/{sent.ALONE}/carry", json={"reason": "inconvenient"})
    sent.set_day("2027-01-04")
    late = sent.planner.post(f"/tasks/{sent.ALONE}/carry", json={"reason": "too late"})

    assert (refused.status_code, refused.json()["code"]) == (409, "carry-without-need")
    assert late.json()["state"] == "carried"


# --- who could come -------------------------------------------------------------------------------


def test_substitutes_are_listed_with_what_keeps_them_and_nobody_is_chosen(sent):
    listed = sent.planner.get(f"/tasks/{sent.ALONE}/substitutes").json()

    assert {one["officer_id"] for one in listed} == {"B01-002", "B01-003", "B01-005"}
    assert all(one["eligible"] for one in listed)
    assert listed[0]["qualifications"] == ["food"]


def test_substitutes_are_told_to_their_body_alone(sent):
    address = f"/tasks/{sent.JOINT}/substitutes"

    listed = sent.body_admin("B02").get(address).json()
    refused = sent.body_admin("B02").get(address, params={"body_id": "B01"})

    assert {one["body_id"] for one in listed} == {"B02"}
    assert refused.status_code == 403
    assert sent.leader(sent.JOINT).get(address).status_code == 403


def test_whoever_is_busy_or_has_to_avoid_the_firm_is_told_as_such(sent):
    recused(sent, sent.ALONE, member(sent, sent.ALONE))
    vacancy = sent.planner.get("/vacancies").json()["items"][0]
    confirmed(sent, vacancy["id"])
    listed = sent.planner.get(f"/tasks/{sent.ALONE}/substitutes").json()
    gone = next(one for one in listed if one["officer_id"] == vacancy["officer_id"])

    assert not gone["eligible"]
    assert "officer-in-conflict" in {fault["code"] for fault in gone["obstacles"]}
