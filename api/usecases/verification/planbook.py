"""Verify a plan book: repeat its draw, compare every byte, and every commitment in the log."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from api.files.evidence.documents import lock_documents, result_documents
from api.files.evidence.replacements import account_content
from api.files.evidence.secrets import Secrets
from api.files.folder import import_folder
from api.files.folder_writing import problem_files
from api.files.planbook.comparison import differences
from api.files.planbook.contents import (
    EVIDENCE,
    INPUTS,
    LOCK,
    REPLACEMENTS,
    SEED,
    planbook_files,
)
from api.files.planbook.edition import Edition
from api.files.planbook.locks import read_lock
from api.files.planbook.sums import check_sums
from api.usecases.reopen import read_secrets, replayed
from api.usecases.seeds import read_seed_text
from api.usecases.steps import Steps
from api.usecases.verification.entropy_step import entropy_step
from api.usecases.verification.finding import Finding, faults_of
from api.usecases.verification.log_steps import LogRead, log_step, order_step
from api.usecases.verification.replacements_step import Replaced, replacements_step
from api.usecases.verification.trust import Trust
from scheduler.domain.problem import DrawNumber
from scheduler.errors import Fault, FaultsError, SchedulerError
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.commitments import commitment
from scheduler.evidence.records import Event
from scheduler.lottery.seed import SeedTextError
from scheduler.verification import Replay

PLANBOOK_STEPS = (
    "sums",
    "log",
    "seed",
    "inputs",
    "order",
    "entropy",
    "replay",
    "judge",
    "replacements",
    "compare",
    "commitments",
)

Files = Mapping[str, bytes]
Found = tuple[Finding, LogRead | None]


def verify_planbook(folder: Path, files: Files, steps: Steps, trust: Trust) -> Iterator[Found]:
    """Yield the finding of each step; one that cannot be made for want of another is left out."""
    steps.begin("sums")
    yield Finding("sums", len(files), differences=tuple(check_sums(files))), None
    steps.begin("log")
    evidence = {
        name.removeprefix(f"{EVIDENCE}/"): content
        for name, content in files.items()
        if name.startswith(f"{EVIDENCE}/")
    }
    finding, log = log_step(evidence, trust)
    yield finding, log
    try:
        text, saved = read_seed_text(folder / SEED), read_lock(folder / LOCK)
        secrets = read_secrets(folder)
    except FaultsError as error:
        yield Finding("seed", faults=error.faults), log
        return
    yield Finding("seed", 2), log
    steps.begin("inputs")
    found = import_folder(folder / INPUTS)
    yield Finding("inputs", sum(found.n_rows.values()), faults=found.faults), log
    if found.problem is None:
        return
    attempt = None
    if log is not None:
        told = evidence | {SEED: files[SEED]}
        attempt, log = yield from _log_steps(told, secrets, log, found.problem.number)
    steps.begin("replay")
    try:
        again = replayed(replace(found.problem, mask=secrets.mask), saved, text)
    except SchedulerError as error:
        place = SEED if isinstance(error, SeedTextError) else INPUTS
        yield Finding("replay", faults=faults_of(error, place)), log
        return
    yield Finding("replay", len(again.book.visits)), log
    yield Finding("judge", len(again.book.teams), violations=again.violations), log
    replaced = None
    if log is not None and attempt is not None:
        lines = [one.line for one in secrets.sources if one]
        found_now = again.lock, again.book
        replaced = replacements_step(secrets.documents, log.history, attempt, found_now, lines)
        yield replaced.finding, log
    steps.begin("compare")
    inputs = dict(problem_files(found.problem))
    yield _compared(files, again, replaced, inputs), log
    if attempt is not None:
        edition = Edition(again.lock, again.book)
        yield _commitments_step(edition, inputs, secrets, attempt), log


def _compared(
    files: Files, again: Replay, replaced: Replaced | None, inputs: Mapping[str, bytes]
) -> Finding:
    """Compare every byte with the plan book as it stands after its replacements."""
    book, told = (replaced.book, replaced.replacements) if replaced else (again.book, ())
    expected = planbook_files(Edition(again.lock, book), inputs=inputs, earlier=files)
    expected.pop(REPLACEMENTS, None)
    if told:
        expected[REPLACEMENTS] = account_content(told)
    return Finding("compare", len(expected), differences=tuple(differences(files, expected)))


def _log_steps(
    files: Files, secrets: Secrets, log: LogRead, number: DrawNumber
) -> Generator[Found, None, tuple[Attempt | None, LogRead]]:
    """Check order and entropy; return what the log holds of the draw, and what is known of it."""
    finding, attempt, log = order_step(log, number)
    yield finding, log
    if not attempt.records:
        return None, log
    files = {**files, "entropy.json": secrets.entropy()}
    yield entropy_step(files, log.history, attempt), log
    return attempt, log


def _commitments_step(
    edition: Edition, inputs: Mapping[str, bytes], secrets: Secrets, attempt: Attempt
) -> Finding:
    """Check that the log committed to what the replay gives."""
    documents = lock_documents(edition.lock, secrets.rows, inputs)
    documents |= result_documents(edition, secrets.entropy()) | dict(secrets.documents)
    needed = (Event.LOCK, Event.EXEC)
    faults = [
        Fault("event-too-early", event.value, {"needed": event.value})
        for event in needed
        if not attempt.has(event)
    ]
    count = 0
    for record in attempt.records:
        if record.event not in (*needed, Event.VACANCY, Event.REPLACE):
            continue
        for name, committed in record.fields["documents"].items():
            count += 1
            content, salt = documents.get(name), secrets.salts.get(name, "")
            if content is None or commitment(name, salt, content) != committed:
                faults.append(Fault("document-unlike", name, {"file": name}))
    return Finding("commitments", count, faults=tuple(faults))
