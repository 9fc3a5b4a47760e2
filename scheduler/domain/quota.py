"""Quotas: how many targets a plan draws from each stratum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

Stratum = tuple[str, ...]
"""The values of the quota's columns, as text; `-` where the registry has none."""

NO_VALUE = "-"


class Rounding(StrEnum):
    """How a ratio of a pool becomes a whole number; real systems differ, so a plan says which."""

    HALF_UP = "half_up"
    CEIL = "ceil"
    FLOOR = "floor"

    def apply(self, exact: Fraction) -> int:
        """Round a non-negative fraction."""
        if self is Rounding.HALF_UP:
            return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
        down, rest = divmod(exact.numerator, exact.denominator)
        return down + (1 if self is Rounding.CEIL and rest else 0)


class QuotaKind(StrEnum):
    """What the numbers of a quota are."""

    RATIO = "ratio"
    COUNT = "count"
    PER_OFFICER = "per_officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """A number per stratum.

    *columns* are the registry columns that define the strata; none means one stratum. *amounts*
    gives a stratum its ratio, count, or multiple of the initiating body's officers in post; a
    stratum not named there gets *otherwise*. *weight_column* names an integer column (1 or more)
    for successive sampling with unequal weights.
    """

    kind: QuotaKind
    columns: tuple[str, ...] = ()
    amounts: Mapping[Stratum, Fraction] = field(default_factory=dict)
    otherwise: Fraction = Fraction(0)
    rounding: Rounding = Rounding.HALF_UP
    weight_column: str | None = None

    def __post_init__(self) -> None:
        for stratum, amount in (*self.amounts.items(), ((), self.otherwise)):
            if amount < 0 or (self.kind is QuotaKind.RATIO and amount > 1):
                message = f"Quota of stratum {stratum} is out of range: {amount}."
                raise ValueError(message)
            if self.kind is QuotaKind.COUNT and amount.denominator != 1:
                message = f"Quota of stratum {stratum} must be a whole number, got {amount}."
                raise ValueError(message)
        if self.kind is QuotaKind.PER_OFFICER and self.columns:
            message = "A quota per officer has one stratum: leave columns empty."
            raise ValueError(message)

    def amount(self, stratum: Stratum) -> Fraction:
        """Return the number for *stratum*."""
        return self.amounts.get(stratum, self.otherwise)
