"""Reopen a dossier: the draw of an attempt, made again from what was locked."""

from __future__ import annotations

from dataclasses import replace

from api.files.folder import read_problem
from api.files.planbook.locks import read_lock
from api.usecases.ceremony.deliver_entropy import declared_sources, source_missing
from api.usecases.ceremony.office import Office
from api.usecases.reopen import replayed
from api.usecases.steps import Steps
from scheduler.domain.problem import DrawNumber
from scheduler.draw import JudgementError
from scheduler.lottery.seed import seed_text
from scheduler.verification import Replay


def reopened(office: Office, number: DrawNumber, steps: Steps) -> Replay:
    """Draw an attempt from its dossier.

    Raises:
        FaultsError: if it is not locked, a source has not delivered, or the dossier is gone or
            damaged.
        JudgementError: if a rule is broken.
    """
    attempt = office.attempt(number)
    declared_sources(attempt)
    if attempt.missing_sources:
        raise source_missing(number, attempt.missing_sources[0])
    dossier = office.dossier(number)
    secrets = dossier.secrets()
    steps.begin("read")
    problem = replace(read_problem(dossier.inputs), mask=secrets.mask)
    steps.begin("replay")
    saved = read_lock(dossier.lock)
    found = replayed(problem, saved, seed_text(number, secrets.lines(), saved.profile))
    if found.violations:
        raise JudgementError(found.violations)
    return found
