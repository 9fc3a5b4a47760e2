"""The lottery from seed to plan book: a table of contents. Integers only, no solver."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import PlanBook
from scheduler.lottery.candidates.eligibility import Manned
from scheduler.lottery.days.dates import dated
from scheduler.lottery.days.visits import meetings
from scheduler.lottery.seed import Keys, check_seed_text
from scheduler.lottery.targets import draw_targets
from scheduler.lottery.teams.draw import draw_officers, staffable
from scheduler.lottery.teams.results import figures_of, loads_of, minima_missed, teams_of

Progress = Callable[[str], None]
"""Told the name of each step as it begins."""


def play(
    lock: Lock,
    seed_text: str,
    *,
    executor: Executor | None = None,
    progress: Progress = lambda _step: None,
) -> PlanBook:
    """Repeat or make the draw that *seed_text* stands for. Same lock and text, same plan book.

    Raises:
        SeedTextError: if the text is not a seed text of this draw.
    """
    problem = lock.problem
    check_seed_text(seed_text, problem.number)
    keys = Keys.from_seed(seed_text)
    progress("targets")
    selections, strata = draw_targets(lock, keys.target)
    progress("visits")
    dates = dated(lock, meetings(problem, selections), keys.day)
    progress("officers")
    drawn = draw_officers(lock, list(dates.visits), keys, executor=executor)
    shortfalls = (*dates.shortfalls, *drawn.given_up, *minima_missed(drawn.staffings))
    return PlanBook(
        seed_text=seed_text,
        selections=tuple(selections),
        strata=tuple(strata),
        visits=drawn.visits,
        teams=tuple(teams_of(drawn.visits, drawn.staffings, keys.officer)),
        loads=tuple(loads_of(drawn.staffings)),
        bodies=tuple(figures_of(drawn.staffings)),
        shortfalls=tuple(sorted(shortfalls)),
        remedies=drawn.uses,
    )


def pools_drawn(lock: Lock, seed_text: str) -> list[Manned]:
    """Repeat everything before the officers: return the pools that they were drawn from.

    Raises:
        SeedTextError: if the text is not a seed text of this draw.
    """
    check_seed_text(seed_text, lock.problem.number)
    keys = Keys.from_seed(seed_text)
    selections, _ = draw_targets(lock, keys.target)
    dates = dated(lock, meetings(lock.problem, selections), keys.day)
    return [one.manned for one in staffable(lock, dates.visits, keys)[1]]
