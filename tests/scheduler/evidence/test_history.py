"""History: numbers, attempts, plans, moments and people, on both sides of every edge."""

from __future__ import annotations

import pytest

from scheduler.domain.problem import DrawNumber
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.history import History
from scheduler.evidence.records import Event
from tests.scheduler.evidence.logs import AGAIN, FIRST, NEXT, Log, log_up_to, record

COMMIT, LOCK, ENTROPY, VOID, PUBLISH = (
    Event.COMMIT,
    Event.LOCK,
    Event.ENTROPY,
    Event.VOID,
    Event.PUBLISH,
)


def number(series, attempt=1):
    return DrawNumber(series=series, attempt=attempt)


# --- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("series", ["120116-2026-00012", "x", "2026-00001a"])
def test_a_number_ends_in_six_digits(series):
    assert Log().faults(LOCK, number(series)) == ["draw-number-form"]


@pytest.mark.parametrize(
    "series", ["000001", "120116-2026-000012", "120116-2026-999999", "0000012"]
)
def test_a_series_begins_anywhere(series):
    assert Log().allows(LOCK, number(series))


@pytest.mark.parametrize("series", ["120116-2026-000011", "120116-2026-000014"])
def test_numbers_of_a_series_have_no_gap(series):
    log = log_up_to(LOCK)

    assert log.faults(LOCK, number(series), plans=["P02"]) == ["draw-number-gap"]
    assert log.allows(LOCK, NEXT, plans=["P02"])


def test_every_series_counts_for_itself():
    assert log_up_to(LOCK).allows(LOCK, number("120116-2027-000001"), plans=["P02"])


def test_numbers_go_on_from_the_last_whatever_happens_between():
    log = log_up_to(LOCK)
    log.add(LOCK, NEXT, plans=["P02"])
    log.add(ENTROPY, FIRST, source=0)

    assert log.allows(LOCK, number("120116-2026-000014"), plans=["P03"])


# --- attempts ------------------------------------------------------------------------------------


def test_attempts_count_from_one():
    assert Log().faults(LOCK, AGAIN) == ["attempt-gap"]
    assert Log().allows(LOCK, FIRST)


def test_an_attempt_begins_after_the_one_before_is_void():
    log = log_up_to(COMMIT)
    assert log.faults(LOCK, AGAIN) == ["attempt-live"]

    log.add(VOID)
    assert log.allows(LOCK, AGAIN)


def test_attempts_have_no_gap():
    log = log_up_to(COMMIT)
    log.add(VOID)

    assert log.faults(LOCK, number(FIRST.series, 3)) == ["attempt-gap"]


def test_a_draw_that_was_published_has_no_second_attempt():
    assert log_up_to(PUBLISH).faults(LOCK, AGAIN, plans=["P02"]) == ["attempt-live"]


# --- plans ---------------------------------------------------------------------------------------


def test_a_plan_is_in_one_live_attempt():
    log = log_up_to(LOCK)
    found = log.history.faults_of(log.would(LOCK, NEXT, plans=["P00", "P01"]))

    assert [(one.code, one.facts["plan"]) for one in found] == [("plan-in-other-attempt", "P01")]
    assert log.history.holder("P01") == FIRST


def test_a_void_attempt_gives_its_plans_back():
    log = log_up_to(LOCK)
    log.add(VOID)

    assert log.history.holder("P01") is None
    assert log.allows(LOCK, AGAIN)


def test_a_published_draw_keeps_its_plans():
    assert log_up_to(PUBLISH).faults(LOCK, NEXT) == ["plan-in-other-attempt"]


# --- moments and people --------------------------------------------------------------------------


def test_time_does_not_go_back():
    log = log_up_to(LOCK)

    assert log.faults(ENTROPY, source=0, at=log.later(-1)) == ["time-went-back"]
    assert log.allows(ENTROPY, source=0, at=log.later(0))


def test_time_does_not_go_back_between_draws_either():
    log = log_up_to(LOCK)

    assert log.faults(LOCK, NEXT, plans=["P02"], at=log.later(-1)) == ["time-went-back"]


@pytest.mark.parametrize("second", ["chief", "Chief", "CHIEF"])
def test_two_people_decide_whatever_the_spelling(second):
    assert log_up_to(LOCK).faults(VOID, second=second) == ["second-person-missing"]
    assert log_up_to(Event.EXEC).faults(PUBLISH, second=second) == ["second-person-missing"]
    assert log_up_to(LOCK).allows(VOID, second="deputy")


# --- faults --------------------------------------------------------------------------------------


def test_all_that_is_wrong_is_told_with_its_place():
    log = log_up_to(LOCK)
    found = log.history.faults_of(
        log.would(VOID, number("120116-2026-000014"), at=log.later(-1), second="chief")
    )

    assert [one.code for one in found] == [
        "time-went-back",
        "draw-number-gap",
        "event-too-early",
        "second-person-missing",
    ]
    assert {one.place for one in found} == {"log.jsonl[2]"}
    assert all(one.facts["event"] == "void" for one in found)


def test_a_record_that_is_refused_is_not_taken():
    history = History()

    assert history.admit(record(VOID))
    assert history.attempt(FIRST) == Attempt(FIRST)
    assert history.admit(record(LOCK)) == ()


def test_an_attempt_tells_how_far_it_has_come():
    log = log_up_to(LOCK)
    log.add(ENTROPY, source=1)
    attempt = log.history.attempt(FIRST)

    assert attempt.plans == {"P01"}
    assert attempt.missing_sources == [0]
    assert attempt.has(LOCK)
    assert not attempt.is_void
    assert attempt.the(Event.EXEC) is None
