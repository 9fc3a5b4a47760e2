"""Places and targets come free, are filled, and whoever reads the papers finds it all again."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from api.files.folder_writing import write_problem
from api.usecases.ceremony import fill_vacancy as filling_module
from api.usecases.ceremony.deliver_entropy import deliver_entropy
from api.usecases.ceremony.lock_draw import lock_draw
from api.usecases.ceremony.replacement_rates import replacement_rates
from api.usecases.ceremony.vacancies import standing
from api.usecases.ceremony.vacate import Fresh
from api.usecases.ceremony.void_draw import void_draw
from api.usecases.check_folder import check_folder
from api.usecases.make_draw import local_only, make_draw
from api.usecases.steps import Steps
from api.usecases.verification.verify import Level
from scheduler.domain.vacancies import NOBODY, OfficerVacancy, TargetVacancy
from scheduler.errors import FaultsError
from scheduler.evidence.records import Event
from scheduler.evidence.sources.commit_reveal import nonce_commitment
from scheduler.evidence.sources.context import Delivery
from scheduler.evidence.sources.drand import randomness_of
from scheduler.evidence.vacancies import replacement_name, vacancy_name
from tests.api.offices import Clock
from tests.api.redraws import (
    NUMBER,
    Desk,
    drawn_in,
    place_in,
    target_in,
    told,
    verified,
)
from tests.scheduler.evidence.sources.beacons import QUICK
from tests.scheduler.evidence.sources.ceremony import LOCKED_AT

NONCES = ("0a" * 32, "0b" * 32)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """A draw that was made. Nobody may change its folder."""
    return drawn_in(tmp_path_factory.mktemp("drawn"))


@pytest.fixture
def desk(drawn, tmp_path):
    """The office of that draw, to go on with."""
    home = shutil.copytree(drawn[0].home, tmp_path / "home")
    return Desk(home, Clock(drawn[0].clock.now))


@pytest.fixture(scope="module")
def edition(drawn):
    return drawn[1]


def refused(call):
    with pytest.raises(FaultsError) as caught:
        call()
    return [fault.code for fault in caught.value.faults]


# --- from the vacancy to both bundles ------------------------------------------------------------


def test_an_officer_and_a_target_are_replaced_and_everybody_can_check(desk, edition):
    place, firm = place_in(edition), target_in(edition)
    first = desk.redrawn(place)
    last = desk.redrawn(firm, reason="unreachable")
    book = desk.write(last.edition)
    public, audit = desk.publish()

    assert first.replacement.came not in ("", place.officer_id)
    assert last.number == 2
    for folder, level in (
        (book, Level.OFFICERS_FULL),
        (public, Level.TARGETS_PUBLIC),
        (audit, Level.OFFICERS_FULL),
    ):
        found = verified(folder)
        assert (told(found), found.is_verified, found.level) == ([], True, level)


def test_the_plan_book_written_anew_shows_who_came(desk, edition):
    place = place_in(edition)
    filling = desk.redrawn(place)
    folder = desk.write(filling.edition)
    account = json.loads((folder / "evidence/replacements.json").read_bytes())
    (row,) = account["replacements"]

    teams = (folder / "teams.csv").read_text().splitlines()
    mine = [line for line in teams if line.startswith(f"{place.visit_id},")]
    assert any(filling.replacement.came in line for line in mine)
    assert not any(place.officer_id in line for line in mine if place.body_id in line)
    assert (row["gone"], row["came"]) == (place.officer_id, filling.replacement.came)
    assert (row["kind"], row["reason"], row["number"]) == ("officer", "recusal", 1)


def test_a_draw_made_again_writes_the_plan_book_as_it_stands(desk, edition):
    desk.redrawn(place_in(edition))
    make_draw(lambda: desk.office, desk.home / "inputs", desk.home / "again", Steps())

    assert (desk.home / "again/evidence/replacements.json").is_file()
    assert verified(desk.home / "again").is_verified


def test_nothing_that_everybody_gets_names_anybody(desk, edition):
    place = place_in(edition)
    came = desk.redrawn(place).replacement.came
    firm = target_in(edition)
    reserve = desk.redrawn(firm).replacement.came
    public, _ = desk.publish()
    texts = [
        path.read_text()
        for path in public.rglob("*")
        if path.is_file() and path.suffix in {".csv", ".json", ".jsonl", ""}
    ]
    aliases = edition.problem.aliases
    rows = (public / "public/replacements.csv").read_text().splitlines()

    for name in (place.officer_id, came):
        assert not any(name in text or aliases[name] in text for text in texts)
    assert rows == [
        "number,kind,reason,plan_id,target_id_gone,target_id_come",
        "1,officer,recusal,,,",
        f"2,target,dissolved,{firm.plan_id},{firm.target_id},{reserve}",
    ]
    assert not (public / "audit").exists()


def test_the_verifier_inside_finds_the_records_in_order(desk, edition):
    desk.redrawn(place_in(edition))
    desk.redrawn(target_in(edition))
    for folder in desk.publish():
        command = [sys.executable, folder / "verify.py", folder]
        found = subprocess.run(command, check=False, capture_output=True, text=True)

        assert found.returncode == 0, found.stdout
        assert "Replacements are recorded in order" in found.stdout


def test_a_draw_without_vacancies_has_no_table_of_them(desk):
    public, audit = desk.publish()

    assert not (public / "public/replacements.csv").exists()
    assert verified(audit).is_verified


def test_a_void_draw_opens_its_vacancies_too(desk, edition):
    desk.redrawn(place_in(edition))
    void_draw(desk.office, NUMBER, reason="error", by="planner", second="chief")
    _, audit = desk.publish()

    assert (audit / vacancy_name(1)).is_file()
    assert verified(audit).is_verified


# --- where chance comes from ---------------------------------------------------------------------


def commits(parties=("amr", "justice")):
    return tuple(
        (party, nonce_commitment(NUMBER, party, nonce))
        for party, nonce in zip(parties, NONCES, strict=False)
    )


def test_two_bodies_reveal_what_they_committed_to(desk, edition):
    fresh = Fresh(commits=commits(), physical=(("dice", 4),))
    desk.vacate(place_in(edition), fresh)

    assert refused(lambda: desk.fill("0f" * 32, NONCES[1], "1234")) == ["nonce-opens-nothing"]
    assert refused(lambda: desk.fill(NONCES[0], NONCES[1], "123")) == ["digits-miscounted"]
    assert refused(lambda: desk.fill(NONCES[0])) == ["entropy-missing", "entropy-missing"]
    assert desk.fill(*NONCES, "1234").number == 1
    _, audit = desk.publish()
    assert verified(audit).is_verified


def test_a_nonce_serves_once(desk, edition):
    fresh = Fresh(commits=commits())
    desk.vacate(place_in(edition), fresh)
    desk.fill(*NONCES)

    assert refused(lambda: desk.vacate(place_in(edition, 1), fresh)) == ["commitment-reused"] * 2
    swapped = Fresh(commits=[("other", nonce_commitment(NUMBER, "other", NONCES[0]))])
    desk.vacate(place_in(edition, 1), swapped)
    assert refused(lambda: desk.fill(NONCES[0])) == ["nonce-reused"]


def test_a_beacon_decides_alone(tmp_path):
    desk, edition = drawn_in(tmp_path, LOCKED_AT - timedelta(hours=1))
    place = place_in(edition)
    desk.clock.now = LOCKED_AT - timedelta(seconds=5)
    mixed = Fresh(local=True, beacon="quicknet")

    assert refused(lambda: desk.vacate(place, mixed)) == ["vacancy-beacon-alone"]
    desk.clock.now = LOCKED_AT - timedelta(seconds=1)
    record = desk.vacate(place, Fresh(beacon="quicknet"))
    assert record.fields["entropy"][0]["round"] == QUICK.number
    delivered = Delivery(value=randomness_of(QUICK.signature), proof={"signature": QUICK.signature})
    assert refused(lambda: desk.fill(delivered)) == ["beacon-before-its-round"]
    desk.clock.now = LOCKED_AT + timedelta(seconds=61)
    wrong = replace(delivered, proof={"signature": QUICK.signature[:-2] + "00"})
    assert refused(lambda: desk.fill(wrong)) != []
    assert desk.fill(delivered).number == 1
    _, audit = desk.publish()
    assert verified(audit).is_verified


# --- what is refused -----------------------------------------------------------------------------


def test_what_did_not_come_free_is_not_filled(desk):
    assert refused(desk.fill) == ["vacancy-not-open"]


@pytest.mark.parametrize(
    "vacancy",
    [
        OfficerVacancy("nowhere", "B01", "B01-001"),
        TargetVacancy("P01", "nothing"),
    ],
)
def test_what_is_not_in_the_plan_does_not_come_free(desk, vacancy):
    assert refused(lambda: desk.vacate(vacancy)) == ["vacancy-not-in-plan"]


def test_who_left_cannot_leave_again_and_who_came_can(desk, edition):
    place = place_in(edition)
    came = desk.redrawn(place).replacement.came

    assert refused(lambda: desk.vacate(place)) == ["vacancy-not-in-plan"]
    again = desk.redrawn(replace(place, officer_id=came), reason="leave")
    assert again.replacement.came not in {place.officer_id, came}
    _, audit = desk.publish()
    assert verified(audit).is_verified


def test_vacancies_come_one_by_one(desk, edition):
    desk.vacate(place_in(edition))

    assert "vacancy-open" in refused(lambda: desk.vacate(place_in(edition, 1)))
    assert "vacancy-open" in refused(desk.publish)


@pytest.mark.parametrize(
    ("told_so", "code"),
    [
        ({"reason": "dissolved"}, "vacancy-reason-unfit"),
        ({"second": "PLANNER"}, "second-person-missing"),
    ],
)
def test_a_vacancy_has_a_reason_and_two_people(desk, edition, told_so, code):
    assert refused(lambda: desk.vacate(place_in(edition), **told_so)) == [code]
    assert desk.office.dossier(NUMBER).secrets().documents == {}


def test_after_the_publication_nothing_comes_free(desk, edition):
    desk.publish()

    assert refused(lambda: desk.vacate(place_in(edition))) == ["event-too-late"]


def test_before_the_draw_nothing_comes_free(tmp_path, edition):
    write_problem(replace(edition.problem, mask=""), tmp_path / "inputs")
    desk = Desk(tmp_path)
    lock_draw(desk.office, check_folder(tmp_path / "inputs", Steps()), local_only, Steps())
    deliver_entropy(desk.office, NUMBER, 0, Delivery(value="5e" * 32))

    assert refused(lambda: desk.vacate(place_in(edition))) == ["event-too-early"]


# --- interrupted ---------------------------------------------------------------------------------


class StoppedError(Exception):
    pass


def stop(*_arguments):
    raise StoppedError


def reopened(desk):
    """Open the office again, with other secrets."""
    return Desk(desk.home, desk.clock, word="other")


def dying(desk, monkeypatch, call):
    """Let a call die between what it keeps and what it logs."""
    with monkeypatch.context() as patch:
        patch.setattr(type(desk.office), "log_it", stop)
        with pytest.raises(StoppedError):
            call()


def test_an_interrupted_vacancy_keeps_its_salt(desk, edition, monkeypatch):
    place = place_in(edition)
    dying(desk, monkeypatch, lambda: desk.vacate(place))
    kept = desk.office.dossier(NUMBER).secrets()
    again = reopened(desk)
    record = again.vacate(place)

    assert again.office.dossier(NUMBER).secrets() == kept
    assert record.fields["number"] == 1
    assert verified(again.write(again.fill().edition)).is_verified


def test_a_vacancy_that_never_was_logged_gives_way_to_another(desk, edition, monkeypatch):
    dying(desk, monkeypatch, lambda: desk.vacate(place_in(edition)))
    again = reopened(desk)
    again.redrawn(target_in(edition))
    _, audit = again.publish()

    assert verified(audit).is_verified


def test_what_was_thrown_once_is_not_thrown_again(desk, edition, monkeypatch):
    desk.vacate(place_in(edition), Fresh(physical=(("dice", 4),)))
    dying(desk, monkeypatch, lambda: desk.fill("1234"))
    kept = desk.office.dossier(NUMBER).secrets()
    again = reopened(desk)
    again.fill("9999")

    assert again.office.dossier(NUMBER).secrets() == kept
    assert b"1234" in kept.documents[replacement_name(1)]


def test_who_fills_again_hears_who_came(desk, edition):
    first = desk.redrawn(place_in(edition))
    again = reopened(desk)
    told_again = again.fill("5e" * 32)

    assert (told_again.replacement.came, told_again.number) == (first.replacement.came, 1)
    assert len(again.office.attempt(NUMBER).of(Event.REPLACE)) == 1
    assert verified(again.write(told_again.edition)).is_verified


def test_a_lost_document_is_told(desk, edition):
    desk.redrawn(place_in(edition))
    dossier = desk.office.dossier(NUMBER)
    dossier.keep(replace(dossier.secrets(), documents={}))

    assert refused(lambda: desk.write(edition)) == ["evidence-unreadable"]


# --- who cheats ----------------------------------------------------------------------------------


def cheated(desk, monkeypatch, vacancy, name, fake):
    """Fill a vacancy with one function of the office replaced; return what auditors find."""
    desk.vacate(vacancy)
    with monkeypatch.context() as patch:
        patch.setattr(filling_module, name, fake)
        filling = desk.fill()
    book, (_, audit) = desk.write(filling.edition), desk.publish()
    return told(verified(book)), told(verified(audit))


def others_than(came):
    """Return a redraw that chooses somebody else."""
    real = filling_module.replacement

    def chosen(*arguments):
        due = real(*arguments)
        return replace(due, came=came(due, *arguments))

    return chosen


def test_another_officer_is_caught(desk, edition, monkeypatch):
    place = place_in(edition)
    team = edition.book.teams[0]
    body = edition.problem.officers.frame.filter(body_id=place.body_id)["officer_id"].to_list()

    def another(due, *_):
        return next(
            name
            for name in body
            if name not in (*team.officer_ids, due.came) and _can_lead(edition, name)
        )

    for found in cheated(desk, monkeypatch, place, "replacement", others_than(another)):
        assert found[0] == ("replacements", ["replacement-unlike"])


def _can_lead(edition, name):
    row = edition.problem.officers.frame.filter(officer_id=name).row(0, named=True)
    return row["may_lead"]


def test_who_says_that_nobody_could_is_caught(desk, edition, monkeypatch):
    nobody = others_than(lambda *_: NOBODY)
    for found in cheated(desk, monkeypatch, place_in(edition), "replacement", nobody):
        assert found[0] == ("replacements", ["replacement-unlike"])


def test_a_skipped_reserve_is_caught(desk, edition, monkeypatch):
    firm = target_in(edition, reserves=2)
    waiting = sorted(
        (
            one
            for one in edition.reserves
            if one.plan_id == firm.plan_id and one.stratum == _stratum(edition, firm)
        ),
        key=lambda one: one.rank,
    )
    second = others_than(lambda *_: waiting[1].target_id)
    for found in cheated(desk, monkeypatch, firm, "replacement", second):
        assert found[0] == ("replacements", ["replacement-unlike"])


def _stratum(edition, firm):
    return next(
        one.stratum
        for one in edition.selected
        if (one.plan_id, one.target_id) == (firm.plan_id, firm.target_id)
    )


def test_another_key_is_caught(desk, edition, monkeypatch):
    def own_key(*_):
        return "0f" * 32

    for found in cheated(desk, monkeypatch, place_in(edition), "vacancy_key", own_key):
        assert found[0] == ("replacements", ["replacement-key-wrong"])


def test_another_nonce_is_caught(desk, edition, monkeypatch):
    desk.vacate(place_in(edition), Fresh(commits=commits(("amr",))))
    with monkeypatch.context() as patch:
        patch.setattr(filling_module, "check_entropy", lambda *_: ())
        desk.fill("0f" * 32)
    _, audit = desk.publish()

    assert told(verified(audit))[0] == ("replacements", ["nonce-opens-nothing"])


# --- rates ---------------------------------------------------------------------------------------


def test_rates_count_officers_and_reasons(desk, edition):
    place = place_in(edition)
    came = desk.redrawn(place).replacement.came
    desk.redrawn(replace(place, officer_id=came), reason="leave")
    desk.redrawn(target_in(edition))
    found = replacement_rates(desk.office)

    assert found.by_officer == {(place.officer_id, "recusal"): 1, (came, "leave"): 1}
    assert found.by_reason == {
        ("officer", "recusal"): 1,
        ("officer", "leave"): 1,
        ("target", "dissolved"): 1,
    }
    assert found.frequent == {}


@pytest.mark.parametrize(("times", "frequent"), [(3, {}), (4, {"O1": 4})])
def test_who_leaves_often_is_named(desk, times, frequent):
    found = replacement_rates(desk.office)
    found.by_officer.update({("O1", "leave"): times - 1, ("O1", "recusal"): 1, ("O2", "leave"): 3})

    assert found.frequent == frequent


def test_the_book_as_it_stands_is_the_one_drawn_where_nothing_came_free(desk, edition):
    attempt = desk.office.attempt(NUMBER)

    assert standing(attempt, {}, edition.lock, edition.book) == (edition.book, ())
