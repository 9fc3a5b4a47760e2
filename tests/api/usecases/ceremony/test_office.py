"""Two who work in one office see each other's records before they add their own."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread

import pytest

from api.files.evidence.locking import READ_AND_WRITE, held
from api.files.folder_writing import write_problem
from api.usecases.ceremony.alone import HELD
from api.usecases.ceremony.commit_nonce import commit_nonce
from api.usecases.ceremony.declare_sources import Wanted
from api.usecases.ceremony.deliver_entropy import deliver_entropy
from api.usecases.ceremony.lock_draw import lock_draw
from api.usecases.ceremony.void_draw import void_draw
from api.usecases.check_folder import check_folder
from api.usecases.steps import Steps
from scenarios.catalogue import build
from scheduler.errors import FaultsError
from scheduler.evidence.records import Event
from scheduler.evidence.sources.context import Delivery
from tests.api.offices import Clock, office_in

PROBLEM = build("tiny")
NUMBER = PROBLEM.number


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def first(tmp_path, clock):
    """An office in which a draw is locked."""
    write_problem(PROBLEM, tmp_path / "inputs")
    office = office_in(tmp_path, clock)
    lock_draw(office, check_folder(tmp_path / "inputs", Steps()), Wanted(), Steps())
    return office


def codes(caught):
    return {fault.code for fault in caught.value.faults}


def test_an_attempt_that_another_voided_takes_no_entropy(first, tmp_path, clock):
    other = office_in(tmp_path, clock, "other")
    void_draw(other, NUMBER, reason="error", by="planner", second="head")

    with pytest.raises(FaultsError) as caught:
        deliver_entropy(first, NUMBER, 0, Delivery(value="5a" * 32))
    assert "attempt-void" in codes(caught)
    assert office_in(tmp_path, clock).attempt(NUMBER).is_void


def test_a_record_is_not_added_to_a_log_that_has_grown(first, tmp_path, clock):
    other = office_in(tmp_path, clock, "other")
    deliver_entropy(other, NUMBER, 0, Delivery(value="5a" * 32))

    with pytest.raises(FaultsError) as caught:
        void_draw(first, NUMBER, reason="error", by="planner", second="head")
    assert codes(caught) == {"log-has-grown"}
    first.refresh()
    void_draw(first, NUMBER, reason="error", by="planner", second="head")
    events = [record.event for record in office_in(tmp_path, clock).attempt(NUMBER).records]
    assert events == [Event.LOCK, Event.ENTROPY, Event.VOID]


def test_a_party_that_another_logged_is_known_after_a_refresh(tmp_path, clock):
    one, other = office_in(tmp_path, clock), office_in(tmp_path, clock, "other")
    commit_nonce(other, NUMBER, party="amr", commit="0" * 64)
    one.refresh()

    with pytest.raises(FaultsError) as caught:
        commit_nonce(one, NUMBER, party="amr", commit="1" * 64)
    assert codes(caught) == {"party-twice"}


def test_two_who_lock_one_draw_leave_the_dossier_of_the_first(tmp_path, clock):
    write_problem(PROBLEM, tmp_path / "inputs")
    checked = check_folder(tmp_path / "inputs", Steps())
    one, other = office_in(tmp_path, clock), office_in(tmp_path, clock, "other")
    lock_draw(one, checked, Wanted(), Steps())
    kept = one.dossier(NUMBER).secrets()

    with pytest.raises(FaultsError) as caught:
        lock_draw(other, checked, Wanted(), Steps())
    assert "event-twice" in codes(caught)
    assert one.dossier(NUMBER).secrets() == kept


def test_who_comes_second_waits_until_the_first_has_done(first, tmp_path, clock):
    other = office_in(tmp_path, clock, "other")
    order = []

    def give():
        order.append("waiting")
        with suppress(FaultsError):
            deliver_entropy(other, NUMBER, 0, Delivery(value="5a" * 32))
        order.append("given")

    with held(first.folder / HELD, READ_AND_WRITE):
        thread = Thread(target=give)
        thread.start()
        thread.join(timeout=0.5)
        order.append("done")
    thread.join()

    assert order == ["waiting", "done", "given"]
