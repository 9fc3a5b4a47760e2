"""A public result is withdrawn if need be, and logged as the outcome of its draw."""

from __future__ import annotations

import pytest
from sqlmodel import select

from api.tables.draws import Job
from api.usecases.jobs.run_job import run_job
from api.usecases.notices import publish_results as working
from tests.service.notices.reading import ask, found


@pytest.fixture
def withdrawn(confirmed):
    """A draw with one public result that was withdrawn; return it and the notice."""
    confirmed.publish()
    notice_id = confirmed.task(confirmed.ALONE)["notice_id"]
    asked = confirmed.planner.post(
        f"/notices/{notice_id}/withdrawals", json={"reason": "annulled by the court"}
    )
    assert asked.status_code == 201, asked.text
    done = confirmed.second.post(f"/publications/{asked.json()['id']}/confirm")
    assert done.json()["state"] == "done"
    return confirmed, notice_id


def test_a_withdrawn_notice_is_not_found_any_more(withdrawn):
    drawn, _ = withdrawn
    task, visitor = drawn.task(drawn.ALONE), drawn.house.visitor()

    assert found(visitor, kind="result") == []
    assert found(visitor, code=task["target_id"]) == []
    assert found(visitor, q=task["target_name"]) == []


def test_that_it_was_withdrawn_and_why_stays_public_and_what_it_said_does_not(withdrawn):
    drawn, notice_id = withdrawn
    notice, name = drawn.notice(notice_id), drawn.task(drawn.ALONE)["target_name"]
    last = drawn.notice(notice["superseded_by"])
    document = drawn.house.visitor().get(f"/public/notices/{notice_id}/document")

    assert (notice["withdrawn"], notice["document"], notice["title"]) == (True, None, "")
    assert document.status_code == 404
    assert last["document"]["reason"] == "annulled by the court"
    assert last["document"]["withdrawn"] is True
    assert name not in str(last)
    assert len(notice["digest"]) == 64


def test_a_notice_is_withdrawn_for_a_reason_and_once(withdrawn):
    drawn, notice_id = withdrawn
    address = f"/notices/{notice_id}/withdrawals"

    assert drawn.planner.post(address, json={"reason": " "}).json()["code"] == "reason-missing"
    assert drawn.planner.post(address, json={"reason": "again"}).status_code == 404


# --- the worker -----------------------------------------------------------------------------------


class DiedError(BaseException):
    """Stands for the end of a process."""


def test_a_worker_that_dies_is_followed_by_one_that_goes_on(drawn, monkeypatch):
    for number in (drawn.ALONE, drawn.JOINT):
        drawn.record(number)
        drawn.confirm(number)
    asked = ask(drawn).json()
    monkeypatch.setattr(working, "AT_ONCE", 1)
    with monkeypatch.context() as broken:

        def die(*_args):
            raise DiedError

        broken.setattr(working, "_finish", die)
        drawn.second.post(f"/publications/{asked['id']}/confirm")
    with drawn.house.transaction() as tx:
        (job,) = tx.session.exec(select(Job).where(Job.kind == "publish-results"))
    listed = len(found(drawn.house.visitor(), kind="result"))

    run_job(drawn.house.service, job.id)

    assert listed == 2
    assert len(found(drawn.house.visitor(), kind="result")) == 2
    done = drawn.planner.get(f"/publications/{asked['id']}").json()
    assert (done["state"], done["file"]) == ("done", f"results-{asked['id']}.json")


# --- outcomes in the log --------------------------------------------------------------------------


def test_what_was_published_is_logged_once_the_draw_is_public(confirmed):
    batch = confirmed.publish()
    early = confirmed.planner.get(f"/publications/{batch['id']}").json()
    confirmed.publish_draw()
    late = confirmed.planner.get(f"/publications/{batch['id']}").json()
    visitor = confirmed.house.visitor()
    address = f"/public/draws/{confirmed.label}/files/outcomes/{batch['file']}"
    outcome = visitor.get(address).json()
    log = visitor.get("/public/log/log.jsonl").text.splitlines()

    assert early["logged_at"] is None
    assert late["logged_at"] is not None
    notice = confirmed.notice(confirmed.task(confirmed.ALONE)["notice_id"])
    assert outcome["results"] == [
        {"task": confirmed.ALONE, "notice": notice["id"], "digest": notice["digest"]}
    ]
    assert batch["file"] in log[-1]
    assert '"event":"outcome"' in log[-1]


def test_results_of_a_public_draw_are_logged_at_once(confirmed):
    confirmed.publish_draw()
    batch = confirmed.publish()

    assert batch["logged_at"] is not None
