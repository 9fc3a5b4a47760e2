"""Cosignatures: who saw a head, and when."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.evidence.checkpoints import Checkpoint
from scheduler.evidence.cosignatures import (
    CosignatureTimeError,
    Cosigned,
    cosignature,
    witnessed,
)
from scheduler.evidence.keys import KeyTextError, KeyType, SigningKey, VerifierKey
from scheduler.evidence.notes import Note, Signature, SignatureError, sign, signers
from tests.scheduler.evidence.vectors import shared

TEXT = str(Checkpoint("log", 1, bytes(32)))
OFFICE = SigningKey("log", KeyType.NOTE, bytes(32))
W1 = SigningKey("w1", KeyType.COSIGNATURE, bytes([1] * 32))
W2 = SigningKey("w2", KeyType.COSIGNATURE, bytes([2] * 32))
NOTE = sign(TEXT, OFFICE)


def test_the_shared_checkpoint_is_cosigned_by_its_witness_at_its_time():
    log = shared("recommended_design")["log"]
    note, key = (
        Note.parse(log["checkpoint"].encode()),
        VerifierKey.parse(log["witness_vkey_type04"]),
    )

    (found,) = witnessed(note, [key])

    secret = bytes.fromhex(log["witness_private_key_TEST_ONLY"])
    again = SigningKey(key.name, KeyType.COSIGNATURE, secret)
    assert cosignature(note.text, again, found.unix_seconds) == note.signatures[1]
    assert found.unix_seconds == 1694775700  # 2023-09-15T11:01:40Z


@given(st.integers(0, 2**63 - 1))
def test_a_cosignature_holds_with_its_time(unix_seconds):
    note = NOTE.signed_also(cosignature(TEXT, W1, unix_seconds))

    assert witnessed(Note.parse(note.encode()), [W1.verifier, W2.verifier]) == (
        Cosigned(W1.verifier, unix_seconds),
    )


def test_it_signs_domain_time_and_the_whole_text():
    signature = cosignature(TEXT, W1, 1679315147)

    # c2sp.org/tlog-cosignature: the message.
    message = f"cosignature/v1\ntime 1679315147\n{TEXT}".encode()
    assert signature.content == (1679315147).to_bytes(8, "big") + W1.sign(message)


def test_several_witnesses_are_told_in_the_order_of_the_note():
    note = NOTE.signed_also(cosignature(TEXT, W2, 5)).signed_also(cosignature(TEXT, W1, 3))

    found = witnessed(note, [W1.verifier, W2.verifier])

    assert [(one.key.name, one.unix_seconds) for one in found] == [("w2", 5), ("w1", 3)]


def test_nobody_and_unknown_witnesses_are_an_empty_answer():
    assert witnessed(NOTE, [W1.verifier]) == ()
    assert witnessed(NOTE.signed_also(cosignature(TEXT, W2, 5)), [W1.verifier]) == ()


def test_the_office_is_no_witness_of_itself():
    assert witnessed(NOTE, [OFFICE.verifier]) == ()


def test_cosignatures_do_not_disturb_the_signature_of_the_office():
    note = NOTE.signed_also(cosignature(TEXT, W1, 5))

    assert signers(note, [OFFICE.verifier, W1.verifier]) == (OFFICE.verifier,)


@pytest.mark.parametrize(
    "content",
    [
        b"short",
        (5).to_bytes(8, "big") + bytes(64),
        cosignature(TEXT, W2, 5).content,
        (6).to_bytes(8, "big") + cosignature(TEXT, W1, 5).content[8:],
        (2**63).to_bytes(8, "big") + bytes(64),
        cosignature("another\n", W1, 5).content,
        (5).to_bytes(8, "big") + W1.sign(TEXT.encode()),
    ],
)
def test_a_wrong_cosignature_of_a_known_witness_is_an_error(content):
    note = NOTE.signed_also(Signature("w1", W1.verifier.key_id, content))

    with pytest.raises(SignatureError):
        witnessed(note, [W1.verifier])


@pytest.mark.parametrize("unix_seconds", [-1, 2**63])
def test_a_time_that_cannot_be_written_is_refused(unix_seconds):
    with pytest.raises(CosignatureTimeError):
        cosignature(TEXT, W1, unix_seconds)


def test_the_key_of_an_office_does_not_cosign():
    with pytest.raises(KeyTextError):
        cosignature(TEXT, OFFICE, 5)
