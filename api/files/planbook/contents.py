"""The files of a plan book, as bytes: a function of the lock and the book, of nothing else."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import polars as pl

from api.files.documents import write_document
from api.files.folder_writing import problem_files
from api.files.planbook import plan_tables, visit_tables
from api.files.planbook.documents import lock_data, manifest_data, sha256, sums_text
from api.files.planbook.edition import Edition
from api.files.planbook.record import record_page
from api.files.planbook.workbook import workbook
from scheduler.domain.frames import canonical_csv

INPUTS = "inputs"
MANIFEST = "manifest.json"
LOCK = "lock.json"
SEED = "seed.txt"
SUMS = "SHA256SUMS"

TABLES: Mapping[str, Callable[[Edition], pl.DataFrame]] = {
    "plans": plan_tables.plans,
    "selections": plan_tables.selections,
    "reserves": plan_tables.reserves,
    "strata": plan_tables.strata,
    "exclusions": plan_tables.exclusions,
    "visits": visit_tables.visits,
    "tasks": visit_tables.tasks,
    "teams": visit_tables.teams,
    "loads": visit_tables.loads,
    "bodies": visit_tables.bodies,
    "shortfalls": visit_tables.shortfalls,
}
RECORDS: Mapping[str, str] = {"record.html": "zh", "record.en.html": "en"}
SIGNED = (LOCK, SEED, "selections.csv", "reserves.csv", "visits.csv", "teams.csv")
"""The files whose digests stand above the signatures; they and the inputs decide all others."""

PARQUET = ("plans", "selections", "reserves", "strata", "visits", "tasks", "teams", "loads")


def planbook_files(edition: Edition) -> dict[str, bytes]:
    """Return path -> content of every file of the folder."""
    inputs = {f"{INPUTS}/{name}": content for name, content in problem_files(edition.problem)}
    files = dict(inputs)
    files[SEED] = edition.book.seed_text.encode()
    files[LOCK] = write_document(lock_data(edition, inputs))
    tables = {name: make(edition) for name, make in TABLES.items()}
    for name, frame in tables.items():
        files[f"{name}.csv"] = canonical_csv(frame)
    for name in PARQUET:
        files[f"parquet/{name}.parquet"] = _parquet(tables[name])
    files["planbook.xlsx"] = workbook(edition)
    signed = {name: sha256(files[name]) for name in (*SIGNED, *sorted(inputs))}
    for name, language in RECORDS.items():
        files[name] = record_page(edition, signed, language).encode()
    files[MANIFEST] = write_document(manifest_data(edition, files))
    files[SUMS] = sums_text(files).encode()
    return files


def _parquet(frame: pl.DataFrame) -> bytes:
    target = io.BytesIO()
    frame.write_parquet(target)
    return target.getvalue()
