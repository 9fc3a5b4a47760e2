"""Witness a log: compare it with what was seen before, cosign its head, remember it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from api.files.evidence.atomic import PRIVATE_FOLDER
from api.files.evidence.keys import create_key, load_key
from api.files.evidence.locking import READ_AND_WRITE, held
from api.files.evidence.log_file import add_cosignature
from api.files.evidence.log_folder import (
    CHECKPOINT,
    KEYS,
    RECORDS,
    checked_head,
    log_fault,
    read_keys,
    read_note,
    read_records,
)
from api.files.evidence.verifier_keys import KeyTerm, VerifierKeys
from api.files.evidence.witness_state import Remembered, recall, remember
from api.usecases.steps import Steps
from scheduler.errors import Fault, FaultsError, SchedulerError
from scheduler.evidence.checkpoints import Checkpoint
from scheduler.evidence.cosignatures import cosignature, witnessed
from scheduler.evidence.keys import KeyType, SigningKey, VerifierKey
from scheduler.evidence.merkle import MerkleTree
from scheduler.evidence.notes import Note, Signature

HELD = ".held"
MOST_RANGES = 10


@dataclass(frozen=True, slots=True)
class Visit:
    """What a witness found: cosigned if there are no *refusals*, else nothing was changed.

    *pinned* is the log's key that counts, *is_first* whether this log was never seen before,
    *n_new* how many records came since the last visit, *n_unsigned* how many stand below those
    that the office has signed.
    """

    checkpoint: Checkpoint
    pinned: VerifierKey
    is_first: bool
    n_new: int
    n_unsigned: int
    refusals: tuple[Fault, ...] = ()
    signature: Signature | None = None
    unix_seconds: int = 0


def moment_of(unix_seconds: int) -> str:
    """Return POSIX seconds as a moment in UTC, as in 2026-11-30T08:00:00Z."""
    return datetime.fromtimestamp(unix_seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class _Seen:
    """The log as it is, and as it was."""

    folder: Path
    note: Note
    head: Checkpoint
    tree: MerkleTree
    pinned: VerifierKey
    before: Remembered | None


def witness_key(path: Path, name: str, secret: Callable[[], bytes]) -> SigningKey:
    """Return the key of a witness in the file *path*; without one, *name* and *secret* make it.

    Raises:
        FaultsError: if the file holds no key of a witness, is readable by others, or has another
            name; or if there is neither file nor name.
        KeyNameError: if *name* cannot name a key.
    """
    if not path.exists():
        if not name:
            raise log_fault("witness-key-missing", path)
        create_key(path, SigningKey(name, KeyType.COSIGNATURE, secret()))
    key = load_key(path)
    if key.key_type is not KeyType.COSIGNATURE or name not in {"", key.name}:
        raise log_fault("witness-key-of-another", path, found=key.name)
    return key


def witness_log(
    folder: Path,
    key: SigningKey,
    state: Path,
    steps: Steps,
    *,
    unix_seconds: int,
    trusted: VerifierKey | None = None,
) -> Visit:
    """Visit the log in *folder* as the witness with *key* and memory *state*, and cosign it.

    The log's key is *trusted* if given, else the one pinned at the first visit, else the current
    one beside the log, which is pinned now. What is cosigned is remembered before it is handed out,
    so no crash lets a witness sign two heads that contradict each other.

    Raises:
        FaultsError: if there is no log to look at, or its files or the memory cannot be read; or
            if the log went on while it was being cosigned.
        OSError: if something cannot be read or written.
    """
    state.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    with held(state / HELD, READ_AND_WRITE):
        steps.begin("read")
        seen = _look_at(folder, state, trusted)
        steps.begin("compare")
        signature, unix_seconds = _earlier(seen, key) or (
            cosignature(seen.note.text, key, unix_seconds),
            unix_seconds,
        )
        visit = _visit(seen, key, signature, unix_seconds)
        if visit.refusals:
            return visit
        steps.begin("write")
        _keep(seen, state, signature)
        add_cosignature(folder, seen.note.text, signature)
        return visit


def _look_at(folder: Path, state: Path, trusted: VerifierKey | None) -> _Seen:
    if not (folder / RECORDS).is_file():
        raise log_fault("log-missing", folder / RECORDS)
    with held(folder / RECORDS):
        records, note = read_records(folder), read_note(folder)
    if note is None:
        raise log_fault("log-checkpoint-missing", folder / CHECKPOINT)
    try:
        head = Checkpoint.parse(note.text)
    except SchedulerError as error:
        raise log_fault(error.code, folder / CHECKPOINT, **error.facts) from error
    before = recall(state, head.origin)
    pinned = trusted or (before.key if before else read_keys(folder).current)
    if pinned is None:
        raise log_fault("log-key-unknown", folder / KEYS)
    return _Seen(folder, note, head, MerkleTree.of(records), pinned, before)


def _visit(seen: _Seen, key: SigningKey, signature: Signature, unix_seconds: int) -> Visit:
    size = seen.head.size
    refusals = tuple(_refusals(seen, key, unix_seconds))
    return Visit(
        checkpoint=seen.head,
        pinned=seen.pinned,
        is_first=seen.before is None,
        n_new=max(0, size - len(seen.before.leaves)) if seen.before else size,
        n_unsigned=max(0, seen.tree.size - size),
        refusals=refusals,
        signature=None if refusals else signature,
        unix_seconds=0 if refusals else unix_seconds,
    )


def _earlier(seen: _Seen, key: SigningKey) -> tuple[Signature, int] | None:
    """Return our own cosignature of this very head, if we gave one: the earlier time says more."""
    if seen.before is None or seen.before.checkpoint != seen.head:
        return None
    ours = [one for one in seen.before.note.signatures if one.is_by(key.verifier)]
    if not ours:
        return None
    return ours[0], witnessed(seen.before.note, [key.verifier])[0].unix_seconds


def _refusals(seen: _Seen, key: SigningKey, unix_seconds: int) -> Iterator[Fault]:
    """Yield every reason not to cosign."""
    try:
        checked_head(seen.folder, seen.note, seen.tree, VerifierKeys((KeyTerm(seen.pinned),)))
        witnessed(seen.note, [key.verifier])
    except FaultsError as error:
        yield from error.faults
    except SchedulerError as error:
        yield from log_fault(error.code, seen.folder / CHECKPOINT, **error.facts).faults
    if seen.before is not None:
        yield from _contradictions(seen, seen.before)
        yield from _clock_behind(seen.before, key, unix_seconds)


def _contradictions(seen: _Seen, before: Remembered) -> Iterator[Fault]:
    """Yield how head and records contradict what was remembered."""
    was, tree = before.checkpoint, seen.tree
    sizes: dict[str, str | int] = {"size": seen.head.size, "before": was.size}
    code = _contradiction(seen, was)
    if code:
        yield from log_fault(code, seen.folder / CHECKPOINT, **sizes).faults
    pairs = enumerate(zip(before.leaves, tree.leaf_hashes, strict=False))
    changed = [number for number, (old, new) in pairs if old != new]
    path = seen.folder / RECORDS
    if changed:
        told = _ranges(changed)
        yield from log_fault(
            "witness-records-changed", path, records=told, count=len(changed)
        ).faults
    if tree.size < was.size:
        told = _ranges(list(range(tree.size, was.size)))
        yield from log_fault(
            "witness-records-gone", path, records=told, count=was.size - tree.size
        ).faults


def _clock_behind(before: Remembered, key: SigningKey, unix_seconds: int) -> Iterator[Fault]:
    """Yield that the clock shows less than at the last visit: a cosignature is worth its time."""
    last = max((one.unix_seconds for one in witnessed(before.note, [key.verifier])), default=0)
    if unix_seconds < last:
        told = {"found": moment_of(unix_seconds), "before": moment_of(last)}
        yield Fault("witness-clock-behind", "", told)


def _contradiction(seen: _Seen, was: Checkpoint) -> str:
    if seen.head.size < was.size:
        return "witness-tree-smaller"
    if seen.head.size == was.size and seen.head.root != was.root:
        return "witness-split-view"
    if seen.tree.size >= was.size and seen.tree.root(was.size) != was.root:
        return "witness-history-changed"
    return ""


def _keep(seen: _Seen, state: Path, signature: Signature) -> None:
    note = seen.note if signature in seen.note.signatures else seen.note.signed_also(signature)
    leaves = seen.tree.leaf_hashes[: seen.head.size]
    remember(state, Remembered(seen.pinned, note, leaves))


def _ranges(numbers: list[int]) -> str:
    """Return ascending *numbers* as `3, 5-7`; after ten ranges the rest is an ellipsis."""
    ends = [place for place, (one, other) in enumerate(pairwise(numbers), 1) if other != one + 1]
    parts = [numbers[a:b] for a, b in pairwise([0, *ends, len(numbers)])]
    told = [str(p[0]) if len(p) == 1 else f"{p[0]}-{p[-1]}" for p in parts[:MOST_RANGES]]
    return ", ".join(told + ["…"] * (len(parts) > MOST_RANGES))
