"""Who supervises a target: the development zone that it lies in, or else the street."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scenarios.streets import STREETS


def supervising_units(streets: NDArray[np.int64], *, rng: np.random.Generator) -> pl.Series:
    """Return the unit for targets in *streets*, given as positions in `STREETS`."""
    units = np.array([street.name for street in STREETS], dtype=object)[streets]
    draws = rng.random(len(streets))
    for position, street in enumerate(STREETS):
        begins = 0.0
        for zone, part in street.zones:
            here = (streets == position) & (draws >= begins) & (draws < begins + part)
            units[here] = zone
            begins += part
    return pl.Series(units.tolist())
