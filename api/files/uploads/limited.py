"""Read an upload such that it can cost no more than a child of ours may take."""

from __future__ import annotations

import json
import signal
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from api.files.imports import Findings
from api.files.tables.children import run_child
from api.files.tables.content import Content, sniff
from api.files.uploads import child
from api.files.uploads.plain_faults import fault_data, faults_of
from api.files.uploads.reading import KnownTables, Reading, read_registry
from api.wording.telling import Lang
from scheduler.errors import Fault

SMALL_BYTES = 256 << 10
"""Text of this size can unfold to nothing that would need a process of its own."""

HEAVY = (Content.GZIP, Content.PARQUET, Content.WORKBOOK, Content.XML_WORKBOOK)
"""Of these, a few kilobytes can unfold to as much as they like."""

TIMEOUT_SECONDS = 420
"""Wall time; the child's own limit on processor time is shorter."""


def read_limited(kind: str, upload: Path, name: str, known: KnownTables) -> Reading:
    """Read the table in *upload*, called *name*; what takes too much is a fault of the file."""
    if upload.stat().st_size <= SMALL_BYTES and sniff(upload.read_bytes()) not in HEAVY:
        return read_registry(kind, upload, name, known)
    with tempfile.TemporaryDirectory(prefix="doubledraw-") as folder_name:
        folder = Path(folder_name)
        request = {
            "verb": "read",
            "kind": kind,
            "upload": str(upload.resolve()),
            "name": name,
            "known": {
                table: {
                    "ids": sorted(there.ids),
                    "names": dict(there.names),
                    "left_out": sorted(there.left_out),
                }
                for table, there in known.items()
            },
        }
        findings = Findings(name)
        told = _ask(folder, request, findings)
        if told is None:
            return _unread(findings)
        return Reading(
            frame=pl.read_parquet(folder / "frame.parquet"),
            n_rows=told["n_rows"],
            faults=faults_of(told["faults"]),
            notices=faults_of(told["notices"]),
            n_faults=told["n_faults"],
            n_notices=told["n_notices"],
            readable=told["readable"],
        )


def _unread(findings: Findings) -> Reading:
    faults = tuple(findings.faults)
    return Reading(pl.DataFrame(), 0, faults, (), len(faults), 0, readable=False)


def return_limited(
    kind: str,
    upload: Path,
    name: str,
    *,
    faults: Sequence[Fault],
    notices: Sequence[Fault],
    lang: Lang,
) -> tuple[str, bytes] | None:
    """Return the file with its column of problems and its new name; None if it is no table."""
    with tempfile.TemporaryDirectory(prefix="doubledraw-") as folder_name:
        folder = Path(folder_name)
        request = {
            "verb": "return",
            "kind": kind,
            "upload": str(upload.resolve()),
            "name": name,
            "faults": [fault_data(fault) for fault in faults],
            "notices": [fault_data(fault) for fault in notices],
            "lang": lang,
        }
        told = _ask(folder, request, Findings(name))
        if told is None or told["name"] is None:
            return None
        return told["name"], (folder / "returned").read_bytes()


def _ask(folder: Path, request: dict[str, Any], findings: Findings) -> dict[str, Any] | None:
    """Let a child do what is asked for; None after recording what it died of."""
    (folder / "request.json").write_text(json.dumps(request), encoding="utf-8")
    ended = run_child(child.__file__, str(folder), content=b"", timeout=TIMEOUT_SECONDS)
    if ended.exit_code == 0:
        found: dict[str, Any] = json.loads((folder / "answer.json").read_text(encoding="utf-8"))
        return found
    if ended.exit_code in {None, -signal.SIGXCPU}:
        findings.file_fault("upload-too-slow", limit=child.CPU_SECONDS)
    elif ended.exit_code == child.OUT_OF_MEMORY or (ended.exit_code or 0) < 0:
        # Out of memory, or ended by the system because there was no more.
        findings.file_fault("upload-unfolds-too-far", limit=child.MEMORY_BYTES >> 20)
    else:
        raise RuntimeError(ended.said)
    return None
