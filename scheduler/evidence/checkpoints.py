"""Checkpoints (c2sp.org/tlog-checkpoint): the head of a log's tree as the text of a note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from scheduler.evidence.keys import VerifierKey
from scheduler.evidence.merkle import EMPTY_ROOT, HASH_BYTES
from scheduler.evidence.notes import Note, NotSignedError, signers
from scheduler.evidence.texts import (
    LARGEST_NUMBER,
    EvidenceTextError,
    from_base64,
    from_decimal,
    is_clean,
    to_base64,
)

N_LINES = 3


class CheckpointTextError(EvidenceTextError):
    """This is not a checkpoint."""

    code = "checkpoint-text"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log *origin* has *size* records, and *root* (32 bytes) over them.

    Raises:
        CheckpointTextError: if they cannot stand in a text or contradict each other.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for number, line in ((1, self.origin), *enumerate(self.extensions, start=N_LINES + 1)):
            if not line or not is_clean(line):
                raise CheckpointTextError(number, "a line of text")
        if not 0 <= self.size <= LARGEST_NUMBER:
            raise CheckpointTextError(2, "a number of records from 0 to 2^63 - 1")
        if len(self.root) != HASH_BYTES:
            raise CheckpointTextError(3, "a root of 32 bytes")
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise CheckpointTextError(3, "the root over no records")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the checkpoint in the *text* of a note; written again it is the same text.

        Raises:
            CheckpointTextError: if it has another form.
        """
        lines = text.split("\n")
        if lines.pop():
            raise CheckpointTextError(len(lines) + 1, "a line feed at the end")
        if len(lines) < N_LINES:
            raise CheckpointTextError(len(lines) + 1, "origin, size and root")
        size, root = from_decimal(lines[1]), from_base64(lines[2])
        if size is None:
            raise CheckpointTextError(2, "a decimal number without leading zeros")
        if root is None:
            raise CheckpointTextError(3, "base64")
        return cls(lines[0], size, root, tuple(lines[N_LINES:]))

    def __str__(self) -> str:
        lines = (self.origin, str(self.size), to_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


def open_checkpoint(note: Note, keys: Iterable[VerifierKey]) -> Checkpoint:
    """Return the checkpoint in *note* once one of the log's *keys* is found to have signed it.

    A log's key is named as its origin.

    Raises:
        CheckpointTextError: if the note's text is no checkpoint.
        SignatureError: if a signature of one of the keys is wrong.
        NotSignedError: if none of the keys that are named as the origin signed.
    """
    found = Checkpoint.parse(note.text)
    if found.origin not in {key.name for key in signers(note, keys)}:
        raise NotSignedError(found.origin)
    return found
