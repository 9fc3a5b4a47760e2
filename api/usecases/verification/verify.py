"""Way in: verify whatever a draw left behind, by what it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from api.files.evidence.bundles import MANIFEST
from api.files.planbook.contents import SUMS
from api.files.planbook.documents import FORMAT
from api.files.planbook.folder import files_in
from api.usecases.steps import Steps
from api.usecases.verification.bundle import (
    AUDIT_STEPS,
    PUBLIC_STEPS,
    is_audit_bundle,
    verify_bundle,
)
from api.usecases.verification.finding import Finding, is_verified
from api.usecases.verification.log_steps import LogRead
from api.usecases.verification.planbook import PLANBOOK_STEPS, verify_planbook
from api.usecases.verification.trust import Trust
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.cosignatures import Cosigned


class Kind(StrEnum):
    """What a folder is."""

    PLANBOOK = "planbook"
    PUBLIC = "public"
    AUDIT = "audit"


STEPS = {
    Kind.PLANBOOK: PLANBOOK_STEPS,
    Kind.PUBLIC: PUBLIC_STEPS,
    Kind.AUDIT: AUDIT_STEPS,
}


class Level(StrEnum):
    """How far a verification reached, of what a draw has."""

    NONE = "none"
    RECORDS = "records"
    TARGETS_PUBLIC = "targets-public"
    TARGETS_FULL = "targets-full"
    OFFICERS_FULL = "officers-full"


RECORD_STEPS = ("log", "order", "entropy")


@dataclass
class Verification:
    """A verification under way: iterate over its findings, then read what it came to."""

    folder: Path
    steps: Steps
    trust: Trust = field(default_factory=Trust)
    kind: Kind = field(init=False)
    findings: list[Finding] = field(default_factory=list)
    log: LogRead | None = None

    def __post_init__(self) -> None:
        self._files = _files_of(self.folder)
        self.kind = _kind_of(self._files, self.folder)

    def __iter__(self) -> Iterator[Finding]:
        """Make the steps, one by one."""
        verify = verify_planbook if self.kind is Kind.PLANBOOK else verify_bundle
        for finding, log in verify(self.folder, self._files, self.steps, self.trust):
            self.findings.append(finding)
            self.log = self.log if log is None else log
            yield finding
        self.steps.end()

    @property
    def all_steps(self) -> tuple[str, ...]:
        """The steps that a folder of this kind has."""
        return STEPS[self.kind]

    @property
    def is_verified(self) -> bool:
        """Whether every step was made and sound."""
        return is_verified(self.findings, self.all_steps)

    @property
    def attributable(self) -> bool:
        """Whether a key that was made known elsewhere signed the log."""
        return self.log is not None and self.log.attributable

    @property
    def order_witnessed(self) -> bool:
        """Whether a witness saw the lock in the log before there was any entropy."""
        return self.log is not None and self.log.order_witnessed

    @property
    def lock_witnesses(self) -> tuple[Cosigned, ...]:
        """Who saw the lock before there was any entropy, and when."""
        return self.log.locked if self.log is not None and self.log.order_witnessed else ()

    @property
    def witnesses(self) -> tuple[Cosigned, ...]:
        """Who cosigned the log, and when."""
        return self.log.cosigned if self.log else ()

    @property
    def level(self) -> Level:
        """The furthest level up to which every step was sound."""
        sound = {finding.step for finding in self.findings if finding.sound}
        if self.kind is Kind.PLANBOOK or sound >= set(AUDIT_STEPS):
            return Level.OFFICERS_FULL if self.is_verified else Level.NONE
        if sound >= set(PUBLIC_STEPS):
            inputs = {"inputs", "replay"} <= sound
            return Level.TARGETS_FULL if inputs else Level.TARGETS_PUBLIC
        return Level.RECORDS if sound >= set(RECORD_STEPS) else Level.NONE


def _files_of(folder: Path) -> dict[str, bytes]:
    if not (folder / SUMS).is_file():
        raise FaultsError((Fault("not-a-planbook", str(folder), {"file": str(folder)}),))
    return files_in(folder)


def _kind_of(files: dict[str, bytes], folder: Path) -> Kind:
    try:
        told = json.loads(files[MANIFEST])
    except (KeyError, ValueError, RecursionError):
        told = None
    if isinstance(told, dict) and told.get("format") == FORMAT:
        return Kind.PLANBOOK
    if isinstance(told, dict) and "public" in told:
        return Kind.AUDIT if is_audit_bundle(files) else Kind.PUBLIC
    raise FaultsError((Fault("not-a-planbook", str(folder), {"file": str(folder)}),))
