"""Tamperings: the head of the log, proofs and cosignatures."""

from __future__ import annotations

from datetime import timedelta

from scheduler.evidence.checkpoints import Checkpoint
from scheduler.evidence.cosignatures import cosignature
from scheduler.evidence.merkle import MerkleTree
from scheduler.evidence.notes import Note, Signature, sign
from scheduler.evidence.proofs import RecordProof
from tests.evidence.catalogue import (
    STRANGER,
    Touches,
    Who,
    by_operator,
    flipped,
    tampering,
)
from tests.evidence.office import WITNESS, Good
from tests.evidence.rebuilding import (
    Files,
    relogged,
    resummed,
)
from tests.scheduler.evidence.sources.ceremony import LOCKED_AT


@tampering("log", Who.REWRITER, Touches.RECORDS)
def somebody_else_signs_the_log(good):
    return relogged(good, key=STRANGER)


@tampering("log", Who.REWRITER, Touches.RECORDS)
def somebody_else_signs_the_log_and_puts_his_key_beside_it(good):
    forged = relogged(good, key=STRANGER)
    return resummed({**forged, "keys.txt": f"{STRANGER.verifier}\n".encode()})


@tampering("log", Who.REWRITER, Touches.RECORDS)
def another_key_lies_beside_the_log(good):
    return resummed({**good.files, "keys.txt": f"{STRANGER.verifier}\n".encode()})


def _head(good: Good, root: bytes, size: int) -> bytes:
    return sign(str(Checkpoint(good.key.name, size, root)), good.key).encode()


@by_operator("log", Touches.RECORDS)
def the_checkpoint_has_another_root(good):
    records = good.files["log.jsonl"].splitlines()
    return resummed({**good.files, "checkpoint": _head(good, b"\0" * 32, len(records))})


@by_operator("log", Touches.RECORDS)
def the_checkpoint_before_the_entropy_has_another_root(good):
    return resummed({**good.files, "lock.checkpoint": _head(good, b"\0" * 32, 3)})


@by_operator("log", Touches.RECORDS)
def a_proof_leads_to_another_log(good):
    """Show the proof of a record in another log that the office signed: a split view."""
    records = good.files["log.jsonl"].splitlines()
    tree = MerkleTree.of([*records[:-1], b"another"])
    note = sign(str(Checkpoint(good.key.name, tree.size, tree.root())), good.key)
    return resummed({**good.files, "proofs/2.tlog-proof": RecordProof.of(tree, 2, note).encode()})


@tampering("log", Who.REWRITER, Touches.RECORDS)
def the_log_is_cut_short(good):
    records = good.files["log.jsonl"].splitlines(keepends=True)
    return resummed({**good.files, "log.jsonl": b"".join(records[:-1])})


@tampering("log", Who.REWRITER, Touches.RECORDS)
def the_last_line_is_torn(good):
    return resummed({**good.files, "log.jsonl": good.files["log.jsonl"][:-1]})


@tampering("log", Who.REWRITER, Touches.RECORDS)
def a_cosignature_is_forged(good):
    note = Note.parse(good.files["checkpoint"])
    own, theirs = note.signatures
    forged = Signature(theirs.name, theirs.key_id, flipped(theirs.content))
    return resummed({**good.files, "checkpoint": Note(note.text, (own, forged)).encode()})


@tampering("log", Who.REWRITER, Touches.RECORDS)
def a_cosignature_of_the_last_head_is_put_under_the_lock(good):
    last = Note.parse(good.files["checkpoint"]).signatures[1]
    early = Note.parse(good.files["lock.checkpoint"])
    note = Note(early.text, (early.signatures[0], last))
    return resummed({**good.files, "lock.checkpoint": note.encode()})


@tampering("log", Who.REWRITER, Touches.RECORDS)
def a_proof_of_another_record_is_shown(good):
    return resummed({**good.files, "proofs/3.tlog-proof": good.files["proofs/4.tlog-proof"]})


@tampering("log", Who.REWRITER, Touches.RECORDS)
def a_proof_tells_another_index(good):
    proof = good.files["proofs/4.tlog-proof"].replace(b"index 4\n", b"index 3\n")
    return resummed({**good.files, "proofs/3.tlog-proof": proof})


# A cosignature that the operator asks for long after: no step fails, but no order is witnessed.


def cosigned_late(good: Good, seconds: int) -> Files:
    """Let the witness cosign the head before the entropy, *seconds* after the lock."""
    early = Note.parse(good.files["lock.checkpoint"])
    moment = int((LOCKED_AT + timedelta(seconds=seconds)).timestamp())
    note = Note(early.text, (early.signatures[0], cosignature(early.text, WITNESS, moment)))
    return resummed({**good.files, "lock.checkpoint": note.encode()})
