"""Open a plan book again: its draw, replayed from its own inputs and seed text."""

from __future__ import annotations

from pathlib import Path

from api.files.folder import read_problem
from api.files.planbook.contents import INPUTS, LOCK, SEED
from api.files.planbook.folder import is_planbook
from api.files.planbook.locks import SavedLock, cell_locks, planned_days, read_lock
from api.usecases.chance import read_seed_text
from api.usecases.cores import threads
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
    steps.begin("read")
    problem = read_problem(folder / INPUTS)
    steps.begin("replay")
    return replayed(problem, saved, text)


def replayed(problem: Problem, saved: SavedLock, text: str) -> Replay:
    """Repeat the draw of *problem* with what was saved of its lock; raises as `reopen`."""
    with threads() as executor:
        return replay(
            problem,
            locked_at=saved.locked_at,
            seed_text=text,
            entropy=saved.entropy,
            cells=cell_locks(problem, saved),
            days=planned_days(problem, saved),
            executor=executor,
        )
