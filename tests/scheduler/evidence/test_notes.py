"""Signed notes: read strictly, written alike, believed only if a known key signed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.evidence.keys import KeyTextError, KeyType, SigningKey, VerifierKey
from scheduler.evidence.notes import (
    MOST_SIGNATURES,
    Note,
    NoteTextError,
    NotSignedError,
    Signature,
    SignatureError,
    sign,
    signature_of,
    signers,
)
from tests.scheduler.evidence.vectors import NOTE, NOTE_KEY, shared

KEY = VerifierKey.parse(NOTE_KEY)
A, B = (SigningKey(name, KeyType.NOTE, bytes([number] * 32)) for number, name in enumerate("ab"))
WITNESS = SigningKey("a", KeyType.COSIGNATURE, bytes(32))
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]))
TEXTS = st.lists(LINES, min_size=1).map(lambda lines: "".join(f"{line}\n" for line in lines))


def test_the_published_note_is_signed_by_its_key():
    note = Note.parse(NOTE.encode())

    assert note.text == "This is an example message.\n"
    assert signers(note, [KEY]) == (KEY,)
    assert note.encode() == NOTE.encode()


def test_the_shared_note_is_the_published_one():
    vectors = shared("c2sp_signed_note")

    assert (vectors["vkey"], vectors["note"]) == (NOTE_KEY, NOTE)


@given(TEXTS)
def test_a_note_is_read_back_and_written_alike(text):
    note = sign(text, A).signed_also(signature_of(text, B))

    assert Note.parse(note.encode()) == note
    assert signers(note, [B.verifier, A.verifier]) == (A.verifier, B.verifier)


def test_signatures_of_unknown_keys_are_ignored_even_if_wrong():
    stranger = Signature("stranger", b"\0\0\0\0", b"anything")
    note = sign("text\n", A).signed_also(stranger)

    assert signers(note, [A.verifier, KEY]) == (A.verifier,)


def test_a_key_that_shares_only_its_name_or_only_its_id_is_another():
    note = sign("text\n", A)
    wrong = b"\0" * 64
    same_name = Signature("a", b"\0\0\0\0", wrong)
    same_id = Signature("other", A.verifier.key_id, wrong)

    found = signers(note.signed_also(same_name).signed_also(same_id), [A.verifier])
    assert found == (A.verifier,)


def test_a_wrong_signature_of_a_known_key_spoils_the_note():
    note = sign("text\n", A).signed_also(Signature("b", B.verifier.key_id, bytes(64)))

    with pytest.raises(SignatureError) as refused:
        signers(note, [A.verifier, B.verifier])
    assert refused.value.facts == {"name": "b"}


@given(st.integers(0, len("This is an example message.") - 1))
def test_a_changed_text_is_found(place):
    changed = NOTE[:place] + ("x" if NOTE[place] != "x" else "y") + NOTE[place + 1 :]

    with pytest.raises(SignatureError):
        signers(Note.parse(changed.encode()), [KEY])


@pytest.mark.parametrize("keys", [[], [B.verifier], [WITNESS.verifier]])
def test_a_note_that_no_known_key_signed_is_refused(keys):
    with pytest.raises(NotSignedError):
        signers(sign("text\n", A), keys)


def test_one_key_that_signed_twice_counts_once():
    note = sign("text\n", A)

    assert signers(note.signed_also(note.signatures[0]), [A.verifier]) == (A.verifier,)


def test_the_text_may_have_empty_lines_and_even_look_like_signatures():
    text = f"a\n\n{NOTE}\n\n"
    note = sign(text, A)

    assert Note.parse(note.encode()).text == text
    assert signers(Note.parse(note.encode()), [A.verifier, KEY]) == (A.verifier,)


SIGNATURE = NOTE.split("\n\n")[1]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b"text\n", 2),
        (b"text\n\n", 3),
        (NOTE.encode()[:-1], 3),
        (NOTE.encode() + b"\n", 5),
        (NOTE.replace("—", "-").encode(), 3),
        (NOTE.replace("— ", "—").encode(), 3),
        (NOTE.replace("— ", "—  ").encode(), 3),
        (NOTE.replace("\n", "\r\n").encode(), 4),
        (NOTE.replace("is", "\x00").encode(), 1),
        (NOTE.replace("is", "\t").encode(), 1),
        (NOTE.encode().replace(b"is", b"\xff"), 1),
        (NOTE.replace("IneyaQM=", "IneyaQN=").encode(), 3),  # the same bytes, written otherwise
        (NOTE.replace("IneyaQM=", "IneyaQM").encode(), 3),
        (NOTE.replace("Uw2Q", "Uw2Q\u200b").encode(), 3),
        (f"text\n\n{SIGNATURE}— short AAAA\n".encode(), 4),
        (f"text\n\n{SIGNATURE}— id AAAAAA==\n".encode(), 4),
        (f"text\n\n{SIGNATURE}— a+b {SIGNATURE.split()[-1]}\n".encode(), 4),
        (f"text\n\n{SIGNATURE}what is this\n".encode(), 4),
        (("text\n\n" + SIGNATURE * (MOST_SIGNATURES + 1)).encode(), 3),
        (b"x" * 1_000_001, 1),
    ],
)
def test_a_note_in_another_form_is_refused_with_its_line(content, line):
    with pytest.raises(NoteTextError) as refused:
        Note.parse(content)

    assert refused.value.facts["line"] == line


def test_sixteen_signatures_are_read():
    # C2SP: verifiers accept at least 16.
    assert len(Note.parse(("text\n\n" + SIGNATURE * 16).encode()).signatures) == 16


@given(st.binary(max_size=200))
def test_bytes_that_are_no_note_raise_nothing_else(content):
    try:
        note = Note.parse(content)
    except NoteTextError:
        return
    assert note.encode() == content


@pytest.mark.parametrize("text", ["", "no line feed", "a\r\n", "a\x1fb\n", "\ud800\n"])
def test_a_text_without_line_feed_or_with_control_characters_is_not_signed(text):
    with pytest.raises(NoteTextError):
        sign(text, A)


def test_a_witness_does_not_sign_notes_as_their_author():
    with pytest.raises(KeyTextError):
        sign("text\n", WITNESS)


def test_a_note_has_a_signature():
    with pytest.raises(NoteTextError):
        Note("text\n", ())
