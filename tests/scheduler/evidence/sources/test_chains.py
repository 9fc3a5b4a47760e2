"""Networks are pinned, and a lock's moment leaves no choice of the round."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.evidence.sources.chains import CHAINS, DEFAULT, QUICKNET
from tests.scheduler.evidence.sources.beacons import SCHEMES, vectors

LOCKED = datetime(2026, 11, 30, 8, tzinfo=UTC)
MINUTE = timedelta(seconds=60)
ANY_CHAIN = st.sampled_from([DEFAULT, QUICKNET])

# From the same file as the keys: what else the hash of a network holds.
SEEDS = {
    "mainnet": ("176f93498eac9ca337150b46d21dd58673ea4e3581185f869672e59fa4cb390a", b""),
    "quicknet": ("f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e", b"quicknet"),
}


@pytest.mark.parametrize("chain", CHAINS.values(), ids=lambda chain: chain.name)
def test_the_hash_of_a_network_binds_its_key_genesis_and_period(chain):
    seed, name = SEEDS[chain.name]
    period = int(chain.period.total_seconds()).to_bytes(4, "big")
    genesis = int(chain.genesis.timestamp()).to_bytes(8, "big")
    content = period + genesis + chain.public_key + bytes.fromhex(seed) + name

    assert hashlib.sha256(content).hexdigest() == chain.hash


@pytest.mark.parametrize("name", ["default_chained", "quicknet"])
def test_pinned_networks_are_those_of_the_shared_vectors(name):
    known = vectors("drand")["networks"][name]
    chain = CHAINS[known["hash"]]

    assert chain.public_key.hex() == known["public_key"]
    assert chain.genesis.timestamp() == known["genesis_time"]
    assert chain.period.total_seconds() == known["period"]
    assert chain.scheme is SCHEMES[known["schemeID"]]


def test_round_1_is_at_genesis():
    assert QUICKNET.time_of(1) == QUICKNET.genesis
    assert QUICKNET.time_of(2) == QUICKNET.genesis + timedelta(seconds=3)


def test_the_round_may_be_exactly_a_minute_after_the_lock():
    number = QUICKNET.round_for(QUICKNET.time_of(1000) - MINUTE)

    assert number == 1000


@pytest.mark.parametrize("chain", [DEFAULT, QUICKNET], ids=lambda chain: chain.name)
def test_a_second_later_it_is_the_next_round(chain):
    locked_at = chain.time_of(1000) - MINUTE

    assert chain.round_for(locked_at + timedelta(seconds=1)) == 1001
    assert chain.round_for(locked_at - chain.period + timedelta(seconds=1)) == 1000


def test_the_formula_is_that_of_the_protocol_in_whole_numbers():
    at, genesis = int(LOCKED.timestamp()), 1692803367

    assert QUICKNET.round_for(LOCKED) == -(-(at + 60 - genesis) // 3) + 1


def test_a_fraction_of_a_second_is_not_in_the_record_and_changes_nothing():
    assert QUICKNET.round_for(LOCKED.replace(microsecond=999_999)) == QUICKNET.round_for(LOCKED)


def test_before_a_network_began_its_first_round_is_due():
    assert QUICKNET.round_for(QUICKNET.genesis - timedelta(days=1)) == 1


def test_a_chained_round_signs_the_signature_before_it():
    message = DEFAULT.scheme.message(258, b"before")

    assert message == hashlib.sha256(b"before" + b"\0\0\0\0\0\0\1\2").digest()


def test_an_unchained_round_signs_its_number_alone():
    message = QUICKNET.scheme.message(258, b"before")

    assert message == hashlib.sha256(b"\0\0\0\0\0\0\1\2").digest()


@given(ANY_CHAIN, st.integers(0, 10**9))
def test_the_round_is_a_minute_after_the_lock_and_no_earlier_one_is(chain, seconds):
    locked_at = chain.genesis + timedelta(seconds=seconds)
    number = chain.round_for(locked_at)

    assert chain.time_of(number) >= locked_at + MINUTE
    assert chain.time_of(number - 1) < locked_at + MINUTE


@given(ANY_CHAIN, st.datetimes(datetime(2024, 1, 1), datetime(2099, 1, 1)))  # noqa: DTZ001
def test_the_zone_in_which_the_moment_is_told_does_not_matter(chain, moment):
    here = moment.replace(tzinfo=UTC)

    assert chain.round_for(here.astimezone()) == chain.round_for(here)
