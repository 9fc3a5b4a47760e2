"""Way in: prepare a draw, and draw it."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from datetime import datetime
from types import MappingProxyType
from typing import Any

from scheduler.domain.bodies import EnforcementBody
from scheduler.domain.hashing import Profile
from scheduler.domain.lock import Lock
from scheduler.domain.planbook import PlanBook
from scheduler.domain.problem import Problem
from scheduler.errors import FaultsError, SchedulerError
from scheduler.lottery.play import Progress, play
from scheduler.planning.cells.plans import UnmetQuota
from scheduler.planning.checking import Check, check
from scheduler.planning.days.shortage import DayShortage
from scheduler.planning.shortages.shortage import Shortage
from scheduler.rules.judge import judge
from scheduler.rules.violation import Violation


class ShortageError(SchedulerError):
    """Whatever the seed: too few officers, samples that miss their quotas, or too few days."""

    code = "shortage"

    def __init__(
        self,
        shortages: tuple[Shortage, ...],
        unmet: tuple[UnmetQuota, ...] = (),
        day_shortages: tuple[DayShortage, ...] = (),
        bodies: Mapping[str, EnforcementBody] = MappingProxyType({}),
    ) -> None:
        super().__init__(shortages, unmet, day_shortages, dict(bodies))
        self.shortages = shortages
        self.unmet = unmet
        self.day_shortages = day_shortages
        self.bodies = bodies

    @property
    def facts(self) -> dict[str, Any]:
        return {"count": len(self.shortages) + len(self.unmet) + len(self.day_shortages)}

    def __str__(self) -> str:
        short_of_officers = map(str, self.shortages)
        short_of_targets = (
            f"{one.plan_id}: no {one.quota.size} of {one.pool} targets satisfy its quotas."
            for one in self.unmet
        )
        short_of_days = map(str, self.day_shortages)
        return "\n".join((*short_of_officers, *short_of_targets, *short_of_days))


class JudgementError(SchedulerError):
    """The judge faults the plan book: a defect of the engine, so nothing is handed out."""

    code = "judgement"

    def __init__(self, violations: tuple[Violation, ...]) -> None:
        super().__init__(violations)
        self.violations = violations

    @property
    def facts(self) -> dict[str, Any]:
        return {"count": len(self.violations)}

    def __str__(self) -> str:
        return "\n".join(str(violation) for violation in self.violations)


def prepare(
    problem: Problem, *, locked_at: datetime, entropy: tuple[str, ...] = ("local",)
) -> Lock:
    """Check a problem and freeze it.

    Raises:
        FaultsError: if the problem has faults; all of them are listed.
        ShortageError: if it is certain that the officers do not suffice, quotas cannot be met, or
            the visits do not fit on the days.
    """
    return lock(problem, check(problem), locked_at=locked_at, entropy=entropy)


def lock(
    problem: Problem,
    checked: Check,
    *,
    locked_at: datetime,
    entropy: tuple[str, ...] = ("local",),
    profile: Profile = Profile.SHA256,
) -> Lock:
    """Freeze a problem that has been checked; raises as `prepare`."""
    if checked.faults:
        raise FaultsError(checked.faults)
    certain = tuple(short for short in checked.shortages if short.certain)
    if certain or checked.unmet or checked.days is None:
        raise ShortageError(certain, checked.unmet, checked.day_shortages, problem.body)
    return Lock(
        problem=problem,
        pools=checked.pools,
        locked_at=locked_at,
        entropy=entropy,
        profile=profile,
        cells=checked.cells,
        days=checked.days,
    )


def draw(
    locked: Lock,
    seed_text: str,
    *,
    executor: Executor | None = None,
    progress: Progress = lambda _step: None,
) -> PlanBook:
    """Draw what *locked* froze with *seed_text*; the plan book has passed the judge.

    Raises:
        SeedTextError: if the text is not a seed text of this draw.
        JudgementError: if a rule is broken; then nothing is handed out.
    """
    book = play(locked, seed_text, executor=executor, progress=progress)
    progress("judge")
    violations = judge(locked, book)
    if violations:
        raise JudgementError(violations)
    return book
