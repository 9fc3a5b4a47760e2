"""The steps about the log: that it is signed and whole, and that its records could follow so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from api.files.evidence.bundles import PROOFS
from api.files.evidence.log_folder import CHECKPOINT, KEYS, RECORDS, split_records
from api.files.evidence.verifier_keys import VerifierKeys, parse_keys
from api.usecases.ceremony.histories import history_of
from api.usecases.verification.finding import Finding, faults_of
from api.usecases.verification.trust import Trust
from scheduler.domain.problem import DrawNumber
from scheduler.errors import Fault, SchedulerError
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.checkpoints import Checkpoint, open_checkpoint
from scheduler.evidence.cosignatures import Cosigned, witnessed
from scheduler.evidence.history import History
from scheduler.evidence.keys import VerifierKey
from scheduler.evidence.merkle import MerkleTree, leaf_hash
from scheduler.evidence.notes import Note
from scheduler.evidence.proofs import RecordProof

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class LogRead:
    """A log, checked: its records, who cosigned it when, and whether its key was pinned."""

    records: tuple[bytes, ...]
    cosigned: tuple[Cosigned, ...]
    attributable: bool


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
    faults = [*_wrong_root(tree, signed, torn), *_wrong_proofs(files, records, trust, keys)]
    if faults:
        return Finding("log", len(records), faults=tuple(faults)), None
    read = LogRead(tuple(records), cosigned, attributable=trust.pinned is not None)
    return Finding("log", len(records)), read


def order_step(log: LogRead, number: DrawNumber) -> tuple[Finding, Attempt]:
    """Check that every record could follow those before it."""
    history, faults = history_of(log.records)
    attempt = history.attempt(number)
    if not faults and not attempt.records:
        faults = (Fault("draw-unknown", RECORDS, {"draw": str(number)}),)
    return Finding("order", len(log.records), faults=faults), attempt


def histories(log: LogRead) -> History:
    """Return all attempts of the log."""
    return history_of(log.records)[0]


def _signing(keys: VerifierKeys, note: Note, trust: Trust) -> Iterable[VerifierKey]:
    """Return the keys that may have signed: the pinned one alone, if there is one."""
    if trust.pinned is not None:
        return (trust.pinned,)
    return keys.at(Checkpoint.parse(note.text).size)


def _wrong_root(tree: MerkleTree, signed: Checkpoint, torn: bytes) -> list[Fault]:
    if torn or tree.size != signed.size:
        facts = {"count": tree.size, "size": signed.size}
        return [Fault("log-size-differs", RECORDS, facts)]
    if tree.root() != signed.root:
        return [Fault("log-root-differs", RECORDS, {"size": signed.size})]
    return []


def _wrong_proofs(
    files: Files, records: list[bytes], trust: Trust, keys: VerifierKeys
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
            proof.verify(records[proof.index], _signing(keys, proof.note, trust))
        except SchedulerError as error:
            faults += faults_of(error, name)
    return faults
