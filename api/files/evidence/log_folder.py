"""The folder of a log as anybody reads it: records, checkpoint, verifier keys."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from api.files.evidence.verifier_keys import VerifierKeys, parse_keys
from scheduler.errors import Fault, FaultsError, SchedulerError
from scheduler.evidence.checkpoints import Checkpoint, open_checkpoint
from scheduler.evidence.merkle import MerkleTree
from scheduler.evidence.notes import Note

RECORDS = "log.jsonl"
CHECKPOINT = "checkpoint"
KEYS = "keys.txt"


def log_fault(code: str, path: Path, **facts: str | int) -> FaultsError:
    """Return the error that the log's file at *path* has a fault."""
    return FaultsError((Fault(code, path.name, {"file": str(path), **facts}),))


def split_records(content: bytes) -> tuple[list[bytes], bytes]:
    """Return the lines of a log, and what stands after the last line feed: a torn line, or b''."""
    *lines, torn = content.split(b"\n")
    return lines, torn


def read_records(folder: Path) -> list[bytes]:
    """Return the records of the log in *folder*; a torn last line is none.

    Raises:
        FaultsError: if there is no log.
        OSError: if it cannot be read.
    """
    try:
        return split_records((folder / RECORDS).read_bytes())[0]
    except FileNotFoundError:
        raise log_fault("log-missing", folder / RECORDS) from None


def read_note(folder: Path) -> Note | None:
    """Return the signed checkpoint in *folder*, or None if there is no such file.

    Raises:
        FaultsError: if the file is no signed note.
        OSError: if it cannot be read.
    """
    path = folder / CHECKPOINT
    try:
        return Note.parse(path.read_bytes())
    except FileNotFoundError:
        return None
    except SchedulerError as error:
        raise log_fault(error.code, path, **error.facts) from error


def read_keys(folder: Path) -> VerifierKeys:
    """Return the verifier keys that stand beside the log in *folder*; none if there is no file.

    Raises:
        FaultsError: if the file cannot be understood.
        OSError: if it cannot be read.
    """
    path = folder / KEYS
    try:
        return parse_keys(path.read_bytes())
    except FileNotFoundError:
        return VerifierKeys(())
    except SchedulerError as error:
        raise log_fault(error.code, path, **error.facts) from error


@dataclass(frozen=True, slots=True)
class Head:
    """A signed checkpoint that agrees with the records below it."""

    note: Note
    checkpoint: Checkpoint


def checked_head(folder: Path, note: Note, tree: MerkleTree, keys: VerifierKeys) -> Head:
    """Return the head in *note* once it is found to be signed and to agree with *tree*.

    Raises:
        FaultsError: if none of *keys* that was in force at that size signed it, if it tells more
            records than *tree* has, or another root over them.
    """
    path = folder / CHECKPOINT
    try:
        found = open_checkpoint(note, keys.at(Checkpoint.parse(note.text).size))
    except SchedulerError as error:
        raise log_fault(error.code, path, **error.facts) from error
    if found.size > tree.size:
        records = folder / RECORDS
        raise log_fault("log-records-missing", records, size=found.size, count=tree.size)
    if tree.root(found.size) != found.root:
        raise log_fault("log-root-differs", folder / RECORDS, size=found.size)
    return Head(note, found)
