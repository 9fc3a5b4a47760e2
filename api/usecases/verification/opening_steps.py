"""The steps about documents: that the opened ones are those that were committed to, and listed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from api.files.evidence.bundles import MANIFEST, OPENINGS
from api.files.evidence.documents import (
    AUDIT_LOCK,
    ENTROPY,
    MASK,
    PUBLIC_LOCK,
    ROWS,
    ROWS_MASTER,
    SEED,
    is_audit,
    is_public,
)
from api.files.evidence.replacements import REPLACEMENTS_FILE
from api.files.planbook.contents import TABLES
from api.usecases.verification.finding import Finding
from api.usecases.verification.public_draw import SELECTIONS_FILE, STRATA_FILE, VISITS_FILE
from api.usecases.verification.replacements_step import opened_names
from scheduler.errors import Fault
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.commitments import commitment, sha256_hex
from scheduler.evidence.records import Event

Files = Mapping[str, bytes]

LOCKED = (PUBLIC_LOCK, ROWS, AUDIT_LOCK, ROWS_MASTER, MASK)
"""What a lock must commit to, beside the inputs."""

RESULTS = frozenset(
    (
        SEED,
        ENTROPY,
        SELECTIONS_FILE,
        STRATA_FILE,
        VISITS_FILE,
        *(f"audit/{name}.csv" for name in TABLES),
    )
)
"""What an exec commits to, and it alone: the lock comes before them, all else before the seed."""


def openings_step(files: Files, attempt: Attempt, *, audit: bool) -> Finding:
    """Check every document that this bundle must open against its commitment in the log."""
    salts = _object(files, OPENINGS)
    if salts is None:
        return Finding("openings", faults=(_unreadable(OPENINGS),))
    committed = _committed(attempt)
    due = (*LOCKED, *opened_names(attempt))
    wanted = [name for name in committed if is_public(name) or (audit and is_audit(name))]
    faults = [
        *(_not_committed(name) for name in due if name not in committed),
        *_unlike(files, wanted, committed, salts),
        *_surplus(files, attempt, committed),
    ]
    return Finding("openings", len(wanted), faults=tuple(faults))


def _committed(attempt: Attempt) -> dict[str, str]:
    """Return the commitments by name: results by the exec, all else before there was a seed."""
    return {
        name: value
        for event in (Event.LOCK, Event.EXEC)
        for record in attempt.of(event)
        for name, value in record.fields["documents"].items()
        if (name in RESULTS) is (event is Event.EXEC)
    } | _of_vacancies(attempt)


def _of_vacancies(attempt: Attempt) -> dict[str, str]:
    """Return the commitments of vacancies and replacements: each to the document of its number."""
    own = set(opened_names(attempt))
    return {
        name: value
        for event in (Event.VACANCY, Event.REPLACE)
        for record in attempt.of(event)
        for name, value in record.fields["documents"].items()
        if name in own
    }


def manifest_step(files: Files, attempt: Attempt, *, audit: bool) -> Finding:
    """Check that manifest.json is the one that was logged, and that the documents are listed."""
    listed, published = _object(files, MANIFEST), attempt.the(Event.PUBLISH)
    if listed is None or not isinstance(listed.get("public"), dict):
        return Finding("manifest", faults=(_unreadable(MANIFEST),))
    if published is None:
        return Finding("manifest", faults=(Fault("not-published", MANIFEST, {}),))
    if sha256_hex(files[MANIFEST]) != published.fields["manifest"]:
        fault = Fault("manifest-unlike-record", MANIFEST, {"file": MANIFEST})
        return Finding("manifest", faults=(fault,))
    due = dict(listed["public"]) | (dict(listed.get("audit", {})) if audit else {})
    faults = tuple(
        Fault("document-unlike-manifest", name, {"file": name})
        for name, digest in due.items()
        if name not in files or sha256_hex(files[name]) != digest
    )
    faults += tuple(
        Fault("document-unlike-manifest", name, {"file": name})
        for name in files
        if (is_public(name) or is_audit(name)) and name not in due
    )
    return Finding("manifest", len(due), faults=faults)


def _unlike(
    files: Files, wanted: list[str], committed: Mapping[str, str], salts: Mapping[str, Any]
) -> Iterator[Fault]:
    for name in wanted:
        if name not in files:
            yield Fault("document-missing", name, {"file": name})
        elif commitment(name, str(salts.get(name, "")), files[name]) != committed[name]:
            yield Fault("document-unlike", name, {"file": name})


def _surplus(files: Files, attempt: Attempt, committed: Mapping[str, str]) -> Iterator[Fault]:
    """Yield documents that nobody committed to: they could be anything.

    An attempt that is void before its exec opens a result that it never sealed. The table of
    replacements is committed to by the manifest alone.
    """
    allowed = set(committed)
    if not attempt.has(Event.EXEC):
        allowed |= RESULTS
    if attempt.has(Event.REPLACE):
        allowed.add(REPLACEMENTS_FILE)
    for name in files:
        if (is_public(name) or is_audit(name)) and name not in allowed:
            yield _not_committed(name)


def _object(files: Files, name: str) -> dict[str, Any] | None:
    try:
        data = json.loads(files[name])
    except (KeyError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _not_committed(name: str) -> Fault:
    return Fault("document-not-committed", name, {"file": name})


def _unreadable(name: str) -> Fault:
    return Fault("evidence-unreadable", name, {"file": name})
