"""Bases: where officers set out from. A unit shares a base, and small bodies have one only."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scenarios.bodies import FACTS, BodyFacts
from scenarios.doors import anywhere
from scenarios.streets import DONGJIANG, ECO_CITY, FREE_PORT, HIGH_TECH, STREETS, TEDA

_POSITION = {street.name: place for place, street in enumerate(STREETS)}

_SEAT = "杭州道街道"
"""Where the district's departments sit."""

_ZONE_SEATS = {
    TEDA: "泰达街道",
    FREE_PORT: "大沽街道",
    HIGH_TECH: "新北街道",
    DONGJIANG: "新港街道",
    ECO_CITY: "寨上街道",
}

_WITH_STATIONS = 60
"""Officers from which a department keeps stations in the streets (市场监管所, 执法大队)."""


def bases(
    bodies: NDArray[np.int64], units: NDArray[np.int64], *, rng: np.random.Generator
) -> dict[str, pl.Series]:
    """Return street and coordinates for officers of *units* (from 0) of *bodies* (positions)."""
    pairs, unit_of = np.unique(np.stack([bodies, units]), axis=1, return_inverse=True)
    shares = np.array([street.share for street in STREETS])
    stations = rng.choice(len(STREETS), size=len(pairs.T), p=shares / shares.sum())
    facts = list(FACTS.values())
    streets = np.array(
        [
            station if _is_station(facts[body], unit) else _POSITION[_seat(facts[body])]
            for body, unit, station in zip(*pairs.tolist(), stations.tolist(), strict=True)
        ]
    )
    names = np.array([street.name for street in STREETS])[streets]
    placed = anywhere(streets, rng=rng)
    rows = pl.Series(unit_of.reshape(-1))
    return {
        "base_street": pl.Series(names).gather(rows),
        **{name: column.gather(rows) for name, column in placed.items()},
    }


def _is_station(facts: BodyFacts, unit: int) -> bool:
    """Tell whether the unit sits in some street rather than at its body's seat; the first never."""
    wide = not facts.zone and not facts.street
    return wide and facts.officers >= _WITH_STATIONS and unit > 0


def _seat(facts: BodyFacts) -> str:
    return facts.street or _ZONE_SEATS.get(facts.zone, _SEAT)
