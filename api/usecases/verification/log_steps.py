"""The steps about the log: that it is signed and whole, and that its records could follow so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from api.files.evidence.bundles import PROOFS
from api.files.evidence.dossier import LOCK_CHECKPOINT
from api.files.evidence.log_folder import CHECKPOINT, KEYS, RECORDS, split_records
from api.files.evidence.verifier_keys import VerifierKeys, parse_keys
from api.usecases.ceremony.histories import history_of
from api.usecases.verification.finding import Finding, faults_of
from api.usecases.verification.trust import Trust
from scheduler.domain.problem import DrawNumber
from scheduler.errors import Fault, FaultsError, SchedulerError
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.checkpoints import Checkpoint, open_checkpoint
from scheduler.evidence.cosignatures import Cosigned, witnessed
from scheduler.evidence.history import History
from scheduler.evidence.keys import VerifierKey
from scheduler.evidence.merkle import MerkleTree, leaf_hash
from scheduler.evidence.notes import Note
from scheduler.evidence.proofs import RecordProof
from scheduler.evidence.records import Event, Record
from scheduler.evidence.sources.kinds import read_declarations

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class LogRead:
    """A log, checked: its records, who cosigned it when, and whether its key was pinned.

    *locked* tells who cosigned the log before there was any entropy, and its size then;
    *order_witnessed* whether the lock was in it; *history* what the records tell. The last two are
    known once their order was checked.
    """

    records: tuple[bytes, ...]
    cosigned: tuple[Cosigned, ...]
    attributable: bool
    locked: tuple[Cosigned, ...] = ()
    locked_size: int = 0
    order_witnessed: bool = False
    history: History = field(default_factory=History)


def log_step(files: Files, trust: Trust) -> tuple[Finding, LogRead | None]:
    """Check signature, root, proofs and cosignatures of the log."""
    missing = [name for name in (RECORDS, CHECKPOINT, KEYS) if name not in files]
    if missing:
        facts = [Fault("evidence-missing", name, {"file": name}) for name in missing]
        return Finding("log", faults=tuple(facts)), None
    records, torn = split_records(files[RECORDS])
    try:
        note, keys = Note.parse(files[CHECKPOINT]), parse_keys(files[KEYS])
        signed = open_checkpoint(note, _signing(keys, note, trust))
        cosigned = witnessed(note, trust.witnesses)
    except SchedulerError as error:
        return Finding("log", faults=faults_of(error, CHECKPOINT)), None
    tree = MerkleTree(map(leaf_hash, records))
    faults = [
        *_wrong_root(tree, signed, torn),
        *_other_keys(keys, trust),
        *_wrong_proofs(files, records, tree, trust, keys),
    ]
    read = LogRead(tuple(records), cosigned, attributable=bool(trust.pinned))
    if LOCK_CHECKPOINT in files and not faults:
        try:
            read = _with_lock(read, files[LOCK_CHECKPOINT], tree, trust, keys)
        except SchedulerError as error:
            faults += faults_of(error, LOCK_CHECKPOINT)
    if faults:
        return Finding("log", len(records), faults=tuple(faults)), None
    return Finding("log", len(records)), read


def _with_lock(
    read: LogRead, content: bytes, tree: MerkleTree, trust: Trust, keys: VerifierKeys
) -> LogRead:
    """Add who cosigned the log before there was any entropy."""
    note = Note.parse(content)
    found = open_checkpoint(note, _signing(keys, note, trust))
    if tree.root(found.size) != found.root:
        facts = {"size": found.size}
        raise FaultsError((Fault("log-root-differs", LOCK_CHECKPOINT, facts),))
    return replace(read, locked=witnessed(note, trust.witnesses), locked_size=found.size)


def _is_order_witnessed(log: LogRead, attempt: Attempt) -> bool:
    """Tell whether a witness saw the lock in the log before any entropy was there."""
    lines = {content: line for line, content in enumerate(log.records)}
    lock, entropy = attempt.the(Event.LOCK), attempt.of(Event.ENTROPY)
    if lock is None or not log.locked:
        return False
    first = min((lines[record.content] for record in entropy), default=len(log.records))
    return lines[lock.content] < log.locked_size <= first and _in_time(log, lock)


def _in_time(log: LogRead, lock: Record) -> bool:
    """Tell whether a witness saw the lock before any beacon that it declares was known."""
    try:
        declared = read_declarations(lock.fields["entropy"])
    except FaultsError:
        return False
    known = min((one.known_from for one in declared if one.known_from), default=None)
    return known is None or any(one.unix_seconds < known.timestamp() for one in log.locked)


def order_step(log: LogRead, number: DrawNumber) -> tuple[Finding, Attempt, LogRead]:
    """Check that every record could follow those before it."""
    history, faults = history_of(log.records)
    attempt = history.attempt(number)
    if not faults and not attempt.records:
        faults = (Fault("draw-unknown", RECORDS, {"draw": str(number)}),)
    witnessed_order = _is_order_witnessed(log, attempt)
    log = replace(log, order_witnessed=witnessed_order, history=history)
    return Finding("order", len(log.records), faults=faults), attempt, log


def _signing(keys: VerifierKeys, note: Note, trust: Trust) -> Iterable[VerifierKey]:
    """Return the keys that may have signed: the pinned ones alone, if there are some."""
    if trust.pinned:
        return trust.pinned
    return keys.at(Checkpoint.parse(note.text).size)


def _wrong_root(tree: MerkleTree, signed: Checkpoint, torn: bytes) -> list[Fault]:
    if torn or tree.size != signed.size:
        facts = {"count": tree.size, "size": signed.size}
        return [Fault("log-size-differs", RECORDS, facts)]
    if tree.root() != signed.root:
        return [Fault("log-root-differs", RECORDS, {"size": signed.size})]
    return []


def _other_keys(keys: VerifierKeys, trust: Trust) -> list[Fault]:
    """Return a fault if keys.txt has none of the pinned keys: others may take it at its word."""
    beside = {term.key for term in keys.terms}
    if not trust.pinned or not beside.isdisjoint(trust.pinned):
        return []
    return [Fault("key-unreadable", KEYS, {"file": KEYS})]


def _wrong_proofs(
    files: Files, records: list[bytes], tree: MerkleTree, trust: Trust, keys: VerifierKeys
) -> list[Fault]:
    faults = []
    for name in sorted(files):
        if not name.startswith(f"{PROOFS}/"):
            continue
        try:
            proof = RecordProof.parse(files[name])
            wanted = name == f"{PROOFS}/{proof.index}.tlog-proof"
            if not wanted or proof.index >= len(records):
                faults.append(Fault("proof-misplaced", name, {"index": proof.index}))
                continue
            head = proof.verify(records[proof.index], _signing(keys, proof.note, trust))
            if tree.root(head.size) != head.root:
                faults.append(Fault("log-root-differs", name, {"size": head.size}))
        except SchedulerError as error:
            faults += faults_of(error, name)
    return faults
