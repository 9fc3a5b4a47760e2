"""What can go wrong, as values: a stable code, the place, and the facts.

Texts are made from code and facts in `api.wording`, in Chinese and English, so a fault
can cross a process, a file or the network and still be told in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with the input: what (*code*), where (*place*), and the *facts*.

    *place* is a path a person can follow: `plans[BH-P007].participations[0].body_id`, or, for a
    file, its name with row and column. *facts* fill the sentences of the catalogue.
    """

    code: str
    place: str
    facts: Mapping[str, str | int] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code} at {self.place}: {told}"


class SchedulerError(Exception):
    """Base of all errors a caller may want to catch. Carries facts, not text, and pickles."""

    code = "scheduler-error"

    @property
    def facts(self) -> dict[str, Any]:
        """The facts that the sentence for this code needs."""
        return {}


class FaultsError(SchedulerError):
    """The input has faults; all of them are listed."""

    code = "faulty-input"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    @property
    def facts(self) -> dict[str, Any]:
        return {"count": len(self.faults)}

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)
