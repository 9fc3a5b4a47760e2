"""Proofs of records: read strictly, written alike, believed only if everything fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.errors import SchedulerError
from scheduler.evidence.checkpoints import Checkpoint
from scheduler.evidence.cosignatures import cosignature, witnessed
from scheduler.evidence.keys import KeyType, SigningKey, VerifierKey
from scheduler.evidence.merkle import MerkleError, MerkleTree
from scheduler.evidence.notes import Note, NotSignedError, sign
from scheduler.evidence.proofs import ProofTextError, RecordProof
from tests.scheduler.evidence.vectors import shared

RECORDS = [f'{{"n":{number}}}'.encode() for number in range(11)]
TREE = MerkleTree.of(RECORDS)
OFFICE = SigningKey("log", KeyType.NOTE, bytes(32))
WITNESS = SigningKey("w", KeyType.COSIGNATURE, bytes(32))
HEAD = Checkpoint("log", 11, TREE.root())
NOTE = sign(str(HEAD), OFFICE).signed_also(cosignature(str(HEAD), WITNESS, 5))
PROOF = RecordProof.of(TREE, 4, NOTE)
KEYS = [OFFICE.verifier]


def test_the_shared_proof_is_made_again_byte_for_byte_and_holds():
    log = shared("recommended_design")["log"]
    entries = [entry.encode() for entry in log["entries"]]
    note = Note.parse(log["checkpoint"].encode())

    proof = RecordProof.of(MerkleTree.of(entries), 1, note)

    assert proof.encode() == log["tlog_proof_of_entry_1"].encode()
    assert RecordProof.parse(proof.encode()) == proof
    assert proof.verify(entries[1], [VerifierKey.parse(log["log_vkey"])]).size == 4


@pytest.mark.parametrize("index", range(11))
def test_every_record_is_proved(index):
    proof = RecordProof.parse(RecordProof.of(TREE, index, NOTE).encode())

    assert proof.verify(RECORDS[index], KEYS) == HEAD
    assert witnessed(proof.note, [WITNESS.verifier])[0].unix_seconds == 5


def test_the_only_record_of_a_log_needs_no_path():
    tree = MerkleTree.of(RECORDS[:1])
    note = sign(str(Checkpoint("log", 1, tree.root())), OFFICE)
    proof = RecordProof.of(tree, 0, note)

    assert proof.encode().startswith(b"c2sp.org/tlog-proof@v1\nindex 0\n\nlog\n1\n")
    assert RecordProof.parse(proof.encode()).verify(RECORDS[0], KEYS).size == 1


def test_an_older_checkpoint_is_proved_by_the_tree_that_grew():
    note = sign(str(Checkpoint("log", 6, TREE.root(6))), OFFICE)

    assert RecordProof.of(TREE, 4, note).verify(RECORDS[4], KEYS).size == 6
    with pytest.raises(MerkleError):
        RecordProof.of(TREE, 6, note)


@given(st.binary())
def test_what_travels_along_is_read_back(extra):
    proof = RecordProof(4, PROOF.path, NOTE, extra)

    assert RecordProof.parse(proof.encode()) == proof


@pytest.mark.parametrize("index", [0, 3, 5, 10])
def test_another_record_is_not_proved(index):
    with pytest.raises(MerkleError):
        PROOF.verify(RECORDS[index], KEYS)
    with pytest.raises(MerkleError):
        RecordProof(index, PROOF.path, NOTE).verify(RECORDS[4], KEYS)


def test_a_record_with_its_line_feed_is_another():
    with pytest.raises(MerkleError):
        PROOF.verify(RECORDS[4] + b"\n", KEYS)


def test_a_proof_that_the_log_did_not_sign_is_refused():
    with pytest.raises(NotSignedError):
        PROOF.verify(RECORDS[4], [WITNESS.verifier])


@given(st.integers(0, len(PROOF.encode()) - 1), st.integers(0, 7))
def test_no_bit_can_be_changed(place, bit):
    content = bytearray(PROOF.encode())
    content[place] ^= 1 << bit

    with pytest.raises(SchedulerError):  # noqa: PT012 - whichever of these finds it
        proof = RecordProof.parse(bytes(content))
        proof.verify(RECORDS[4], KEYS)
        if not witnessed(proof.note, [WITNESS.verifier]):
            raise NotSignedError("w")


TEXT = PROOF.encode().decode()
HASH = TEXT.split("\n")[2]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 2),
        (TEXT.replace("@v1", "@v2"), 1),
        (TEXT.replace("\n", "\r\n"), 23),
        (TEXT.replace("index 4", "index 04"), 2),
        (TEXT.replace("index 4", "index -4"), 2),
        (TEXT.replace("index 4", "Index 4"), 2),
        (TEXT.replace("index 4\n", ""), 2),
        (TEXT.replace("index 4", "extra !\nindex 4"), 2),
        (TEXT.replace("index 4", "extra AA==\nextra AA==\nindex 4"), 3),
        (TEXT.replace("index 4", f"index {2**63}"), 2),
        (TEXT.replace(HASH, HASH[:-4]), 3),
        (TEXT.replace(HASH, "AAAA"), 3),
        (TEXT.replace(HASH, f" {HASH}"), 3),
        (TEXT.replace(HASH, "\n".join([HASH] * 64)), 3),
        (TEXT.split("\n\n")[0] + "\n", 8),
        (TEXT[:-1], None),
    ],
)
def test_another_form_is_refused_with_its_line(text, line):
    with pytest.raises(ProofTextError) as refused:
        RecordProof.parse(text.encode())

    if line is not None and "\r" not in text:
        assert refused.value.facts["line"] == line


def test_a_fault_in_the_checkpoint_is_told_with_its_line_in_the_proof():
    content = TEXT.replace("— w", "- w")
    line = (
        content.split("\n").index(next(x for x in content.split("\n") if x.startswith("- w"))) + 1
    )

    with pytest.raises(ProofTextError) as refused:
        RecordProof.parse(content.encode())
    assert refused.value.facts["line"] == line


@given(st.binary(max_size=100))
def test_bytes_that_are_no_proof_raise_nothing_else(content):
    for whole in (content, b"c2sp.org/tlog-proof@v1\n" + content):
        try:
            proof = RecordProof.parse(whole)
        except ProofTextError:
            continue
        assert proof.encode() == whole
