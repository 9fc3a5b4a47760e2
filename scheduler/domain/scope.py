"""Scopes: which targets a plan or an item is about, as conditions over registry columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import polars as pl

Value = str | int | bool | date


class Operator(StrEnum):
    """How a condition compares a column with its values; several values mean any of them."""

    IN = "in"
    NOT_IN = "not_in"
    STARTS_WITH = "starts_with"
    CONTAINS = "contains"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on one column. A row without a value there satisfies only `not_in`.

    On a list column (labels, people) `in` and `not_in` look at the members of the list.
    """

    column: str
    operator: Operator
    values: tuple[Value, ...]

    def __post_init__(self) -> None:
        if not self.values:
            message = f"The condition on {self.column!r} needs at least one value."
            raise ValueError(message)

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Tell whether one row satisfies the condition."""
        found = row[self.column]
        if found is None:
            return self.operator is Operator.NOT_IN
        return _HOLDS[self.operator](found, self.values)

    def expression(self, kind: pl.DataType) -> pl.Expr:
        """Return the same condition over a whole column of type *kind*."""
        column = pl.col(self.column)
        is_list = isinstance(kind, pl.List)
        among = (
            _any(column.list.contains(v) for v in self.values)
            if is_list
            else column.is_in(list(self.values))
        )
        match self.operator:
            case Operator.IN:
                found = among
            case Operator.NOT_IN:
                return ~among.fill_null(value=False)
            case Operator.STARTS_WITH:
                found = _any(column.str.starts_with(str(v)) for v in self.values)
            case Operator.CONTAINS:
                found = _any(column.str.contains(str(v), literal=True) for v in self.values)
            case Operator.AT_LEAST:
                found = column >= self.values[0]
            case Operator.AT_MOST:
                found = column <= self.values[0]
        return found.fill_null(value=False)


def _any(parts: Any) -> pl.Expr:  # noqa: ANN401 - any iterable of expressions
    return pl.any_horizontal(*parts)


def _among(found: Any, values: tuple[Value, ...]) -> bool:  # noqa: ANN401 - a cell
    return any(v in found for v in values) if isinstance(found, list) else found in values


_HOLDS: dict[Operator, Callable[[Any, tuple[Value, ...]], bool]] = {
    Operator.IN: _among,
    Operator.NOT_IN: lambda found, values: not _among(found, values),
    Operator.STARTS_WITH: lambda found, values: any(found.startswith(str(v)) for v in values),
    Operator.CONTAINS: lambda found, values: any(str(v) in found for v in values),
    Operator.AT_LEAST: lambda found, values: bool(found >= values[0]),
    Operator.AT_MOST: lambda found, values: bool(found <= values[0]),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """All conditions must hold. An empty scope is the whole registry."""

    conditions: tuple[Condition, ...] = ()

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Tell whether one row is in scope."""
        return all(condition.holds(row) for condition in self.conditions)

    def expression(self, schema: Mapping[str, pl.DataType]) -> pl.Expr:
        """Return the scope as one expression over a frame with that *schema*."""
        if not self.conditions:
            return pl.lit(value=True)
        return pl.all_horizontal(*(c.expression(schema[c.column]) for c in self.conditions))

    @property
    def columns(self) -> frozenset[str]:
        """The registry columns that the scope looks at."""
        return frozenset(condition.column for condition in self.conditions)


EVERYTHING = Scope()
