"""The round follows from the lock, the network is pinned, and its signature is verified."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.errors import FaultsError
from scheduler.evidence.sources.chains import DEFAULT, QUICKNET
from scheduler.evidence.sources.drand import Drand, randomness_of
from scheduler.evidence.sources.kind import Known, Who
from tests.scheduler.evidence.sources.beacons import CHAINED, QUICK, REAL, vectors
from tests.scheduler.evidence.sources.ceremony import BEACON, CONTEXT, LOCKED_AT, ROUND_AT, checked

OTHER = (
    "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482"
    "e26cd02df835d3546d23c4b13e0dfc92"
)
"""The signature of round 123 of quicknet: github.com/noislabs/drand-verify at 9a760444."""


def declared(known):
    return Drand(chain=known.chain.hash, round=known.number)


def lock_codes(number, locked_at=LOCKED_AT):
    faults = replace(BEACON, round=number).lock_faults(replace(CONTEXT, locked_at=locked_at))
    return [fault.code for fault in faults]


def test_its_line_names_network_and_round():
    line = BEACON.line(BEACON.delivery(QUICK.signature))

    assert line == f"drand {QUICKNET.hash} 657413 {QUICK.randomness}"


def test_the_record_of_the_lock_tells_network_round_and_delay():
    assert BEACON.entry() == {
        "type": "drand",
        "chain": QUICKNET.hash,
        "round": 657413,
        "delay": 60,
    }


@pytest.mark.parametrize(
    ("delay", "fits"), [(59, False), (60, True), (604_800, True), (604_801, False)]
)
def test_a_beacon_comes_a_minute_to_a_week_after_the_lock(delay, fits):
    if fits:
        assert Drand.after(QUICKNET, LOCKED_AT, delay).delay == delay
        return
    with pytest.raises(FaultsError) as caught:
        Drand.after(QUICKNET, LOCKED_AT, delay)
    assert [fault.code for fault in caught.value.faults] == ["beacon-delay-range"]


def test_a_longer_delay_declares_a_later_round():
    soon, late = (Drand.after(QUICKNET, LOCKED_AT, delay) for delay in (60, 660))

    assert late.round == soon.round + 200
    assert not list(late.lock_faults(CONTEXT))


def test_nobody_inside_chooses_or_withholds():
    kind = Drand.KIND

    assert (kind.can_choose, kind.can_withhold) == (Who.NOBODY_INSIDE, Who.NOBODY_INSIDE)
    assert (kind.known, kind.independent) == (Known.ROUND, True)


@pytest.mark.parametrize("chain", ["0" * 64, QUICKNET.hash.upper(), "quicknet", ""])
def test_a_network_that_is_not_pinned_cannot_be_declared(chain):
    with pytest.raises(FaultsError) as caught:
        Drand(chain=chain, round=1)

    assert [fault.code for fault in caught.value.faults] == ["unknown-chain"]


@pytest.mark.parametrize("number", [0, -1, 2**32, 10**40])
def test_a_round_is_a_number_from_one_whose_moment_can_be_told(number):
    with pytest.raises(FaultsError) as caught:
        Drand(chain=DEFAULT.hash, round=number)

    assert [fault.code for fault in caught.value.faults] == ["entropy-number-range"]


def test_the_last_round_has_a_moment():
    assert Drand(chain=DEFAULT.hash, round=2**32 - 1).known_from.year < 9999


def test_accepts_the_round_that_follows_from_the_lock():
    assert Drand.after(QUICKNET, LOCKED_AT) == BEACON
    assert lock_codes(657413) == []


@pytest.mark.parametrize("number", [657412, 657414, 700000])
def test_refuses_every_other_round_after_the_lock(number):
    assert lock_codes(number) == ["round-not-by-formula"]


def test_refuses_a_round_that_was_known_at_the_lock():
    assert lock_codes(657413, ROUND_AT) == ["round-known-before-lock"]
    assert lock_codes(657413, ROUND_AT + timedelta(days=1)) == ["round-known-before-lock"]


def test_a_round_a_second_after_the_lock_was_unknown_but_is_not_the_one():
    assert lock_codes(657413, ROUND_AT - timedelta(seconds=1)) == ["round-not-by-formula"]


@pytest.mark.parametrize("known", REAL, ids=lambda one: f"{one.chain.name}-{one.number}")
def test_accepts_what_the_network_published(known):
    source = declared(known)
    delivery = source.delivery(known.signature, known.previous)

    assert delivery.value == known.randomness
    assert list(source.check(source.line(delivery), delivery.proof, CONTEXT)) == []


def test_accepts_all_shared_rounds_of_pinned_networks():
    networks = {"League of Entropy mainnet (default)": DEFAULT, "quicknet": QUICKNET}
    tried = 0
    for known in vectors("drand")["rounds"]:
        if known["network"] not in networks:
            continue
        source = Drand(chain=networks[known["network"]].hash, round=known["round"])
        delivery = source.delivery(known["signature"], known.get("previous_signature", ""))

        assert delivery.value == known.get("randomness", known.get("randomness_computed_here"))
        assert list(source.check(source.line(delivery), delivery.proof, CONTEXT)) == []
        tried += 1
    assert tried == 6


def test_refuses_the_signature_of_another_round():
    known = {"signature": OTHER}

    assert checked(BEACON, randomness_of(OTHER), **known) == ["round-not-signed"]


def test_refuses_the_shared_one_that_must_fail():
    for known in vectors("drand")["must_fail"]:
        source = replace(BEACON, round=known["round"])
        found = checked(source, randomness_of(known["signature"]), signature=known["signature"])

        assert found == ["round-not-signed"]


def test_refuses_another_signature_of_the_round_before():
    changed = CHAINED.previous[:-1] + "0"
    proof = {"signature": CHAINED.signature, "previous_signature": changed}

    assert checked(declared(CHAINED), CHAINED.randomness, **proof) == ["round-not-signed"]


@pytest.mark.parametrize(
    "signature",
    ["c0" + "00" * 47, QUICK.signature[:-2], CHAINED.signature, "80" + "00" * 46 + "01"],
    ids=["infinity", "too short", "of the other group", "off the curve"],
)
def test_refuses_a_signature_that_is_no_point(signature):
    found = checked(BEACON, randomness_of(signature), signature=signature)

    assert found == ["signature-not-a-point"]


@pytest.mark.parametrize("signature", [QUICK.signature.upper(), QUICK.signature[:-1], "", "0x12"])
def test_refuses_a_signature_that_is_not_hexadecimal(signature):
    assert checked(BEACON, QUICK.randomness, signature=signature) == ["signature-not-hex"]


def test_refuses_randomness_that_is_not_the_hash_of_the_signature():
    found = checked(BEACON, "0" * 64, signature=QUICK.signature)

    assert found == ["randomness-unlike"]


def test_tells_at_once_that_randomness_and_signature_are_wrong():
    assert checked(BEACON, "0" * 64, signature=OTHER) == ["randomness-unlike", "round-not-signed"]


def test_refuses_a_round_without_its_signatures():
    both = ["entropy-proof-missing", "entropy-proof-missing"]

    assert checked(BEACON, QUICK.randomness) == ["entropy-proof-missing"]
    assert checked(declared(CHAINED), CHAINED.randomness) == both


def test_refuses_a_signature_before_in_a_network_that_has_none():
    proof = {"signature": QUICK.signature, "previous_signature": "00"}

    assert checked(BEACON, QUICK.randomness, **proof) == ["entropy-proof-unasked"]


@pytest.mark.parametrize("head", [f"drand {DEFAULT.hash} 657413", f"drand {QUICKNET.hash} 0657413"])
def test_refuses_the_line_of_another_network_or_round(head):
    faults = BEACON.check(f"{head} {QUICK.randomness}", {"signature": QUICK.signature}, CONTEXT)

    assert [fault.code for fault in faults] == ["entropy-line-unlike"]


def test_the_library_is_loaded_only_where_a_signature_is_checked():
    code = (
        "import sys, scheduler.evidence.sources.checking;"
        "sys.exit(any(name.startswith('py_ecc') for name in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
