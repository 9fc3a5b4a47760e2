"""Open a plan book again: its draw, replayed from its own inputs and seed text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from api.files.evidence.secrets import Secrets
from api.files.folder import read_problem
from api.files.planbook.contents import INPUTS, LOCK, SECRETS, SEED
from api.files.planbook.folder import is_planbook
from api.files.planbook.locks import SavedLock, cell_locks, planned_days, read_lock
from api.usecases.cores import threads
from api.usecases.seeds import read_seed_text
from api.usecases.steps import Steps
from scheduler.domain.problem import Problem
from scheduler.errors import Fault, FaultsError
from scheduler.verification import Replay, replay


def reopen(folder: Path, steps: Steps) -> Replay:
    """Return the lock and the plan book of *folder*, made again.

    Raises:
        FaultsError: if there is no plan book, its inputs have faults, or its lock is not theirs.
        SeedTextError: if the seed text is not one of this draw.
    """
    if not is_planbook(folder):
        raise FaultsError((Fault("not-a-planbook", str(folder), {"file": str(folder)}),))
    text, saved = read_seed_text(folder / SEED), read_lock(folder / LOCK)
    secrets = read_secrets(folder)
    steps.begin("read")
    problem = replace(read_problem(folder / INPUTS), mask=secrets.mask)
    steps.begin("replay")
    return replayed(problem, saved, text)


def read_secrets(folder: Path) -> Secrets:
    """Return the secrets in a plan book.

    Raises:
        FaultsError: if it has none that can be read.
    """
    try:
        return Secrets.read((folder / SECRETS).read_bytes())
    except (OSError, KeyError, TypeError, ValueError, AttributeError):
        raise FaultsError((Fault("evidence-unreadable", SECRETS, {"file": SECRETS}),)) from None


def replayed(problem: Problem, saved: SavedLock, text: str) -> Replay:
    """Repeat the draw of *problem* with what was saved of its lock; raises as `reopen`."""
    with threads() as executor:
        return replay(
            problem,
            locked_at=saved.locked_at,
            seed_text=text,
            entropy=saved.entropy,
            profile=saved.profile,
            cells=cell_locks(problem, saved),
            days=planned_days(problem, saved),
            executor=executor,
        )
