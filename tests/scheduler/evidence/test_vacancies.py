from __future__ import annotations

import json
from datetime import date

import pytest

from scheduler.domain.hashing import Profile, derived
from scheduler.domain.problem import DrawNumber
from scheduler.domain.vacancies import (
    NOBODY,
    OfficerVacancy,
    Reason,
    TargetVacancy,
    renamed,
    renamed_comer,
)
from scheduler.evidence.canonical import canonical
from scheduler.evidence.commitments import sha256_hex
from scheduler.evidence.records import Event
from scheduler.evidence.sources.checking import check_declarations
from scheduler.evidence.sources.commit_reveal import CommitReveal, nonce_commitment
from scheduler.evidence.sources.local import Local
from scheduler.evidence.vacancies import (
    Account,
    Given,
    read_vacancy,
    redraw_of,
    vacancy_content,
    vacancy_context,
    vacancy_key,
    vacancy_text,
)
from tests.scheduler.evidence.logs import FIRST, HASH, START, log_up_to, record

PLACE = OfficerVacancy("T1/P1", "B1", "p0a")
FIRM = TargetVacancy("P1", "T1")
ACCOUNT = Account(
    sources=(Given(line="local 5a"), Given(line="drand x 1 0b", proof={"signature": "0c"})),
    key=HASH,
    came="p0b",
)


@pytest.mark.parametrize("vacancy", [PLACE, FIRM])
def test_a_vacancy_is_read_as_it_was_written(vacancy):
    assert read_vacancy(vacancy_content(vacancy)) == vacancy


@pytest.mark.parametrize("came", ["p0b", NOBODY])
def test_an_account_is_read_as_it_was_written(came):
    account = Account(sources=ACCOUNT.sources, key=HASH, came=came)

    assert Account.read(account.content()) == account


@pytest.mark.parametrize("content", [vacancy_content(PLACE), vacancy_content(FIRM)])
@pytest.mark.parametrize(
    "spoilt",
    [
        lambda data: data | {"name": "x"},
        lambda data: {key: data[key] for key in sorted(data)[:-1]},
        lambda data: data | {"kind": "other"},
        lambda data: [data],
    ],
)
def test_what_says_more_or_less_is_no_vacancy(content, spoilt):
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_vacancy(canonical(spoilt(json.loads(content))))


@pytest.mark.parametrize("spoilt", [b"{", b"[]", b'{"came":"x"}', ACCOUNT.content() + b"\n"])
def test_what_is_not_canonical_is_no_account(spoilt):
    with pytest.raises((KeyError, TypeError, ValueError)):
        Account.read(spoilt)


def test_only_people_get_other_names():
    names = {"p0a": "O1", "p0b": "O2"}

    assert renamed(PLACE, names) == OfficerVacancy("T1/P1", "B1", "O1")
    assert renamed_comer(PLACE, "p0b", names) == "O2"
    assert renamed_comer(PLACE, NOBODY, names) == NOBODY
    assert (renamed(FIRM, names), renamed_comer(FIRM, "p0b", names)) == (FIRM, "p0b")


def test_the_seed_text_names_the_place_and_nobody():
    text = vacancy_text(FIRST, 2, PLACE, ["local 5a", "drand x 1 0b"], Profile.SHA256)

    assert text == (
        "doubledraw-vacancy-1\n"
        "draw 120116-2026-000012/1\n"
        "vacancy 2\n"
        "of T1/P1/B1\n"
        "entropy local 5a\n"
        "entropy drand x 1 0b\n"
    )
    assert vacancy_key(FIRST, 2, PLACE, ["local 5a", "drand x 1 0b"], Profile.SHA256) == (
        sha256_hex(text.encode())
    )


def test_a_draw_by_sm3_is_redrawn_by_sm3():
    text = vacancy_text(FIRST, 1, FIRM, ["local 5a"], Profile.SM3)

    assert text.startswith("doubledraw-vacancy-sm3-1\n")
    assert "of P1/T1\n" in text
    assert vacancy_key(FIRST, 1, FIRM, ["local 5a"], Profile.SM3) == derived(f"sm3:{text}")


@pytest.mark.parametrize(
    "other",
    [
        (FIRST, 2, PLACE, ["local 5a"]),
        (DrawNumber(series=FIRST.series, attempt=2), 1, PLACE, ["local 5a"]),
        (FIRST, 1, OfficerVacancy("T1/P1", "B2", "p0a"), ["local 5a"]),
        (FIRST, 1, FIRM, ["local 5a"]),
        (FIRST, 1, PLACE, ["local 5b"]),
    ],
)
def test_another_vacancy_has_another_key(other):
    mine = vacancy_key(FIRST, 1, PLACE, ["local 5a"], Profile.SHA256)

    assert vacancy_key(*other, Profile.SHA256) != mine


def test_a_redraw_counts_from_the_day_of_its_record():
    found = redraw_of(record(Event.VACANCY), PLACE, HASH)

    assert (found.since, found.reason) == (date(2026, 11, 30), Reason.RECUSAL)


# --- which reasons go with what ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "reason", "fits"),
    [
        ("officer", "recusal", True),
        ("officer", "transfer", True),
        ("officer", "dissolved", False),
        ("target", "dissolved", True),
        ("target", "moved", True),
        ("target", "recusal", False),
        ("target", "other", False),
        ("visit", "moved", False),
    ],
)
def test_a_reason_goes_with_its_kind(kind, reason, fits):
    faults = log_up_to(Event.EXEC).faults(Event.VACANCY, kind=kind, reason=reason)

    assert faults == ([] if fits else ["vacancy-reason-unfit"])


def test_two_people_vacate():
    log = log_up_to(Event.EXEC)

    assert log.faults(Event.VACANCY, second="Chief") == ["second-person-missing"]


# --- where chance comes from ---------------------------------------------------------------------


def committed(nonce: str, party: str = "amr"):
    return CommitReveal(party=party, commit=nonce_commitment(FIRST, party, nonce))


def context(log, declared, number=1, **more):
    entries = [one.entry() for one in declared]
    return vacancy_context(
        log.history, FIRST, number, START, entries, require_independent=True, **more
    )


def test_a_commitment_counts_where_the_vacancy_itself_declares_it():
    declared = (committed("0a" * 32),)

    assert check_declarations(declared, context(log_up_to(Event.EXEC), declared)) == ()


def test_a_commitment_of_the_lock_or_of_another_vacancy_is_spent():
    log = log_up_to(Event.EXEC)
    known = CommitReveal(party="amr", commit=log.history.attempt(FIRST).records[0].fields["commit"])
    fresh = committed("0c" * 32)
    log.add(Event.VACANCY, entropy=[fresh.entry()])
    log.add(Event.REPLACE)

    for declared, number in ((known, 1), (fresh, 2)):
        found = check_declarations((declared,), context(log, (declared,), number))
        assert [one.code for one in found] == ["commitment-reused"]
    assert check_declarations((fresh,), context(log, (fresh,), 1)) == ()


def test_where_independent_chance_is_asked_for_a_machine_is_not_enough():
    declared = (Local(),)
    found = check_declarations(declared, context(log_up_to(Event.EXEC), declared))

    assert [one.code for one in found] == ["entropy-not-independent"]
