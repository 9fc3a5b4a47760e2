"""A party is bound to its nonce before the lock, for one draw, and only once."""

import hashlib
from dataclasses import replace

import pytest

from scheduler.domain.problem import DrawNumber
from scheduler.errors import FaultsError
from scheduler.evidence.sources.commit_reveal import CommitReveal, nonce_commitment
from scheduler.evidence.sources.context import Delivery
from scheduler.evidence.sources.kind import Known, Who
from tests.scheduler.evidence.sources.beacons import vectors
from tests.scheduler.evidence.sources.ceremony import AMR, CONTEXT, DRAW, NONCES, checked

NONCE = NONCES["amr"]


def lock_codes(declaration, **changes):
    return [fault.code for fault in declaration.lock_faults(replace(CONTEXT, **changes))]


def test_a_commitment_hashes_the_draw_the_party_and_the_nonce():
    text = f"doubledraw-reveal-1|120116-2026-000012/1|amr|{NONCE}"

    assert nonce_commitment(DRAW, "amr", NONCE) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("party", ["amr", "justice", "discipline"])
def test_the_formula_has_the_shape_of_shared_vectors_under_another_label(party):
    known = vectors("recommended_design")
    nonce, number = known["nonces"][party], DrawNumber(series="330106-2026-000001")

    def commitment(label):
        return hashlib.sha256(f"{label}|{number}|{party}|{nonce}".encode()).hexdigest()

    assert commitment("srds-commit-1") == known["commits"][party]
    assert commitment("doubledraw-reveal-1") == nonce_commitment(number, party, nonce)


def test_its_line_names_the_party():
    assert AMR.line(Delivery(value=NONCE)) == f"commit-reveal amr {NONCE}"


def test_the_record_of_the_lock_tells_party_and_commitment():
    assert AMR.entry() == {"type": "commit-reveal", "party": "amr", "commit": AMR.commit}


def test_the_party_chooses_and_withholds():
    kind = CommitReveal.KIND

    assert (kind.can_choose, kind.can_withhold) == (Who.PARTY, Who.PARTY)
    assert (kind.known, kind.independent) == (Known.REVEAL, True)


def test_a_party_without_an_id_and_a_commitment_that_is_no_hash_do_not_exist():
    with pytest.raises(FaultsError) as caught:
        CommitReveal(party="市场 监管", commit="AB" * 32)

    told = [(fault.place, fault.code) for fault in caught.value.faults]
    assert told == [("party", "not-a-plain-id"), ("commit", "not-64-hex-digits")]


def test_accepts_a_commitment_that_was_logged_before_the_lock():
    assert lock_codes(AMR) == []


@pytest.mark.parametrize(
    "logged",
    [
        frozenset(),
        frozenset({("justice", AMR.commit)}),  # of another party
        frozenset({("amr", "0" * 64)}),  # another commitment of this party
    ],
)
def test_refuses_a_commitment_that_was_not_logged_before_the_lock(logged):
    assert lock_codes(AMR, logged=logged) == ["commitment-not-logged"]


def test_refuses_a_commitment_of_an_earlier_draw():
    assert lock_codes(AMR, earlier_commits=frozenset({AMR.commit})) == ["commitment-reused"]


def test_accepts_other_commitments_in_earlier_draws():
    assert lock_codes(AMR, earlier_commits=frozenset({"0" * 64})) == []


def test_accepts_the_nonce_that_opens_the_commitment():
    assert checked(AMR, NONCE) == []


@pytest.mark.parametrize("nonce", ["0b" * 32, "0a" * 31 + "0b"])
def test_refuses_a_nonce_that_does_not(nonce):
    assert checked(AMR, nonce) == ["nonce-opens-nothing"]


def test_refuses_the_nonce_in_another_draw_and_in_another_attempt():
    for number in (DrawNumber(series="120116-2026-000013"), replace(DRAW, attempt=2)):
        assert checked(AMR, NONCE, replace(CONTEXT, draw=number)) == ["nonce-opens-nothing"]


@pytest.mark.parametrize("nonce", [NONCE.upper(), NONCE[:-1], NONCE + "0", "x" * 64])
def test_refuses_a_nonce_that_is_not_64_hexadecimal_digits(nonce):
    assert checked(AMR, nonce) == ["not-64-hex-digits"]


def test_refuses_a_nonce_of_an_earlier_draw():
    reused = replace(CONTEXT, earlier_nonces=frozenset({NONCE}))

    assert checked(AMR, NONCE, reused) == ["nonce-reused"]


def test_accepts_other_nonces_in_earlier_draws():
    assert checked(AMR, NONCE, replace(CONTEXT, earlier_nonces=frozenset({"0b" * 32}))) == []


def test_refuses_the_line_of_another_party():
    faults = AMR.check(f"commit-reveal justice {NONCE}", {}, CONTEXT)

    assert [fault.code for fault in faults] == ["entropy-line-unlike"]
