"""Coordinates of targets and of officers' bases: metres, both or none."""

from __future__ import annotations

import polars as pl

from api.files.tables.parsing import RAW, Parsed

EAST, NORTH = "easting", "northing"

MOST_DEGREES = 180


def check_coordinates(parsed: Parsed) -> None:
    """Find degrees given for metres, and tell where one of the two is missing.

    Degrees would be rounded to a point a few hundred metres from the origin, and nobody would see.
    """
    raw = [RAW + name for name in (EAST, NORTH) if parsed.has(name)]
    if not raw:
        return
    first = raw[0].removeprefix(RAW)
    if len(raw) == len((EAST, NORTH)):
        degrees = pl.all_horizontal(
            *(pl.col(name).abs() < MOST_DEGREES for name in (EAST, NORTH)),
            *(pl.col(name).str.contains(".", literal=True) for name in raw),
        )
        parsed.fault(degrees, "degrees-not-metres", first)
    alone = pl.sum_horizontal(pl.col(name).is_not_null() for name in raw) == 1
    parsed.notice(alone, "half-coordinates", first, given=pl.coalesce(raw))
