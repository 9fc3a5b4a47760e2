"""What a solver can answer: a status from one table, and a value only if one was found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Status(StrEnum):
    """How far a solver came. That a model is invalid is no answer: it is raised."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNDECIDED = "undecided"


class InvalidModelError(RuntimeError):
    """The solver calls the model invalid: a fault of ours, not of the input."""


class UndecidedError(RuntimeError):
    """The solver used up its deterministic work without an answer that was needed."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """*value* is there if and only if something was found."""

    status: Status
    value: T | None

    @property
    def is_proven(self) -> bool:
        """Whether nothing better, or nothing at all, exists."""
        return self.status in {Status.OPTIMAL, Status.INFEASIBLE}

    def proven(self) -> T | None:
        """Return the value, None if there is none at all.

        Raises:
            UndecidedError: if the work ran out before a proof.
        """
        if not self.is_proven:
            message = f"The solver ended with {self.status}; its work was not enough for a proof."
            raise UndecidedError(message)
        return self.value
