"""Sequence: what may happen to an attempt next, on both sides of every edge."""

from __future__ import annotations

import pytest

from scheduler.evidence.records import Event
from tests.scheduler.evidence.logs import HASH, OTHER_HASH, Log, log_up_to

COMMIT, LOCK, ENTROPY, EXEC = Event.COMMIT, Event.LOCK, Event.ENTROPY, Event.EXEC
VACANCY, REPLACE = Event.VACANCY, Event.REPLACE
VOID, PUBLISH, OUTCOME = Event.VOID, Event.PUBLISH, Event.OUTCOME


def void(event):
    """Return a log in which an attempt came as far as *event*, and then was void."""
    log = log_up_to(event)
    log.add(VOID)
    return log


def vacant(*, filled=0):
    """Return a log with a result and one vacancy more than are filled."""
    log = log_up_to(EXEC)
    for number in range(1, filled + 1):
        log.add(VACANCY, number=number)
        log.add(REPLACE, number=number)
    log.add(VACANCY, number=filled + 1)
    return log


# --- the ordinary course -------------------------------------------------------------------------


def test_a_draw_may_take_the_ordinary_course():
    log = log_up_to(PUBLISH)

    log.add(OUTCOME)
    log.add(OUTCOME)


def test_nobody_needs_to_commit():
    assert Log().allows(LOCK)


def test_sources_deliver_in_any_order():
    log = log_up_to(LOCK)
    log.add(ENTROPY, source=1)

    assert log.allows(ENTROPY, source=0)


@pytest.mark.parametrize("event", [COMMIT, LOCK, ENTROPY, EXEC])
def test_an_attempt_may_be_void_from_its_first_record_until_it_is_published(event):
    assert log_up_to(event).allows(VOID)


# --- too early -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "before", "needed"),
    [
        (ENTROPY, COMMIT, LOCK),
        (EXEC, COMMIT, LOCK),
        (VACANCY, ENTROPY, EXEC),
        (PUBLISH, ENTROPY, EXEC),
        (OUTCOME, EXEC, PUBLISH),
    ],
)
def test_an_event_waits_for_what_it_needs(event, before, needed):
    assert log_up_to(before).faults(event) == ["event-too-early"]
    assert log_up_to(needed if needed is not LOCK or event is ENTROPY else ENTROPY).allows(event)


def test_a_replacement_waits_for_a_vacancy():
    assert log_up_to(EXEC).faults(REPLACE) == ["event-too-early"]
    assert vacant().allows(REPLACE)


def test_nothing_is_void_that_never_began():
    assert Log().faults(VOID) == ["event-too-early"]


# --- too late, and twice -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "after", "in_time"),
    [(COMMIT, LOCK, None), (VACANCY, PUBLISH, EXEC), (VOID, PUBLISH, EXEC)],
)
def test_an_event_can_come_too_late(event, after, in_time):
    assert log_up_to(after).faults(event, **_another(event)) == ["event-too-late"]
    assert log_up_to(in_time).allows(event, **_another(event))


def _another(event):
    return {"party": "justice", "commit": OTHER_HASH} if event is COMMIT else {}


def test_entropy_comes_too_late_after_the_result():
    assert "event-too-late" in log_up_to(EXEC).faults(ENTROPY)


@pytest.mark.parametrize("event", [LOCK, EXEC, PUBLISH])
def test_some_things_happen_once(event):
    found = log_up_to(event).faults(event)

    assert "event-twice" in found
    assert set(found) <= {"event-twice", "plan-in-other-attempt"}  # its own plans are taken


def test_a_void_attempt_is_not_void_again():
    assert void(LOCK).faults(VOID) == ["attempt-void", "event-twice"]


# --- commitments and sources ---------------------------------------------------------------------


def test_each_party_commits_once():
    log = log_up_to(COMMIT)

    assert log.faults(COMMIT, commit=OTHER_HASH) == ["party-twice"]
    assert log.allows(COMMIT, party="justice", commit=OTHER_HASH)


def test_only_declared_sources_deliver():
    log = log_up_to(LOCK)

    assert log.faults(ENTROPY, source=2) == ["source-not-declared"]
    assert log.allows(ENTROPY, source=1)


