"""A place or a target that comes free after the draw is drawn anew, alone."""

from __future__ import annotations

import pytest
from sqlmodel import select

from api.tables.draws import Job
from api.usecases.jobs.run_job import run_job
from api.usecases.vacancies import redraw as working
from tests.service.tasks.redrawing import confirmed, member, recused, team_of, vacated


def test_who_has_to_avoid_a_firm_is_replaced_by_lot(sent):
    gone = member(sent, sent.ALONE)
    vacancy_id = recused(sent, sent.ALONE, gone)

    vacancy = confirmed(sent, vacancy_id)

    team = team_of(sent, sent.ALONE)
    assert (vacancy["state"], vacancy["number"]) == ("filled", 1)
    assert gone not in team
    assert team[vacancy["came"]] == "came"
    assert sent.officer(vacancy["came"]).get(f"/tasks/{sent.ALONE}").status_code == 200
    assert sent.officer(gone).get(f"/tasks/{sent.ALONE}").status_code == 404


def test_the_head_who_decided_does_not_confirm_himself(sent):
    vacancy_id = recused(sent, sent.ALONE, member(sent, sent.ALONE))

    refused = sent.head("B01").post(f"/vacancies/{vacancy_id}/confirm")
    other = sent.head("B02").post(f"/vacancies/{vacancy_id}/confirm")

    assert (refused.status_code, refused.json()["code"]) == (403, "second-person-same")
    assert other.status_code == 404


def test_everything_else_stays_as_it_was_drawn(sent):
    before = {one["number"]: team_of(sent, one["number"]) for one in sent.tasks()}
    vacancy_id = recused(sent, sent.ALONE, member(sent, sent.ALONE))
    confirmed(sent, vacancy_id)

    after = {one["number"]: team_of(sent, one["number"]) for one in sent.tasks()}

    assert [name for name in before if before[name] != after[name]] == [sent.ALONE]


@pytest.mark.parametrize("cause", ["leave", "certificate", "transfer"])
def test_other_causes_open_a_place_too(sent, cause):
    gone = member(sent, sent.ALONE)

    vacancy = vacated(sent, sent.ALONE, kind="officer", officer_id=gone, cause=cause, note="ill")

    assert (vacancy["state"], vacancy["cause"], vacancy["note"]) == ("filled", cause, "ill")


@pytest.mark.parametrize("cause", ["recusal", "dissolved"])
def test_a_cause_belongs_to_its_kind_and_a_recusal_is_decided_first(sent, cause):
    given = {"kind": "officer", "officer_id": member(sent, sent.ALONE), "cause": cause}

    refused = sent.planner.post(f"/tasks/{sent.ALONE}/vacancies", json=given)

    assert (refused.status_code, refused.json()["code"]) == (422, "vacancy-reason-unfit")


def test_a_place_is_asked_for_once(sent):
    given = {"kind": "officer", "officer_id": member(sent, sent.ALONE), "cause": "leave"}
    first = sent.planner.post(f"/tasks/{sent.ALONE}/vacancies", json=given)
    second = sent.planner.post(f"/tasks/{sent.ALONE}/vacancies", json=given)
    taken_back = sent.planner.post(
        f"/vacancies/{first.json()['id']}/reject", json={"reason": "he is back"}
    )

    assert (second.status_code, second.json()["code"]) == (409, "vacancy-asked")
    assert taken_back.json()["state"] == "taken_back"
    assert sent.planner.post(f"/tasks/{sent.ALONE}/vacancies", json=given).status_code == 201


def test_several_vacancies_of_a_draw_are_filled_one_after_the_other(sent):
    first = vacated(
        sent, sent.ALONE, kind="officer", officer_id=member(sent, sent.ALONE), cause="leave"
    )
    second = vacated(
        sent,
        sent.JOINT,
        kind="officer",
        officer_id=member(sent, sent.JOINT, body_id="B02"),
        cause="leave",
    )

    assert (first["number"], second["number"]) == (1, 2)
    assert second["state"] == "filled"


def test_an_accepted_task_waits_for_the_newcomer(sent):
    for officer_id in team_of(sent, sent.ALONE):
        sent.officer(officer_id).post(f"/tasks/{sent.ALONE}/accept")
    assert sent.task(sent.ALONE)["state"] == "accepted"

    vacated(sent, sent.ALONE, kind="officer", officer_id=member(sent, sent.ALONE), cause="leave")

    assert sent.task(sent.ALONE)["state"] == "dispatched"


