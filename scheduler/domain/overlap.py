"""Overlapping quotas: bounds on how many of a sample have each value of several columns.

Units that are equal in all columns form a *cell*. A sample then has a *count vector*, one number
per cell, and the quotas are bounds on sums of it: the margins of a contingency table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from scheduler.domain.quota import Stratum

CountVector = tuple[int, ...]
"""How many of each cell are in a sample, in the order of the cells."""


class Law(StrEnum):
    """Which law chooses among the samples that satisfy the quotas."""

    UNIFORM = "uniform"
    LEXIMIN = "leximin"


class Side(StrEnum):
    """The two bounds of a margin."""

    LEAST = "least"
    MOST = "most"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Margin:
    """At least *least* and at most *most* of the sample have *level* in *column*."""

    column: str
    level: str
    least: int
    most: int

    def __post_init__(self) -> None:
        if not 0 <= self.least <= self.most:
            message = f"A margin needs 0 <= least <= most, got {self}."
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True)
class OverlappingQuota:
    """A sample of *size* whose *margins* are within their bounds, chosen by *law*."""

    size: int
    margins: tuple[Margin, ...]
    law: Law = Law.UNIFORM

    def __post_init__(self) -> None:
        bounded = [(margin.column, margin.level) for margin in self.margins]
        if self.size < 1 or len(set(bounded)) != len(bounded):
            message = f"A quota needs a size from 1 and each level once, got {self}."
            raise ValueError(message)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns with bounds, in the order in which they first appear."""
        return tuple(dict.fromkeys(margin.column for margin in self.margins))


@dataclass(frozen=True, kw_only=True)
class Cells:
    """The cells of a pool: *levels* in *columns*, ascending, and how many units each has."""

    columns: tuple[str, ...]
    levels: tuple[Stratum, ...]
    sizes: tuple[int, ...]  # 1 or more

    def __post_init__(self) -> None:
        if list(self.levels) != sorted(set(self.levels)) or min(self.sizes, default=1) < 1:
            message = "Cells must be ascending, each once, with at least one unit each."
            raise ValueError(message)
        if len(self.levels) != len(self.sizes):
            message = f"{len(self.levels)} cells do not have {len(self.sizes)} sizes."
            raise ValueError(message)

    @cached_property
    def n_units(self) -> int:
        """Units in the pool."""
        return sum(self.sizes)

    def within(self, margin: Margin) -> tuple[int, ...]:
        """Return the positions of the cells that *margin* counts, ascending."""
        return self._with_level.get((margin.column, margin.level), ())

    @cached_property
    def _with_level(self) -> dict[tuple[str, str], tuple[int, ...]]:
        found: dict[tuple[str, str], list[int]] = {}
        for cell, levels in enumerate(self.levels):
            for pair in zip(self.columns, levels, strict=True):
                found.setdefault(pair, []).append(cell)
        return {pair: tuple(inside) for pair, inside in found.items()}

    def satisfy(self, counts: CountVector, quota: OverlappingQuota) -> bool:
        """Tell whether a sample with *counts* exists and satisfies *quota*."""
        pairs = zip(counts, self.sizes, strict=True)
        return (
            sum(counts) == quota.size
            and all(0 <= count <= size for count, size in pairs)
            and all(
                margin.least <= sum(counts[cell] for cell in self.within(margin)) <= margin.most
                for margin in quota.margins
            )
        )


@dataclass(frozen=True, slots=True)
class WeightedCounts:
    """A ticket of a lottery over count vectors: drawn with odds in proportion to *weight*."""

    weight: int
    counts: CountVector


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLock:
    """What is frozen about a sample with overlapping quotas before the seed exists.

    *start* satisfies the quota. Under UNIFORM all samples are counted if *visits* is 0; else a
    walk begins at *start*, with *penalty* and for so many *visits*
    (`scheduler.lottery.cells.walk`). *lottery* is that of the law LEXIMIN, and empty otherwise.
    """

    cells: Cells
    quota: OverlappingQuota
    start: CountVector
    penalty: int = 1
    visits: int = 0
    lottery: tuple[WeightedCounts, ...] = ()

    def __post_init__(self) -> None:
        vectors = (self.start, *(ticket.counts for ticket in self.lottery))
        if not all(self.cells.satisfy(counts, self.quota) for counts in vectors):
            message = "A locked count vector does not satisfy its quota."
            raise ValueError(message)
        if (self.quota.law is Law.LEXIMIN) != bool(self.lottery) or any(
            ticket.weight < 1 for ticket in self.lottery
        ):
            message = "A lottery with weights from 1 belongs to the law LEXIMIN, and only to it."
            raise ValueError(message)