def test_each_source_delivers_once():
    log = log_up_to(LOCK)
    log.add(ENTROPY, source=0)

    assert log.faults(ENTROPY, source=0) == ["source-twice"]
    assert log.allows(ENTROPY, source=1)


def test_a_result_waits_for_every_source():
    log = log_up_to(LOCK)
    log.add(ENTROPY, source=0)
    assert log.faults(EXEC) == ["source-missing"]

    log.add(ENTROPY, source=1)
    assert log.allows(EXEC)


# --- quotations ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "after", "quoted"), [(EXEC, ENTROPY, "lock"), (PUBLISH, EXEC, "exec")]
)
def test_a_record_quotes_the_one_that_it_follows(event, after, quoted):
    log = log_up_to(after)

    assert log.faults(event, **{quoted: HASH}) == ["quoted-record-differs"]
    assert log.allows(event)


def test_a_replacement_quotes_its_vacancy():
    log = vacant()

    assert log.faults(REPLACE, vacancy=HASH) == ["quoted-record-differs"]
    assert log.allows(REPLACE)


# --- vacancies -----------------------------------------------------------------------------------


def test_vacancies_are_filled_one_by_one():
    log = vacant()
    assert log.faults(VACANCY, number=2) == ["vacancy-open"]

    log.add(REPLACE)
    assert log.allows(VACANCY, number=2)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_vacancies_are_counted_without_a_gap(number):
    log = vacant()
    log.add(REPLACE)

    assert log.faults(VACANCY, number=number) == ["vacancy-gap"]
    assert log.allows(VACANCY, number=2)


@pytest.mark.parametrize("unfit", [{"kind": "weather"}, {"reason": "rain"}])
def test_a_vacancy_has_a_reason_of_its_kind(unfit):
    log = log_up_to(EXEC)

    assert log.faults(VACANCY, **unfit) == ["vacancy-reason-unfit"]
    assert log.allows(VACANCY)


def test_a_replacement_fills_the_vacancy_that_is_open():
    log = vacant(filled=1)

    assert log.faults(REPLACE, number=1) == ["vacancy-not-open"]
    log.add(REPLACE, number=2)
    assert log.faults(REPLACE, number=2) == ["vacancy-not-open"]


@pytest.mark.parametrize("event", [VOID, PUBLISH])
def test_nothing_ends_while_a_vacancy_is_open(event):
    log = vacant()
    assert log.faults(event) == ["vacancy-open"]

    log.add(REPLACE)
    assert log.allows(event)


# --- void attempts -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "came_to"),
    [
        (COMMIT, COMMIT),
        (LOCK, COMMIT),
        (ENTROPY, LOCK),
        (EXEC, ENTROPY),
        (VACANCY, EXEC),
    ],
)
def test_nothing_goes_on_in_an_attempt_that_is_void(event, came_to):
    assert void(came_to).faults(event, **_another(event)) == ["attempt-void"]
    assert log_up_to(came_to).allows(event, **_another(event))


@pytest.mark.parametrize("came_to", [ENTROPY, EXEC])
def test_a_void_attempt_may_be_opened_once_its_seed_is_whole(came_to):
    log = void(came_to)
    log.add(PUBLISH)

    assert "event-twice" in log.faults(PUBLISH)
    assert "attempt-void" in log.faults(OUTCOME)


def test_a_void_attempt_without_its_whole_seed_is_not_opened():
    log = log_up_to(LOCK)
    log.add(ENTROPY, source=0)
    log.add(VOID)

    assert log.faults(PUBLISH) == ["source-missing"]


def test_a_void_attempt_that_was_never_locked_has_nothing_to_open():
    assert void(COMMIT).faults(PUBLISH) == ["event-too-early"]


@pytest.mark.parametrize(("came_to", "quoted"), [(ENTROPY, LOCK), (EXEC, EXEC)])
def test_a_void_attempt_is_opened_by_quoting_how_far_it_came(came_to, quoted):
    log = void(came_to)
    digest = log.history.attempt(log.would(VOID).draw).the(quoted).digest

    assert log.faults(PUBLISH, exec=HASH) == ["quoted-record-differs"]
    assert log.allows(PUBLISH, exec=digest)
