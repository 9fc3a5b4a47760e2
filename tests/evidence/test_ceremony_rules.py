"""What an office can do and what it cannot, through the use cases themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from api.usecases.ceremony.commit_nonce import commit_nonce
from api.usecases.ceremony.declare_sources import Wanted
from api.usecases.ceremony.deliver_entropy import deliver_entropy
from api.usecases.ceremony.void_draw import void_draw
from api.usecases.verification.trust import Trust
from scenarios.catalogue import build
from scheduler.domain.problem import DrawNumber
from scheduler.errors import FaultsError
from scheduler.evidence.records import Event
from scheduler.evidence.sources.context import Delivery
from tests.evidence.office import AFTER_THE_VISITS, Around, Desk, executed, numbered, verified
from tests.evidence.world import everything
from tests.scheduler.evidence.sources.ceremony import DRAW, LOCKED_AT

LOCAL = Wanted()
VALUE = Delivery(value="5e" * 32)
AGAIN = DrawNumber(series=DRAW.series, attempt=2)
PEOPLE = {"by": "chief", "second": "deputy"}


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path, Around(LOCKED_AT))


@pytest.fixture
def office(desk):
    """An office in which the smallest district was locked, with its machine as the only source."""
    office = desk.open()
    desk.locked(office, numbered(build("tiny"), DRAW.series), LOCAL)
    return office


@pytest.fixture
def drawn(office):
    """The same with a result."""
    deliver_entropy(office, DRAW, 0, VALUE)
    executed(office, DRAW)
    return office


def refused(act):
    """Return the codes for which an office refuses something; its log is as before then."""
    with pytest.raises(FaultsError) as raised:
        act()
    return [fault.code for fault in raised.value.faults]


def events(office):
    return [record.event.value for record in office.attempt(DRAW).records]


def trust(desk):
    return Trust((desk.key.verifier,))


# --- before the lock -----------------------------------------------------------------------------


def test_nothing_is_delivered_to_a_draw_that_nobody_locked(desk):
    assert refused(lambda: deliver_entropy(desk.open(), DRAW, 0, VALUE)) == ["draw-unknown"]


def test_a_machine_alone_is_not_enough_where_the_policy_says_so(desk):
    office, problem = desk.open(), everything(DRAW)

    assert refused(lambda: desk.locked(office, problem, LOCAL)) == ["entropy-not-independent"]
    assert not office.dossier(DRAW).exists()


def test_nobody_commits_after_the_lock(office):
    act = lambda: commit_nonce(office, DRAW, party="amr", commit="0a" * 32)  # noqa: E731

    assert refused(act) == ["event-too-late"]
    assert events(office) == ["lock"]


def test_a_beacon_is_not_declared_too_near(desk):
    near = Wanted(beacon="quicknet", delay=59)
    act = lambda: desk.locked(desk.open(), numbered(build("tiny"), DRAW.series), near)  # noqa: E731

    assert refused(act) == ["beacon-delay-range"]


# --- entropy and result --------------------------------------------------------------------------


def test_a_source_delivers_once(office):
    deliver_entropy(office, DRAW, 0, VALUE)
    secrets = office.dossier(DRAW).secrets()

    assert refused(lambda: deliver_entropy(office, DRAW, 0, VALUE)) == ["source-twice"]
    assert office.dossier(DRAW).secrets() == secrets


def test_a_source_that_was_not_declared_delivers_nothing(office):
    assert refused(lambda: deliver_entropy(office, DRAW, 1, VALUE)) == ["entropy-not-declared"]


def test_a_result_is_logged_once_however_often_it_is_asked_for(drawn):
    executed(drawn, DRAW)

    assert events(drawn) == ["lock", "entropy", "exec"]


def test_a_source_that_comes_too_early_for_the_clock_is_refused(desk, office):
    desk.around.now -= timedelta(seconds=1)

    assert set(refused(lambda: deliver_entropy(office, DRAW, 0, VALUE))) == {"entropy-before-lock"}


# --- publication ---------------------------------------------------------------------------------


def test_a_draw_stays_sealed_until_its_last_visit_is_over(desk, drawn):
    last = max(visit.day for visit in executed(drawn, DRAW).book.visits)
    desk.around.now = AFTER_THE_VISITS.replace(year=last.year, month=last.month, day=last.day)
    assert refused(lambda: desk.published(drawn, DRAW, "a")) == ["visits-not-over"]

    desk.around.now += timedelta(days=1)
    public, audit = desk.published(drawn, DRAW, "a")
    assert verified(public, trust(desk)).is_verified
    assert verified(audit, trust(desk)).is_verified


def test_without_a_witness_the_order_is_the_word_of_the_office(desk, drawn):
    desk.around.now = AFTER_THE_VISITS
    public, _ = desk.published(drawn, DRAW, "a")
    found = verified(public, trust(desk))

    assert found.is_verified
    assert not found.order_witnessed


@pytest.mark.parametrize("file", ["targets.csv", "officers.csv", "plans.json"])
def test_a_dossier_that_was_changed_is_not_published(file, desk, drawn):
    desk.around.now = AFTER_THE_VISITS
    path = drawn.dossier(DRAW).inputs / file
    path.write_bytes(path.read_bytes().replace("有限公司".encode(), "公司".encode(), 1)
                     .replace("执法员0001".encode(), "执法员0009".encode())
                     .replace("双随机检查".encode(), "检查".encode(), 1))  # fmt: skip

    assert set(refused(lambda: desk.published(drawn, DRAW, "a"))) == {"document-unlike"}
    assert events(drawn) == ["lock", "entropy", "exec"]


def test_it_takes_two_to_publish_and_to_void(drawn, desk):
    desk.around.now = AFTER_THE_VISITS
    alone = {"by": "chief", "second": "chief"}

    assert refused(lambda: void_draw(drawn, DRAW, reason="x", **alone)) == ["second-person-missing"]


def test_bundles_are_written_again_from_one_publication(drawn, desk):
    desk.around.now = AFTER_THE_VISITS
    first, _ = desk.published(drawn, DRAW, "a")
    second, _ = desk.published(drawn, DRAW, "b")

    assert (first / "SHA256SUMS").read_bytes() == (second / "SHA256SUMS").read_bytes()
    assert events(drawn).count("publish") == 1


# --- void ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("executes", [False, True])
def test_a_void_attempt_is_opened_with_the_result_that_it_would_have_given(executes, desk, office):
    deliver_entropy(office, DRAW, 0, VALUE)
    if executes:
        executed(office, DRAW)
    void_draw(office, DRAW, reason="x", **PEOPLE)

    public, audit = desk.published(office, DRAW, "a")

    assert [one for one in verified(public, trust(desk)).findings if not one.sound] == []
    assert verified(public, trust(desk)).is_verified
    assert verified(audit, trust(desk)).is_verified


def test_a_void_attempt_whose_seed_is_not_whole_stays_closed(desk, office):
    void_draw(office, DRAW, reason="x", **PEOPLE)

    assert refused(lambda: desk.published(office, DRAW, "a")) == ["source-missing"]


def test_a_second_attempt_comes_after_a_void_and_not_before(desk, drawn):
    again = numbered(build("tiny"), DRAW.series, 2)
    assert set(refused(lambda: desk.locked(drawn, again, LOCAL))) == {
        "attempt-live",
        "plan-in-other-attempt",
    }

    void_draw(drawn, DRAW, reason="x", **PEOPLE)
    (desk.home / "folders").rename(desk.home / "folders-before")
    desk.locked(drawn, again, LOCAL)

    assert drawn.attempt(AGAIN).has(Event.LOCK)
    assert drawn.history.holder("P01") == AGAIN


def test_two_draws_do_not_share_a_plan(desk, drawn):
    other = numbered(build("tiny"), "120116-2026-000013")

    assert set(refused(lambda: desk.locked(drawn, other, LOCAL))) == {"plan-in-other-attempt"}
