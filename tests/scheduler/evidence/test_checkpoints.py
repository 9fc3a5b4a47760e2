"""Checkpoints: three lines that tell a log, its size and its root."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.evidence.checkpoints import Checkpoint, CheckpointTextError, open_checkpoint
from scheduler.evidence.keys import KeyType, SigningKey, VerifierKey
from scheduler.evidence.merkle import EMPTY_ROOT, MerkleTree
from scheduler.evidence.notes import Note, NotSignedError, SignatureError, sign
from tests.scheduler.evidence.vectors import shared

ROOT = bytes(range(32))
TEXT = f"example.com/log\n7\n{base64.b64encode(ROOT).decode()}\n"
OFFICE = SigningKey("example.com/log", KeyType.NOTE, bytes(32))
OTHER = SigningKey("example.com/other", KeyType.NOTE, bytes(32))
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


def test_a_checkpoint_is_read_and_written():
    assert Checkpoint.parse(TEXT) == Checkpoint("example.com/log", 7, ROOT)
    assert str(Checkpoint("example.com/log", 7, ROOT)) == TEXT


@given(LINES, st.integers(1, 2**63 - 1), st.lists(LINES).map(tuple))
def test_every_checkpoint_is_read_back(origin, size, extensions):
    one = Checkpoint(origin, size, ROOT, extensions)

    assert Checkpoint.parse(str(one)) == one


def test_the_shared_checkpoint_is_opened_with_the_shared_key():
    log = shared("recommended_design")["log"]
    note = Note.parse(log["checkpoint"].encode())

    found = open_checkpoint(note, [VerifierKey.parse(log["log_vkey"])])

    tree = MerkleTree.of(entry.encode() for entry in log["entries"])
    assert found == Checkpoint("scjg.example.gov.cn/draw-log", 4, tree.root())
    assert tree.root().hex() == log["root"]
    assert [leaf.hex() for leaf in tree.leaf_hashes] == log["leaf_hashes"]


def test_no_records_have_the_empty_root_and_no_other():
    assert Checkpoint.parse(str(Checkpoint("a", 0, EMPTY_ROOT))).size == 0
    with pytest.raises(CheckpointTextError):
        Checkpoint("a", 0, ROOT)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("example.com/log\n", 2),
        ("example.com/log\n7\n", 3),
        (TEXT[:-1], 3),
        (TEXT + "\n", 4),
        (TEXT + "extension\n\n", 5),
        (TEXT.replace("example.com/log", ""), 1),
        (TEXT.replace("7\n", "07\n"), 2),
        (TEXT.replace("7\n", "+7\n"), 2),
        (TEXT.replace("7\n", "-7\n"), 2),
        (TEXT.replace("7\n", " 7\n"), 2),
        (TEXT.replace("7\n", "七\n"), 2),
        (TEXT.replace("7\n", "７\n"), 2),
        (TEXT.replace("7\n", "\n"), 2),
        (TEXT.replace("7\n", f"{2**63}\n"), 2),
        (TEXT.replace("7\n", f"{10**30}\n"), 2),
        (TEXT.replace("=", ""), 3),
        (TEXT.replace("AAEC", "AAE!"), 3),
        (TEXT.replace("AAEC", ""), 3),
        (TEXT + "tab\t\n", 4),
    ],
)
def test_another_form_is_refused_with_its_line(text, line):
    with pytest.raises(CheckpointTextError) as refused:
        Checkpoint.parse(text)

    assert refused.value.facts["line"] == line


def test_a_signed_checkpoint_is_opened():
    assert open_checkpoint(sign(TEXT, OFFICE), [OFFICE.verifier]).size == 7


def test_a_key_named_otherwise_than_the_log_does_not_speak_for_it():
    with pytest.raises(NotSignedError):
        open_checkpoint(sign(TEXT, OTHER), [OTHER.verifier])


def test_a_changed_size_is_found():
    note = sign(TEXT, OFFICE)
    changed = Note(TEXT.replace("7\n", "8\n"), note.signatures)

    with pytest.raises(SignatureError):
        open_checkpoint(changed, [OFFICE.verifier])


def test_a_note_of_another_kind_is_no_checkpoint():
    with pytest.raises(CheckpointTextError):
        open_checkpoint(sign("hello\n", OFFICE), [OFFICE.verifier])
