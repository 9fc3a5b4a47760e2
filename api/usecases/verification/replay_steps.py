"""The steps of an auditor: the draw repeated from its inputs, judged, and compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from api.files.evidence.documents import (
    AUDIT_LOCK,
    ENTROPY,
    INPUTS,
    ROWS_MASTER,
    SEED,
    is_audit,
    is_public,
    lock_documents,
    result_documents,
)
from api.files.evidence.replacements import public_replacements
from api.files.folder import import_folder
from api.files.planbook.comparison import differences
from api.files.planbook.edition import Edition
from api.files.planbook.locks import read_lock
from api.usecases.reopen import replayed
from api.usecases.steps import Steps
from api.usecases.verification.finding import Finding, faults_of
from api.usecases.verification.replacements_step import opened_names, replacements_step
from scheduler.errors import Fault, FaultsError, SchedulerError
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.commitments import HEX
from scheduler.evidence.history import History
from scheduler.verification import Replay

Files = Mapping[str, bytes]


def replay_steps(
    folder: Path, files: Files, steps: Steps, history: History, attempt: Attempt
) -> Iterator[Finding]:
    """Repeat the draw of an audit bundle, and what was redrawn after it."""
    steps.begin("inputs")
    found = import_folder(folder / INPUTS)
    missing = [name for name in (SEED, ENTROPY) if name not in files]
    faults = (
        *found.faults,
        *_master_faults(files),
        *(Fault("evidence-missing", name, {"file": name}) for name in missing),
    )
    try:
        saved = read_lock(folder / AUDIT_LOCK)
    except FaultsError as error:
        faults += error.faults
    yield Finding("inputs", sum(found.n_rows.values()), faults=faults)
    if found.problem is None or faults:
        return
    steps.begin("replay")
    try:
        again = replayed(found.problem, saved, files[SEED].decode("ascii"))
    except UnicodeDecodeError:
        fault = Fault("seed-not-ascii", SEED, {"file": SEED})
        yield Finding("replay", faults=(fault,))
        return
    except SchedulerError as error:
        yield Finding("replay", faults=faults_of(error, AUDIT_LOCK))
        return
    yield Finding("replay", len(again.book.visits))
    yield Finding("judge", len(again.book.teams), violations=again.violations)
    lines = again.book.seed_text.replace("entropy ", "").splitlines()
    replaced = replacements_step(files, history, attempt, (again.lock, again.book), lines)
    yield replaced.finding
    steps.begin("compare")
    redrawn = {name: files[name] for name in opened_names(attempt) if name in files}
    yield _compared(files, again, redrawn | public_replacements(replaced.replacements))


def _compared(files: Files, again: Replay, redrawn: Files) -> Finding:
    """Compare every document with the one that the replay gives."""
    master = files[ROWS_MASTER].decode().removesuffix("\n")
    edition = Edition(again.lock, again.book)
    expected = lock_documents(again.lock, master) | result_documents(edition, files[ENTROPY])
    due = {name: one for name, one in (expected | dict(redrawn)).items() if _is_open(name)}
    found = {name: content for name, content in files.items() if _is_open(name)}
    return Finding("compare", len(due), differences=tuple(differences(found, due)))


def _is_open(name: str) -> bool:
    return is_public(name) or is_audit(name)


def _master_faults(files: Files) -> tuple[Fault, ...]:
    text = files.get(ROWS_MASTER, b"").decode(errors="replace")
    if text.endswith("\n") and HEX.fullmatch(text[:-1]):
        return ()
    return (Fault("evidence-unreadable", ROWS_MASTER, {"file": ROWS_MASTER}),)
