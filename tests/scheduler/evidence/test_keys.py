"""Keys of notes: their texts, their ids, and what cannot be one."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.evidence.keys import (
    KeyNameError,
    KeyTextError,
    KeyType,
    SigningKey,
    VerifierKey,
    check_name,
)
from tests.scheduler.evidence.vectors import NOTE_KEY, shared

SECRET = bytes([7] * 32)
NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Zs", "Zl", "Zp", "Cc"], exclude_characters="+"),
    min_size=1,
)


def test_the_key_of_the_published_note_is_read_and_written_alike():
    key = VerifierKey.parse(NOTE_KEY)

    assert (key.name, key.key_type, key.key_id.hex()) == (
        "example.com/foo",
        KeyType.NOTE,
        "530d903a",
    )
    assert str(key) == NOTE_KEY


def test_the_shared_keys_follow_from_their_secrets():
    log = shared("recommended_design")["log"]
    office = SigningKey(
        "scjg.example.gov.cn/draw-log",
        KeyType.NOTE,
        bytes.fromhex(log["log_private_key_TEST_ONLY"]),
    )
    witness = SigningKey(
        "audit.example.gov.cn/w1",
        KeyType.COSIGNATURE,
        bytes.fromhex(log["witness_private_key_TEST_ONLY"]),
    )

    assert str(office.verifier) == log["log_vkey"]
    assert str(witness.verifier) == log["witness_vkey_type04"]


@given(NAMES, st.sampled_from(KeyType), st.binary(min_size=32, max_size=32))
def test_texts_of_keys_are_read_back(name, key_type, secret):
    key = SigningKey(name, key_type, secret)

    assert SigningKey.parse(key.private_text()) == key
    assert VerifierKey.parse(str(key.verifier)) == key.verifier


def test_one_secret_under_another_name_or_type_has_another_id():
    keys = [
        SigningKey(name, key_type, SECRET).verifier for name in ("a", "b") for key_type in KeyType
    ]

    assert len({key.key_id for key in keys}) == 4
    assert len({key.public for key in keys}) == 1


def test_a_secret_is_not_shown():
    key = SigningKey("office", KeyType.NOTE, SECRET)

    assert SECRET.hex() not in repr(key)
    assert repr(SECRET) not in repr(key)


def test_a_signature_holds_for_its_message_alone():
    key = SigningKey("office", KeyType.NOTE, SECRET)
    signature = key.sign(b"message")

    assert key.verifier.verifies(signature, b"message")
    assert not key.verifier.verifies(signature, b"massage")
    assert not key.verifier.verifies(signature[:-1], b"message")
    assert not key.verifier.verifies(b"", b"message")


@pytest.mark.parametrize(
    "name", ["", "a b", "a\u3000b", "a+b", "a\tb", "a\nb", "\ud800", "a\u2028b", "a\xa0b"]
)
def test_a_name_has_neither_blanks_nor_plus(name):
    with pytest.raises(KeyNameError):
        check_name(name)
    with pytest.raises(KeyNameError):
        SigningKey(name, KeyType.NOTE, SECRET)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_has_32_bytes(length):
    with pytest.raises(KeyTextError):
        VerifierKey("a", KeyType.NOTE, bytes(length))
    with pytest.raises(KeyTextError):
        SigningKey("a", KeyType.NOTE, bytes(length))


def test_every_text_with_one_sign_changed_is_refused():
    for place in range(len(NOTE_KEY)):
        changed = (
            NOTE_KEY[:place] + ("A" if NOTE_KEY[place] != "A" else "B") + NOTE_KEY[place + 1 :]
        )
        with pytest.raises(KeyTextError):
            VerifierKey.parse(changed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+530d903a",
        "name+530d903a+",
        NOTE_KEY.upper(),
        NOTE_KEY + "\n",
        NOTE_KEY.replace("530d903a", "530D903A"),
        NOTE_KEY + "=",
        "a+00000000+" + base64.b64encode(b"\x06" + bytes(32)).decode(),
        " " + NOTE_KEY,
    ],
)
def test_other_texts_are_no_keys(text):
    with pytest.raises(KeyTextError):
        VerifierKey.parse(text)
    with pytest.raises(KeyTextError):
        SigningKey.parse(text)


def test_a_private_key_with_another_id_is_refused():
    text = SigningKey("office", KeyType.NOTE, SECRET).private_text()
    key_id = text.split("+")[3]

    with pytest.raises(KeyTextError):
        SigningKey.parse(text.replace(key_id, "00000000"))
