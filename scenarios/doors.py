"""Doors: where in its street each target is, by address and by coordinates, in whole metres.

A road of a street is a straight line, and house numbers run along it: so targets with near numbers
are neighbours, as rounds and officers who should be near need them to be. Positions are invented.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scenarios.streets import STREETS

_ROADS = (
    "一经路", "二纬路", "三号路", "春风路", "迎宾道", "工农大道", "滨河路", "港城大道",
    "东海路", "学府道", "创业路", "丰收道", "友谊路", "建设道", "渤海路", "新港二号路",
)  # fmt: skip
_HOUSES = 1200
"""Numbers of a road, from one end to the other."""

_ASIDE = 25.0
"""Metres from the middle of the road to a door, about."""

_UNSURVEYED = 0.08
"""Part of the targets without coordinates: moved since the last survey, or never found."""

_METRES = 1_000
_CENTRES = np.array([street.centre for street in STREETS]) * _METRES
_REACHES = np.array([street.reach for street in STREETS]) * _METRES

Metres = NDArray[np.float64]


class Doors(NamedTuple):
    """The doors of n targets: *streets* and *roads* are positions, the rest has shape (n, ...)."""

    streets: NDArray[np.int64]
    roads: NDArray[np.int64]
    numbers: NDArray[np.int64]
    places: Metres  # (n, 2) east and north
    surveyed: NDArray[np.bool_]

    @property
    def addresses(self) -> pl.Series:
        """The address of each target."""
        return pl.select(
            pl.concat_str(
                pl.lit("天津市滨海新区"),
                pl.Series(np.array([street.name for street in STREETS])[self.streets]),
                pl.Series(np.array(_ROADS)[self.roads]),
                pl.Series(self.numbers).cast(pl.String),
                pl.lit("号"),
            ).alias("address")
        ).to_series()

    @property
    def coordinates(self) -> dict[str, pl.Series]:
        """The columns `easting` and `northing`."""
        return coordinates(self.places, self.surveyed)


def doors(streets: NDArray[np.int64], premises: pl.Series, *, rng: np.random.Generator) -> Doors:
    """Return a door for each target in *streets*; targets with one of the *premises* share it."""
    count = len(streets)
    roads, numbers = rng.integers(len(_ROADS), size=count), rng.integers(1, _HOUSES, size=count)
    along = numbers / _HOUSES - 0.5
    places = _on_roads(streets, roads, along, rng=rng)
    surveyed = rng.random(count) >= _UNSURVEYED
    first = _first_of(premises)
    return Doors(streets, roads[first], numbers[first], places[first], surveyed[first])


def _first_of(premises: pl.Series) -> NDArray[np.int64]:
    """Return for each target the first one on its premises; itself where there are none."""
    frame = pl.DataFrame({"premises": premises, "row": np.arange(len(premises))})
    shared = pl.col("row").first().over("premises")
    alone = pl.col("premises").is_null()
    return frame.select(pl.when(alone).then("row").otherwise(shared)).to_series().to_numpy()


def _on_roads(
    streets: NDArray[np.int64],
    roads: NDArray[np.int64],
    along: NDArray[np.float64],
    *,
    rng: np.random.Generator,
) -> Metres:
    """Return places by the roads, *along* from -1/2 at one end to 1/2 at the other."""
    shape = (len(STREETS), len(_ROADS))
    middles = _within(np.repeat(np.arange(len(STREETS)), len(_ROADS)), 0.6, rng=rng)
    angles = rng.random(shape) * np.pi
    here = angles[streets, roads]
    direction = np.stack([np.cos(here), np.sin(here)], axis=1)
    offset = along[:, None] * _REACHES[streets, None] * direction
    places: Metres = middles.reshape(*shape, 2)[streets, roads] + offset
    return places + rng.normal(0, _ASIDE, size=places.shape)


def _within(streets: NDArray[np.int64], part: float, *, rng: np.random.Generator) -> Metres:
    """Return places uniform in the disc around each street's centre, *part* of its reach wide."""
    angles = rng.random(len(streets)) * 2 * np.pi
    radii = _REACHES[streets] * part * np.sqrt(rng.random(len(streets)))
    directions: Metres = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return np.asarray(_CENTRES[streets] + radii[:, None] * directions)


def anywhere(streets: NDArray[np.int64], *, rng: np.random.Generator) -> dict[str, pl.Series]:
    """Return `easting` and `northing` of places anywhere in *streets*; some have none."""
    places = _within(streets, 1.0, rng=rng)
    return coordinates(places, rng.random(len(streets)) >= _UNSURVEYED)


def coordinates(places: Metres, surveyed: NDArray[np.bool_]) -> dict[str, pl.Series]:
    """Return the columns `easting` and `northing`, in whole metres, null where not *surveyed*."""
    metres = np.rint(places).astype(np.int32)
    unknown = pl.Series(~surveyed)
    return {
        name: pl.Series(metres[:, axis]).set(unknown, None)
        for axis, name in enumerate(("easting", "northing"))
    }
