"""Rounds: neighbouring targets of a plan that one team visits on one day.

Where all targets of the plan have coordinates they stand in the order of the Hilbert curve (D.
Hilbert 1891) over the square of 2³² by 2³² metres around the origin, which seldom leaps; else in
that of division, street, address and premises. Ties go by id. The row is cut into the planned
number of rounds, as even as can be, the larger ones first.

Rule: rounds
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

ORDER = 32
"""The curve has 2³² steps in either direction, one for each value of a coordinate in metres."""

HALF = 1 << (ORDER - 1)

Row = Mapping[str, Any]
"""A target of the registry."""


def rounds(rows: Sequence[Row], size: int) -> list[list[str]]:
    """Return the ids of the targets of each round of at most *size*, in the order of the rule."""
    ordered = [row["target_id"] for row in sorted(rows, key=_neighbourhood(rows))]
    number = -(-len(ordered) // size)
    least, larger = divmod(len(ordered), max(number, 1))
    found, start = [], 0
    for position in range(number):
        end = start + least + (position < larger)
        found.append(ordered[start:end])
        start = end
    return found


def _neighbourhood(rows: Sequence[Row]) -> Callable[[Row], tuple[Any, ...]]:
    """Return the key that targets of these rows are ordered by."""
    if all(row["easting"] is not None and row["northing"] is not None for row in rows):
        return lambda row: (along_curve(row["easting"], row["northing"]), row["target_id"])
    columns = ("division_code", "street", "address", "premises_id")
    return lambda row: (*(row[name] or "" for name in columns), row["target_id"])


def along_curve(easting: int, northing: int) -> int:
    """Return how far along the curve a point lies, in steps of a metre.

    Quarter by quarter: which of the four comes when, and how the curve is turned inside it.
    """
    x, y = easting + HALF, northing + HALF
    distance, side = 0, HALF
    while side:
        right, upper = bool(x & side), bool(y & side)
        distance += side * side * ((3 * right) ^ upper)
        if not upper:
            if right:
                x, y = side - 1 - (x & (side - 1)), side - 1 - (y & (side - 1))
            x, y = y, x
        side >>= 1
    return distance
