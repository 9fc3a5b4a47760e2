"""A draw hashes with SHA-256 or SM3, and its keys tell which."""

import hashlib

import pytest

from scheduler.domain.hashing import Profile, derived, is_available, marked, plain, started
from scheduler.domain.problem import DrawNumber
from scheduler.lottery.keystream import Keystream
from scheduler.lottery.seed import (
    Keys,
    SeedTextError,
    check_seed_text,
    profile_of,
    seed_text,
)
from scheduler.lottery.tickets import as_hexes, tickets, weighted_tickets

NUMBER = DrawNumber(series="120116-2026-000001")
LINES = ("local " + "5a" * 32,)

pytestmark = pytest.mark.skipif(
    not is_available(Profile.SM3), reason="This Python's OpenSSL has no SM3."
)


def sm3(text):
    return hashlib.new("sm3", text.encode()).hexdigest()


def test_sm3_is_that_of_the_standard():
    """GB/T 32905-2016, A.1: the message `abc`."""
    digest = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"

    assert plain(derived(marked("abc", Profile.SM3))) == digest


def test_a_mark_is_not_hashed_and_is_handed_on():
    key = derived(marked("abc", Profile.SM3))

    assert started(key + "/x").hexdigest() == sm3(plain(key) + "/x")
    assert plain(derived(key + "/x")) == sm3(plain(key) + "/x")


def test_without_a_mark_it_is_sha_256():
    assert derived("abc") == plain(derived("abc")) == hashlib.sha256(b"abc").hexdigest()
    assert marked("abc", Profile.SHA256) == "abc"


@pytest.mark.parametrize("profile", list(Profile))
def test_a_seed_text_tells_its_profile(profile):
    text = seed_text(NUMBER, LINES, profile)

    assert profile_of(text) is profile
    check_seed_text(text, NUMBER, profile)


@pytest.mark.parametrize("profile", list(Profile))
def test_a_seed_text_of_another_profile_than_the_lock_s_is_refused(profile):
    (other,) = set(Profile) - {profile}

    with pytest.raises(SeedTextError) as caught:
        check_seed_text(seed_text(NUMBER, LINES, profile), NUMBER, other)
    assert caught.value.line == 1


def test_keys_and_tickets_by_sm3_are_what_openssl_gives():
    text = seed_text(NUMBER, LINES, Profile.SM3)
    key = Keys.from_seed(text).target
    by_hand = sm3(sm3(text) + "/target")

    assert plain(key) == by_hand
    assert as_hexes(tickets(key, ["A", "B"])) == [sm3(by_hand + "A"), sm3(by_hand + "B")]
    assert as_hexes(weighted_tickets(key, ["A"], [3])) == [
        min(sm3(f"{by_hand}A#{j}") for j in (1, 2, 3))
    ]


def test_keystreams_differ_by_profile():
    plain_words = Keystream("label").words(4).tolist()

    assert Keystream(marked("label", Profile.SM3)).words(4).tolist() != plain_words
