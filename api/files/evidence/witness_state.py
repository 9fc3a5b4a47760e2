"""What a witness remembers of each log: its key, the head last cosigned, and the leaves below."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from api.files.evidence.atomic import PRIVATE_FOLDER, write_atomically
from api.files.evidence.log_folder import log_fault
from scheduler.errors import SchedulerError
from scheduler.evidence.canonical import canonical
from scheduler.evidence.checkpoints import Checkpoint
from scheduler.evidence.keys import VerifierKey
from scheduler.evidence.merkle import MerkleTree
from scheduler.evidence.notes import Note

SCHEMA = "doubledraw-witness-1"


@dataclass(frozen=True, slots=True)
class Remembered:
    """The log's pinned *key*, the checkpoint with our cosignature, and its hashes of leaves.

    Raises:
        ValueError: if the leaves are not those of the checkpoint.
    """

    key: VerifierKey
    note: Note
    leaves: tuple[bytes, ...]

    def __post_init__(self) -> None:
        head = self.checkpoint
        if (len(self.leaves), MerkleTree(self.leaves).root()) != (head.size, head.root):
            raise ValueError("leaves of another tree")

    @property
    def checkpoint(self) -> Checkpoint:
        """The head that was cosigned last."""
        return Checkpoint.parse(self.note.text)


def state_path(state: Path, origin: str) -> Path:
    """Return where the witness keeps what it knows of the log *origin* in its folder *state*."""
    return state / f"{hashlib.sha256(origin.encode()).hexdigest()[:16]}.json"


def recall(state: Path, origin: str) -> Remembered | None:
    """Return what is remembered of the log *origin*, None before the first visit.

    Raises:
        FaultsError: if the file cannot be understood: the witness must not begin anew unnoticed.
        OSError: if it cannot be read.
    """
    path = state_path(state, origin)
    try:
        data = json.loads(path.read_bytes())
        found = Remembered(
            VerifierKey.parse(data["key"]),
            Note.parse(data["checkpoint"].encode()),
            tuple(bytes.fromhex(leaf) for leaf in data["leaves"]),
        )
    except FileNotFoundError:
        return None
    except (SchedulerError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise log_fault("witness-state-broken", path) from error
    if found.checkpoint.origin != origin or data.get("schema") != SCHEMA:
        raise log_fault("witness-state-broken", path)
    return found


def remember(state: Path, found: Remembered) -> None:
    """Keep *found* in the folder *state*, on the disk before this returns.

    Raises:
        OSError: if it cannot be written.
    """
    state.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    content = canonical(
        {
            "schema": SCHEMA,
            "key": str(found.key),
            "checkpoint": str(found.note),
            "leaves": [leaf.hex() for leaf in found.leaves],
        }
    )
    write_atomically(state_path(state, found.checkpoint.origin), content)
