"""Verify a bundle: what everybody got of a draw, or what auditors did."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from api.files.evidence.bundles import MANIFEST
from api.files.evidence.documents import PUBLIC_LOCK, is_audit
from api.files.planbook.sums import check_sums
from api.usecases.steps import Steps
from api.usecases.verification.days_step import days_step
from api.usecases.verification.entropy_step import entropy_step
from api.usecases.verification.finding import Finding
from api.usecases.verification.log_steps import LogRead, log_step, order_step
from api.usecases.verification.opening_steps import manifest_step, openings_step
from api.usecases.verification.public_draw import PublicDraw
from api.usecases.verification.replay_steps import replay_steps
from api.usecases.verification.rows_step import rows_step
from api.usecases.verification.targets_step import targets_step
from api.usecases.verification.trust import Trust
from scheduler.domain.problem import DrawNumber
from scheduler.errors import Fault
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.records import parse_draw

PUBLIC_STEPS = (
    "sums",
    "log",
    "order",
    "manifest",
    "openings",
    "entropy",
    "rows",
    "targets",
    "days",
)
AUDIT_STEPS = (*PUBLIC_STEPS, "inputs", "replay", "judge", "replacements", "compare")

MALFORMED = (
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
    csv.Error,
)
"""What files raise that have not the form they must have."""

Files = Mapping[str, bytes]


def is_audit_bundle(files: Files) -> bool:
    """Tell whether a bundle holds what auditors get."""
    return any(map(is_audit, files))


def number_of(files: Files) -> DrawNumber | None:
    """Return the draw that manifest.json names, or None if it names none."""
    try:
        return parse_draw(json.loads(files[MANIFEST])["draw"])
    except MALFORMED:
        return None


def verify_bundle(
    folder: Path, files: Files, steps: Steps, trust: Trust
) -> Iterator[tuple[Finding, LogRead | None]]:
    """Yield the finding of each step; one that cannot be made for want of another is left out."""
    steps.begin("sums")
    yield Finding("sums", len(files), differences=tuple(check_sums(files))), None
    steps.begin("log")
    finding, log = log_step(files, trust)
    yield finding, log
    number = number_of(files)
    if log is None:
        return
    if number is None:
        fault = Fault("evidence-unreadable", MANIFEST, {"file": MANIFEST})
        yield Finding("manifest", faults=(fault,)), log
        return
    audit = is_audit_bundle(files)
    found, attempt, log = order_step(log, number)
    yield found, log
    if not attempt.records:
        return
    for name, make in _document_steps(files, log, attempt, audit=audit):
        yield _guarded(name, make), log
    steps.begin("targets")
    draw = PublicDraw(files)
    for name, make in _public_steps(draw, attempt):
        yield _guarded(name, make), log
    if audit:
        for finding in replay_steps(folder, files, steps, log.history, attempt):
            yield finding, log


def _asks(files: Files) -> bool:
    """Tell whether the policy that was locked asks for independent entropy."""
    try:
        return bool(json.loads(files[PUBLIC_LOCK])["independent_entropy"])
    except MALFORMED:
        return True


Step = tuple[str, Callable[[], Finding]]


def _document_steps(files: Files, log: LogRead, attempt: Attempt, *, audit: bool) -> Iterator[Step]:
    independent = _asks(files)
    yield "manifest", lambda: manifest_step(files, attempt, audit=audit)
    yield "openings", lambda: openings_step(files, attempt, audit=audit)
    yield (
        "entropy",
        lambda: entropy_step(files, log.history, attempt, require_independent=independent),
    )


def _public_steps(draw: PublicDraw, attempt: Attempt) -> Iterator[Step]:
    yield "rows", lambda: rows_step(draw)
    yield "targets", lambda: targets_step(draw, attempt)
    yield "days", lambda: days_step(draw)


def _guarded(step: str, make: Callable[[], Finding]) -> Finding:
    """Make a step; a file that says nothing readable is a fault of it."""
    try:
        return make()
    except MALFORMED as error:
        facts = {"found": type(error).__name__, "file": str(error)[:80]}
        return Finding(step, faults=(Fault("evidence-unreadable", step, facts),))
