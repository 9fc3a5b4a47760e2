"""The documents of a draw: what its lock and its result commit to, and its bundles open.

Their names say who may read them: `public/` everybody, `audit/` supervision and courts, `sealed/`
only whom a court lets know who is who.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from api.files.documents import write_document
from api.files.evidence.memberships import memberships
from api.files.evidence.public_lock import public_lock
from api.files.evidence.public_tables import public_tables
from api.files.folder_writing import PEOPLE, problem_files
from api.files.planbook.contents import TABLES
from api.files.planbook.documents import lock_data
from api.files.planbook.edition import Edition
from scheduler.domain.frames import canonical_csv
from scheduler.domain.lock import Lock
from scheduler.evidence.pseudonyms import pseudonymous, pseudonymous_book
from scheduler.evidence.rows import row_commitments, rows_content

SEED = "seed.txt"
ENTROPY = "entropy.json"
PUBLIC_LOCK = "public/lock.json"
ROWS = "public/rows.csv"
AUDIT_LOCK = "audit/lock.json"
ROWS_MASTER = "audit/rows.txt"
MEMBERSHIPS = "audit/rows.csv"
INPUTS = "audit/inputs"
MASK = "sealed/mask.txt"
SEALED_INPUTS = "sealed/inputs"

PUBLIC_FILES = (SEED, ENTROPY)


def is_public(name: str) -> bool:
    """Tell whether a document is opened to everybody."""
    return name in PUBLIC_FILES or name.startswith("public/")


def is_audit(name: str) -> bool:
    """Tell whether a document is opened to supervision and courts only."""
    return name.startswith("audit/")


def lock_documents(
    lock: Lock, master: str, inputs: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """Return what a lock commits to; *master* makes the salts of the rows.

    *inputs* are the files of its problem, if they have been made before.
    """
    problem = lock.problem
    if inputs is None:
        inputs = dict(problem_files(problem))
    members = memberships(lock)
    rows = row_commitments(members, master)
    hidden = replace(lock, problem=pseudonymous(problem))
    masked = {**inputs, **dict(problem_files(hidden.problem, PEOPLE))}
    audit = {f"{INPUTS}/{name}": content for name, content in masked.items()}
    return {
        PUBLIC_LOCK: public_lock(lock, rows),
        ROWS: rows_content(rows),
        AUDIT_LOCK: write_document(lock_data(hidden, audit)),
        MEMBERSHIPS: _memberships_table(members),
        ROWS_MASTER: f"{master}\n".encode(),
        **audit,
        MASK: f"{problem.mask}\n".encode(),
        **{f"{SEALED_INPUTS}/{name}": content for name, content in inputs.items()},
    }


def _memberships_table(members: Mapping[str, str]) -> bytes:
    lines = ("target_id,memberships", *(f"{name},{text}" for name, text in members.items()))
    return "".join(f"{line}\n" for line in lines).encode()


def audit_tables(edition: Edition) -> dict[str, bytes]:
    """Return path -> content of the tables for auditors; people of *edition* have aliases."""
    return {f"audit/{name}.csv": canonical_csv(make(edition)) for name, make in TABLES.items()}


def result_documents(edition: Edition, entropy: bytes) -> dict[str, bytes]:
    """Return what a draw's exec commits to; *entropy* is the content of entropy.json."""
    problem = edition.problem
    hidden = Edition(
        replace(edition.lock, problem=pseudonymous(problem)),
        pseudonymous_book(edition.book, problem),
    )
    return {
        SEED: edition.book.seed_text.encode(),
        ENTROPY: entropy,
        **public_tables(edition),
        **audit_tables(hidden),
    }
