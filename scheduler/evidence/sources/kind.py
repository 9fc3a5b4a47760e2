"""What a type of source promises, so that people can choose among the types."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Who(StrEnum):
    """Somebody who has a source in his hands."""

    PARTY = "party"
    THROWER = "thrower"
    OPERATOR = "operator"
    NOBODY_INSIDE = "nobody-inside"


class Known(StrEnum):
    """The earliest moment at which anybody can know what a source delivers."""

    REVEAL = "reveal"
    THROW = "throw"
    MADE = "made"
    ROUND = "round"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A type of source: who could choose what it delivers, who could withhold it, and when.

    A party chooses blindly, before the lock. *independent* says that the operator alone cannot
    choose.
    """

    name: str
    can_choose: Who
    can_withhold: Who
    known: Known
    independent: bool
