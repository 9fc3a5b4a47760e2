"""Parquet: typed columns to the text that a CSV of the same table would hold."""

from __future__ import annotations

import io
import signal

import polars as pl

from api.files.imports import Findings
from api.files.tables import parquet_child
from api.files.tables.children import TIMEOUT_SECONDS, run_child


def read_parquet(content: bytes, findings: Findings) -> pl.DataFrame | None:
    """Return all columns as text, or None after recording why they cannot be read."""
    ended = run_child(parquet_child.__file__, content=content)
    if ended.exit_code == 0:
        return pl.read_ipc_stream(io.BytesIO(ended.output))
    if ended.exit_code == parquet_child.TOO_WIDE:
        limit = parquet_child.MOST_COLUMNS
        findings.file_fault("too-many-columns", found=f"> {limit}", limit=limit)
    elif ended.exit_code in {None, -signal.SIGXCPU}:
        findings.file_fault("parquet-too-slow", limit=TIMEOUT_SECONDS)
    else:
        findings.file_fault("parquet-broken")
    return None
