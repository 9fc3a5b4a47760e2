"""The log of an office on its disk: records are only ever added, and each addition is signed.

Whoever writes holds `log.jsonl`. A record is on the disk before the checkpoint that counts it, so a
process that dies leaves a torn line, which was never signed and is dropped, or a whole record
without a checkpoint, which the next opening signs.
"""

from __future__ import annotations

import os
from pathlib import Path

from api.files.evidence.atomic import PUBLIC_FILE, sync_folder, write_atomically
from api.files.evidence.locking import READ_AND_WRITE, READ_ONLY, held
from api.files.evidence.log_folder import (
    CHECKPOINT,
    KEYS,
    RECORDS,
    Head,
    checked_head,
    log_fault,
    read_keys,
    read_note,
    split_records,
)
from api.files.evidence.verifier_keys import KeyTerm, VerifierKeys
from scheduler.evidence.checkpoints import Checkpoint
from scheduler.evidence.keys import SigningKey
from scheduler.evidence.merkle import MerkleTree, leaf_hash
from scheduler.evidence.notes import Note, Signature, sign, signature_of


class LogFile:
    """The log in *folder*, signed by *key*, whose name is the log's origin.

    Opening makes the folder if need be, drops a torn last line, and signs what a dead process left
    unsigned.

    Raises:
        FaultsError: if checkpoint and records contradict each other, or if the checkpoint is not
            signed by this log's keys. Nothing has been changed then.
        OSError: if the folder cannot be read or written.
    """

    def __init__(self, folder: Path, key: SigningKey) -> None:
        self.folder = folder
        self._key = key
        self._records: list[bytes] = []
        self._tree = MerkleTree()
        folder.mkdir(parents=True, exist_ok=True)
        with held(folder / RECORDS, READ_AND_WRITE) as descriptor:
            sync_folder(folder)
            self._head = self._catch_up(descriptor)

    @property
    def records(self) -> tuple[bytes, ...]:
        """The records, in order, without line feeds, as of the last opening or addition."""
        return tuple(self._records)

    @property
    def tree(self) -> MerkleTree:
        """The Merkle tree over the records; for proofs, not to be added to."""
        return self._tree

    @property
    def checkpoint(self) -> Checkpoint:
        """The head of the tree, as signed."""
        return self._head.checkpoint

    @property
    def note(self) -> Note:
        """The signed checkpoint with the cosignatures that were there when it was read."""
        return self._head.note

    def refresh(self) -> None:
        """Take in what other processes added or cosigned since.

        Raises:
            FaultsError: as when the log is opened.
        """
        with held(self.folder / RECORDS, READ_AND_WRITE) as descriptor:
            self._head = self._catch_up(descriptor)

    def append(self, record: bytes, *, expected_size: int | None = None) -> int:
        """Add *record* (one line, without line feed) after all others; return its index, from 0.

        When this returns, record and new checkpoint are on the disk. Other processes may add at
        the same time; whoever must know what stands before the record gives *expected_size*.

        Raises:
            FaultsError: if the record is not one line, if the log does not have *expected_size*
                records any more, or as when the log is opened. The record has not been added.
            OSError: if it cannot be written. What was written of the record is taken back; but if
                only the checkpoint failed, the record stays and is signed next time.
        """
        if not record or b"\n" in record:
            raise log_fault("log-record-not-a-line", self.folder / RECORDS)
        with held(self.folder / RECORDS, READ_AND_WRITE) as descriptor:
            self._head = self._catch_up(descriptor)
            size = self._tree.size
            if expected_size not in {None, size}:
                path = self.folder / RECORDS
                raise log_fault("log-has-grown", path, size=size, expected=expected_size or 0)
            _write_line(descriptor, record)
            self._records.append(record)
            self._tree.append(leaf_hash(record))
            self._head = self._sign()
        return size

    def _catch_up(self, descriptor: int) -> Head:
        """Read the whole file, drop a torn line, and sign what was left unsigned."""
        content = _read(descriptor)
        lines, torn = split_records(content)
        tree = MerkleTree.of(lines)
        head = self._stored_head(tree)
        if torn:
            os.ftruncate(descriptor, len(content) - len(torn))
            os.fsync(descriptor)
        self._records, self._tree = lines, tree
        return head if head is not None and self._covers(head) else self._sign(head)

    def _stored_head(self, tree: MerkleTree) -> Head | None:
        """Return the head that is stored, None if none is yet.

        Raises:
            FaultsError: if it is not that of *tree* or of an earlier state of it.
        """
        keys = read_keys(self.folder)
        if keys.current not in {None, self._key.verifier}:
            raise log_fault(
                "log-key-ended", self.folder / KEYS, found=self._key.verifier.key_id.hex()
            )
        note = read_note(self.folder)
        if note is not None:
            own = VerifierKeys((KeyTerm(self._key.verifier),))
            return checked_head(self.folder, note, tree, keys if keys.terms else own)
        if tree.size > 1:  # with one record, its process may have died before it signed
            raise log_fault("log-checkpoint-missing", self.folder / CHECKPOINT)
        return None

    def _covers(self, head: Head) -> bool:
        """Tell whether *head* counts all records and the present key signed it."""
        return head.checkpoint.size == self._tree.size and any(
            one.is_by(self._key.verifier) for one in head.note.signatures
        )

    def _sign(self, earlier: Head | None = None) -> Head:
        """Sign the tree as it is and put it on the disk; of the same tree, signatures stay."""
        head = Checkpoint(self._key.name, self._tree.size, self._tree.root())
        if earlier is not None and earlier.checkpoint == head:
            note = earlier.note.signed_also(signature_of(str(head), self._key))
        else:
            note = sign(str(head), self._key)
        write_atomically(self.folder / CHECKPOINT, note.encode(), PUBLIC_FILE)
        return Head(note, head)


def add_cosignature(folder: Path, text: str, signature: Signature) -> None:
    """Put the *signature* of a witness for the checkpoint *text* into the log's checkpoint file.

    Raises:
        FaultsError: if the log has another head meanwhile; the witness then visits again.
        OSError: if the folder cannot be written.
    """
    with held(folder / RECORDS, READ_ONLY):
        note = read_note(folder)
        if note is None or note.text != text:
            raise log_fault("log-moved-on", folder / CHECKPOINT)
        if signature not in note.signatures:
            content = note.signed_also(signature).encode()
            write_atomically(folder / CHECKPOINT, content, PUBLIC_FILE)


def _read(descriptor: int) -> bytes:
    with os.fdopen(os.dup(descriptor), "rb") as file:
        return file.read()


def _write_line(descriptor: int, record: bytes) -> None:
    """Add *record* to a file, all of it or nothing, and wait for the disk."""
    length = os.fstat(descriptor).st_size
    line = memoryview(record + b"\n")
    try:
        while line:
            line = line[os.write(descriptor, line) :]
        os.fsync(descriptor)
    except BaseException:
        os.ftruncate(descriptor, length)
        raise
