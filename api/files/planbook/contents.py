"""The files of a plan book, as bytes: a function of the lock and the book, of nothing else."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from importlib.metadata import version

import polars as pl

from api.files.documents import write_document
from api.files.folder_writing import problem_files
from api.files.planbook import day_tables, plan_tables, visit_tables
from api.files.planbook.comparison import same_content
from api.files.planbook.documents import lock_data, manifest_data, sums_text
from api.files.planbook.edition import Edition
from api.files.planbook.record import record_page
from api.files.planbook.workbook import workbook
from scheduler.domain.frames import canonical_csv
from scheduler.evidence.commitments import sha256_hex

INPUTS = "inputs"
EVIDENCE = "evidence"
SECRETS = "evidence/secrets.json"
REPLACEMENTS = "evidence/replacements.json"
MANIFEST = "manifest.json"
LOCK = "lock.json"
SEED = "seed.txt"
SUMS = "SHA256SUMS"
WORKBOOK = "planbook.xlsx"

TABLES: Mapping[str, Callable[[Edition], pl.DataFrame]] = {
    "plans": plan_tables.plans,
    "selections": plan_tables.selections,
    "reserves": plan_tables.reserves,
    "strata": plan_tables.strata,
    "exclusions": plan_tables.exclusions,
    "days": day_tables.days,
    "body_days": day_tables.body_days,
    "visits": visit_tables.visits,
    "tasks": visit_tables.tasks,
    "teams": visit_tables.teams,
    "loads": visit_tables.loads,
    "bodies": visit_tables.bodies,
    "remedies": visit_tables.remedies,
    "shortfalls": visit_tables.shortfalls,
}

RECORDS: Mapping[str, str] = {"record.html": "zh", "record.en.html": "en"}
"""Both languages, always: the language of a terminal must not change a byte."""

SIGNED = (LOCK, SEED, "selections.csv", "reserves.csv", "visits.csv", "teams.csv")
"""The files whose digests stand above the signatures; they and the inputs decide all others."""

PARQUET = ("plans", "selections", "reserves", "strata", "visits", "tasks", "teams", "loads")

MADE_WITH: Mapping[str, str] = {name: version(name) for name in ("polars", "xlsxwriter")}
"""The libraries whose releases show in the bytes of Parquet files and workbooks."""


def planbook_files(
    edition: Edition,
    *,
    inputs: Mapping[str, bytes] | None = None,
    evidence: Mapping[str, bytes] | None = None,
    earlier: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """Return path -> content of every file of the folder; *evidence* goes in as it is.

    *inputs* are the files of the problem, if they have been made before.

    If *earlier*, a plan book to compare with, was made with other releases of the libraries, its
    Parquet files and workbook stand for those that say the same.
    """
    files = _files(edition, dict(problem_files(edition.problem)) if inputs is None else inputs)
    if earlier:
        evidence = {name: earlier[name] for name in earlier if name.startswith(f"{EVIDENCE}/")}
    files |= evidence or {}
    made_with = _made_with(earlier) if earlier else dict(MADE_WITH)
    if earlier and made_with != MADE_WITH:
        files |= {
            name: earlier[name]
            for name in files
            if name.endswith((".parquet", ".xlsx"))
            and name in earlier
            and same_content(name, earlier[name], files[name])
        }
    files[MANIFEST] = write_document(manifest_data(edition, files, made_with))
    files[SUMS] = sums_text(files).encode()
    return files


def _files(edition: Edition, made: Mapping[str, bytes]) -> dict[str, bytes]:
    inputs = {f"{INPUTS}/{name}": content for name, content in made.items()}
    files = dict(inputs)
    files[SEED] = edition.book.seed_text.encode()
    files[LOCK] = write_document(lock_data(edition.lock, inputs))
    for name, make in TABLES.items():
        frame = make(edition)
        files[f"{name}.csv"] = canonical_csv(frame)
        if name in PARQUET:
            files[f"parquet/{name}.parquet"] = _parquet(frame)
    files[WORKBOOK] = workbook(edition)
    signed = {name: sha256_hex(files[name]) for name in (*SIGNED, *sorted(inputs))}
    for name, language in RECORDS.items():
        files[name] = record_page(edition, signed, language).encode()
    return files


def _parquet(frame: pl.DataFrame) -> bytes:
    target = io.BytesIO()
    frame.write_parquet(target)
    return target.getvalue()


def _made_with(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the releases that a plan book names; ours if it names none."""
    try:
        named = json.loads(files[MANIFEST])["made_with"]
        return {name: str(named[name]) for name in MADE_WITH}
    except (KeyError, TypeError, ValueError):
        return dict(MADE_WITH)