def test_a_reserve_comes_for_a_target_that_is_gone(sent):
    lost = sent.task(sent.ALONE)

    vacancy = vacated(sent, sent.ALONE, kind="target", cause="dissolved")

    assert sent.task(sent.ALONE)["state"] == "dropped"
    assert vacancy["state"] == "filled"
    (new,) = [one for one in sent.tasks() if one["target_id"] == vacancy["came"]]
    assert new["number"] == "120116-2026-000001-P01-005"
    assert (new["plan_id"], new["state"]) == (lost["plan_id"], "dispatched")
    assert set(team_of(sent, new["number"])) == {one["officer_id"] for one in lost["team"]}
    assert sent.officer(lost["team"][0]["officer_id"]).get(f"/tasks/{new['number']}").is_success


def test_of_a_merged_visit_the_other_task_stays(sent):
    beside = sent.task(sent.MERGED)["beside"][0]
    before = team_of(sent, beside)

    vacancy = vacated(sent, sent.MERGED, kind="target", cause="moved")

    assert vacancy["state"] == "filled"
    assert sent.task(beside)["state"] == "dispatched"
    assert team_of(sent, beside) == before
    assert team_of(sent, sent.MERGED) == {}


def test_the_plan_book_is_written_anew(sent):
    gone = member(sent, sent.ALONE)
    before = sent.planner.get(f"/draws/{sent.draw_id}/record").text
    vacated(sent, sent.ALONE, kind="officer", officer_id=gone, cause="leave")

    assert sent.planner.get(f"/draws/{sent.draw_id}/record").text != before


def test_in_a_published_draw_the_head_names_who_comes(sent):
    gone = member(sent, sent.ALONE)
    sent.publish_draw()

    vacancy = vacated(sent, sent.ALONE, kind="officer", officer_id=gone, cause="leave")

    assert (vacancy["state"], vacancy["number"]) == ("nobody", None)
    assert gone not in team_of(sent, sent.ALONE)


@pytest.mark.parametrize("draw_settings", [{"second_person": False}])
def test_where_one_person_is_enough_a_place_is_drawn_at_once(drawn):
    drawn.dispatch()
    given = {"kind": "officer", "officer_id": member(drawn, drawn.ALONE), "cause": "leave"}

    asked = drawn.planner.post(f"/tasks/{drawn.ALONE}/vacancies", json=given).json()

    found = drawn.planner.get(f"/vacancies/{asked['id']}").json()
    assert found["failure"] == []
    assert found["state"] == "filled"


# --- a worker dies --------------------------------------------------------------------------------


class DiedError(BaseException):
    """Stands for the end of a process."""


def ask(drawn):
    given = {"kind": "officer", "officer_id": member(drawn, drawn.ALONE), "cause": "leave"}
    return drawn.planner.post(f"/tasks/{drawn.ALONE}/vacancies", json=given).json()["id"]


@pytest.mark.parametrize("where", ["_keep_number", "_filled", "apply_replacement", "write_result"])
def test_a_worker_that_dies_is_followed_by_one_that_goes_on(sent, monkeypatch, where):
    vacancy_id = ask(sent)
    with monkeypatch.context() as broken:

        def die(*_args, **_more):
            raise DiedError

        broken.setattr(working, where, die)
        sent.second.post(f"/vacancies/{vacancy_id}/confirm")
    with sent.house.transaction() as tx:
        (job,) = tx.session.exec(select(Job).where(Job.kind == "redraw"))
    assert job.state == "running"

    run_job(sent.house.service, job.id)

    vacancy = sent.planner.get(f"/vacancies/{vacancy_id}").json()
    assert (vacancy["state"], vacancy["number"]) == ("filled", 1)
    assert team_of(sent, sent.ALONE)[vacancy["came"]] == "came"
    again = vacated(
        sent, sent.JOINT, kind="officer", officer_id=member(sent, sent.JOINT), cause="leave"
    )
    assert again["number"] == 2


def test_a_redraw_that_fails_is_told_and_tried_again(sent, monkeypatch):
    vacancy_id = ask(sent)
    with monkeypatch.context() as broken:
        broken.setattr(working, "fill_vacancy", lambda *_args: 1 / 0)
        sent.second.post(f"/vacancies/{vacancy_id}/confirm")
    failed = sent.planner.get(f"/vacancies/{vacancy_id}").json()

    done = sent.planner.post(f"/vacancies/{vacancy_id}/retry")

    assert (failed["state"], failed["failure"][0]["code"]) == ("failed", "internal")
    assert done.status_code == 202
    assert sent.planner.get(f"/vacancies/{vacancy_id}").json()["state"] == "filled"
