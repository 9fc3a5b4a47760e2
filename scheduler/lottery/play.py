"""The lottery from seed to plan book: a table of contents. Integers only, no solver."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import PlanBook, Selection, Shortfall, StratumDraw
from scheduler.lottery.candidates.eligibility import Manned
from scheduler.lottery.candidates.records import Records
from scheduler.lottery.days.dates import dated
from scheduler.lottery.days.visits import meetings
from scheduler.lottery.seed import Keys, check_seed_text
from scheduler.lottery.targets import draw_targets
from scheduler.lottery.teams.draw import OfficersDrawn, draw_officers, staffable
from scheduler.lottery.teams.results import figures_of, loads_of, minima_missed, teams_of

Progress = Callable[[str], None]
"""Told the name of each step as it begins."""


@dataclass(frozen=True)
class Course:
    """What chance decided: everything in a plan book follows from it."""

    selections: tuple[Selection, ...]
    strata: tuple[StratumDraw, ...]
    officers: OfficersDrawn
    shortfalls: tuple[Shortfall, ...]


def course(
    lock: Lock,
    seed_text: str,
    *,
    executor: Executor | None = None,
    progress: Progress = lambda _step: None,
    records: Records | None = None,
    hasty: bool = False,
) -> Course:
    """Let chance decide: targets, days, officers; raises as `play`. *records* may serve again.

    If *hasty*, it is a rehearsal: walks of officers begin at the first plan that will do.
    """
    check_seed_text(seed_text, lock.problem.number, lock.profile)
    keys = Keys.from_seed(seed_text)
    progress("targets")
    selections, strata = draw_targets(lock, keys.target)
    progress("visits")
    dates = dated(lock, meetings(lock.problem, selections), keys.day)
    progress("officers")
    visits = list(dates.visits)
    drawn = draw_officers(lock, visits, keys, records=records, executor=executor, hasty=hasty)
    shortfalls = (*dates.shortfalls, *drawn.given_up, *minima_missed(drawn.staffings))
    return Course(tuple(selections), tuple(strata), drawn, tuple(sorted(shortfalls)))


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
    found = course(lock, seed_text, executor=executor, progress=progress)
    visits, staffings = found.officers.visits, found.officers.staffings
    keys = Keys.from_seed(seed_text)
    return PlanBook(
        seed_text=seed_text,
        selections=found.selections,
        strata=found.strata,
        visits=visits,
        teams=tuple(teams_of(visits, staffings, lock.problem.aliases, keys.officer)),
        loads=tuple(loads_of(staffings)),
        bodies=tuple(figures_of(staffings)),
        shortfalls=found.shortfalls,
        remedies=found.officers.uses,
    )


def pools_drawn(lock: Lock, seed_text: str) -> list[Manned]:
    """Repeat everything before the officers: return the pools that they were drawn from.

    Raises:
        SeedTextError: if the text is not a seed text of this draw.
    """
    check_seed_text(seed_text, lock.problem.number, lock.profile)
    keys = Keys.from_seed(seed_text)
    selections, _ = draw_targets(lock, keys.target)
    dates = dated(lock, meetings(lock.problem, selections), keys.day)
    return [one.manned for one in staffable(lock, dates.visits, keys)[1]]
