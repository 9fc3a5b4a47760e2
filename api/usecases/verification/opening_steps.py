"""The steps about documents: that the opened ones are those that were committed to, and listed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from api.files.evidence.bundles import MANIFEST, OPENINGS
from api.files.evidence.documents import is_audit, is_public
from api.usecases.verification.finding import Finding
from scheduler.errors import Fault
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.commitments import commitment, sha256_hex
from scheduler.evidence.records import Event

Files = Mapping[str, bytes]


def openings_step(files: Files, attempt: Attempt, *, audit: bool) -> Finding:
    """Check every document that this bundle must open against its commitment in the log."""
    salts = _object(files, OPENINGS)
    if salts is None:
        return Finding("openings", faults=(_unreadable(OPENINGS),))
    committed: dict[str, str] = {}
    for event in (Event.LOCK, Event.EXEC):
        for record in attempt.of(event):
            committed |= record.fields["documents"]
    wanted = [name for name in committed if is_public(name) or (audit and is_audit(name))]
    faults = [*_unlike(files, wanted, committed, salts), *_surplus(files, committed)]
    return Finding("openings", len(wanted), faults=tuple(faults))


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
    return Finding("manifest", len(due), faults=faults)


def _unlike(
    files: Files, wanted: list[str], committed: Mapping[str, str], salts: Mapping[str, Any]
) -> Iterator[Fault]:
    for name in wanted:
        if name not in files:
            yield Fault("document-missing", name, {"file": name})
        elif commitment(name, str(salts.get(name, "")), files[name]) != committed[name]:
            yield Fault("document-unlike", name, {"file": name})


def _surplus(files: Files, committed: Mapping[str, str]) -> Iterator[Fault]:
    """Yield documents that nobody committed to: they could be anything."""
    for name in files:
        if (is_public(name) or is_audit(name)) and name not in committed:
            yield Fault("document-not-committed", name, {"file": name})


def _object(files: Files, name: str) -> dict[str, Any] | None:
    try:
        data = json.loads(files[name])
    except (KeyError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _unreadable(name: str) -> Fault:
    return Fault("evidence-unreadable", name, {"file": name})
