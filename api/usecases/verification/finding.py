"""What one step of a verification found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from api.files.planbook.comparison import Difference
from scheduler.errors import Fault, FaultsError, SchedulerError
from scheduler.rules.violation import Violation


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one step: sound if there are neither differences, faults nor violations."""

    step: str
    checked: int = 0
    differences: tuple[Difference, ...] = ()
    faults: tuple[Fault, ...] = ()
    violations: tuple[Violation, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not (self.differences or self.faults or self.violations)


def is_verified(findings: Iterable[Finding], steps: tuple[str, ...]) -> bool:
    """Tell whether every one of *steps* was made and sound."""
    made = list(findings)
    return {one.step for one in made} == set(steps) and all(one.sound for one in made)


def faults_of(error: SchedulerError, place: str) -> tuple[Fault, ...]:
    """Return the faults that an error carries, or the error as one, at *place*."""
    return (
        error.faults if isinstance(error, FaultsError) else (Fault(error.code, place, error.facts),)
    )
