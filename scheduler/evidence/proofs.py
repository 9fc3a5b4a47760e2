"""Proofs that a record stands in a log (c2sp.org/tlog-proof@v1), as texts that travel alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from scheduler.evidence.checkpoints import Checkpoint, open_checkpoint
from scheduler.evidence.keys import VerifierKey
from scheduler.evidence.merkle import HASH_BYTES, MerkleTree, leaf_hash, verify_inclusion
from scheduler.evidence.notes import Note, NoteTextError
from scheduler.evidence.texts import (
    LARGEST_NUMBER,
    EvidenceTextError,
    from_base64,
    from_decimal,
    to_base64,
)

HEADING = "c2sp.org/tlog-proof@v1"
EXTRA = "extra "
INDEX = "index "
LONGEST_PATH = 63
"""Hashes: a tree of 2^63 leaves wants no more."""


class ProofTextError(EvidenceTextError):
    """This is not a proof of a record."""

    code = "proof-text"


@dataclass(frozen=True, slots=True)
class RecordProof:
    """Record *index* is in the tree of the checkpoint in *note*, by *path* (hashes of 32 bytes).

    *extra* travels along unproved. That the proof holds is for `verify` to say.

    Raises:
        ProofTextError: if index or path cannot be those of a proof.
    """

    index: int
    path: tuple[bytes, ...]
    note: Note
    extra: bytes | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.index <= LARGEST_NUMBER:
            raise ProofTextError(2, "an index from 0 to 2^63 - 1")
        if len(self.path) > LONGEST_PATH or any(len(one) != HASH_BYTES for one in self.path):
            raise ProofTextError(3, f"at most {LONGEST_PATH} hashes of 32 bytes")

    @classmethod
    def of(cls, tree: MerkleTree, index: int, note: Note) -> Self:
        """Return the proof of record *index* in *tree*, at the size that the checkpoint tells.

        Raises:
            MerkleError: if there is no such record.
            CheckpointTextError: if *note* is no checkpoint.
        """
        size = Checkpoint.parse(note.text).size
        return cls(index, tree.inclusion_path(index, size), note)

    @classmethod
    def parse(cls, content: bytes) -> Self:
        """Return the proof in *content*; written again it is the same bytes.

        Raises:
            ProofTextError: if it has another form.
        """
        head, blank, signed = content.partition(b"\n\n")
        lines = head.decode(errors="replace").split("\n")
        if not blank:
            raise ProofTextError(len(lines) + 1, "an empty line and a checkpoint")
        try:
            note = Note.parse(signed)
        except NoteTextError as error:
            raise ProofTextError(len(lines) + 1 + error.line, error.expected) from error
        return cls(*_head(lines), note, _extra(lines))

    def __str__(self) -> str:
        extra = [] if self.extra is None else [EXTRA + to_base64(self.extra)]
        path = map(to_base64, self.path)
        lines = (HEADING, *extra, f"{INDEX}{self.index}", *path, "", str(self.note))
        return "\n".join(lines)

    def encode(self) -> bytes:
        """Return the proof in UTF-8: the content of a file `<index>.tlog-proof`."""
        return str(self).encode()

    def verify(self, record: bytes, keys: Iterable[VerifierKey]) -> Checkpoint:
        """Return the checkpoint, once *record* is found to be in its log.

        *keys* are those of the log; witnesses are told by `witnessed(proof.note, keys)`.

        Raises:
            SignatureError: if a signature of the keys is wrong or missing.
            CheckpointTextError: if the note is no checkpoint.
            MerkleError: if the path does not lead from the record to the root.
        """
        found = open_checkpoint(self.note, keys)
        verify_inclusion(leaf_hash(record), self.index, found.size, self.path, found.root)
        return found


def _head(lines: list[str]) -> tuple[int, tuple[bytes, ...]]:
    """Return index and path from the *lines* above the checkpoint."""
    if lines[0] != HEADING:
        raise ProofTextError(1, f"'{HEADING}'")
    place = 2 if lines[1:2] and lines[1].startswith(EXTRA) else 1
    told = lines[place] if place < len(lines) else ""
    index = from_decimal(told.removeprefix(INDEX))
    if not told.startswith(INDEX) or index is None:
        raise ProofTextError(place + 1, f"'{INDEX}<decimal number>'")
    path = []
    for number, line in enumerate(lines[place + 1 :], start=place + 2):
        content = from_base64(line)
        if content is None or len(content) != HASH_BYTES:
            raise ProofTextError(number, "a hash of 32 bytes in base64")
        path.append(content)
    return index, tuple(path)


def _extra(lines: list[str]) -> bytes | None:
    """Return what travels along, None if there is nothing."""
    if not lines[1].startswith(EXTRA):
        return None
    content = from_base64(lines[1].removeprefix(EXTRA))
    if content is None:
        raise ProofTextError(2, f"'{EXTRA}<base64>'")
    return content
