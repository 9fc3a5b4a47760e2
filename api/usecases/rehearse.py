"""Rehearse a draw: draw it many times with throwaway seeds, on all cores."""

from __future__ import annotations

import gc
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime

from api.usecases.cores import cores
from scheduler.domain.problem import Problem
from scheduler.draw import lock
from scheduler.explanation.predictability import Predictability, of_largest_pool
from scheduler.lottery.seed import seed_text
from scheduler.planning.checking import Check
from scheduler.planning.rehearsal import Rehearsed, rehearse

NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)  # a rehearsal is not locked; its moment is not kept
FEW = 8  # starting a process takes longer than drawing a few times

ODDS_DRAWS = 200
"""Repeated draws of the largest pool that show its odds: a second or two."""


def rehearse_draws(problem: Problem, checked: Check, draws: int) -> Rehearsed:
    """Rehearse *draws* draws of a problem that passed its check."""
    locked = lock(problem, checked, locked_at=NO_MOMENT)
    parts = cores()
    if draws <= FEW or parts == 1:
        return rehearse(locked, draws)
    # Spawned, not forked: Polars runs threads, which do not survive a fork.
    context = multiprocessing.get_context("spawn")
    # No garbage collector: looking through the registries again and again takes 6% of the time.
    with ProcessPoolExecutor(parts, mp_context=context, initializer=gc.disable) as executor:
        return rehearse(locked, draws, executor=executor, parts=parts)


def odds_rehearsed(problem: Problem, checked: Check) -> Predictability | None:
    """Return the predictability of the largest pool, with the visits of the first rehearsal."""
    locked = lock(problem, checked, locked_at=NO_MOMENT)
    text = seed_text(problem.number, ("rehearsal 0",))
    return of_largest_pool(locked, text, draws=ODDS_DRAWS)
