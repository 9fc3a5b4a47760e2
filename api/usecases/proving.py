"""An audit bundle that is sound enough to prove something from, and its place in the log."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from api.files.evidence.bundles import OPENINGS, SUMS
from api.files.evidence.documents import PUBLIC_LOCK
from api.files.evidence.log_folder import CHECKPOINT, KEYS
from api.files.evidence.verifier_keys import parse_keys
from api.files.planbook.folder import files_in
from api.usecases.steps import Steps
from api.usecases.verification.bundle import is_audit_bundle, number_of, verify_bundle
from api.usecases.verification.finding import Finding
from api.usecases.verification.log_steps import LogRead
from api.usecases.verification.trust import Trust
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.checkpoints import Checkpoint
from scheduler.evidence.firm_proof import LogPlace
from scheduler.evidence.notes import Note, signers
from scheduler.evidence.records import Event, Record

NEEDED = ("sums", "log", "order", "manifest", "openings", "rows")
"""The steps of a verification on which a proof stands; the draw itself is for others to repeat."""


@dataclass(frozen=True, slots=True)
class SoundBundle:
    """The *files* of an audit bundle, its log, and the records of the draw in it."""

    files: Mapping[str, bytes]
    log: LogRead
    lock: Record
    publish: Record


def sound_bundle(folder: Path, steps: Steps) -> SoundBundle:
    """Read and verify the audit bundle in *folder*.

    Raises:
        FaultsError: if it is none, or one of the steps in NEEDED is not sound.
    """
    files = files_in(folder)
    number = number_of(files)
    if SUMS not in files or not is_audit_bundle(files) or number is None:
        raise FaultsError((Fault("prove-not-audit", str(folder), {"file": str(folder)}),))
    waiting, read = list(NEEDED), None
    for finding, log in verify_bundle(folder, files, steps, Trust()):
        if finding.step in waiting:
            waiting.remove(finding.step)
            if not finding.sound:
                raise FaultsError(tuple(_unsound(finding)))
        read = read if log is None else log
        if not waiting:
            break
    attempt = None if read is None else read.history.attempt(number)
    lock = attempt and attempt.the(Event.LOCK)
    publish = attempt and attempt.the(Event.PUBLISH)
    if waiting or not (read and lock and publish):
        step = (*waiting, "order")[0]
        raise FaultsError((Fault("prove-unsound", step, {"step": step}),))
    return SoundBundle(files, read, lock, publish)


def log_place(bundle: SoundBundle) -> LogPlace:
    """Return where the log holds the draw's lock and publication."""
    note, records = Note.parse(bundle.files[CHECKPOINT]), bundle.log.records
    head = Checkpoint.parse(note.text)
    signed = signers(note, parse_keys(bundle.files[KEYS]).at(head.size))
    return LogPlace(
        origin=head.origin,
        keys=tuple(map(str, signed)),
        size=head.size,
        root=head.root.hex(),
        lock=records.index(bundle.lock.content),
        publish=records.index(bundle.publish.content),
        lock_salt=json.loads(bundle.files[OPENINGS])[PUBLIC_LOCK],
        lock_commitment=bundle.lock.fields["documents"][PUBLIC_LOCK],
    )


def _unsound(finding: Finding) -> Iterator[Fault]:
    """Yield that a step is not sound, and first of all where."""
    files = {one.file for one in finding.differences} | {one.place for one in finding.faults}
    place = min(files, default=finding.step)
    yield Fault("prove-unsound", place, {"step": finding.step})
    yield from finding.faults
