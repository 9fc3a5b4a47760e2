"""Days on which targets are closed to inspectors: weekly rests of trades, and stocktaking.

Which trades rest on which day is custom; the shares are ours. No target rests on two days from
Monday to Friday, so that every plan with days in two weeks finds each of its targets open.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scenarios.trades import TRADES


class Rest(NamedTuple):
    """Part of the targets in trades that begin with *prefix* rest on *days*."""

    prefix: str
    part: float
    days: tuple[str, ...]


_RESTS = (
    Rest("H62", 0.30, ("mon",)),  # eating places
    Rest("O8040", 0.25, ("tue",)),  # hairdressers
    Rest("P83", 1.0, ("sat", "sun")),  # schools
    Rest("R8760", 0.2, ("mon",)),  # cinemas
    Rest("Q8425", 0.3, ("wed",)),  # doctors' practices
)

_STOCKTAKING = (
    Rest("F51", 0.1, ("2026-12-31",)),  # wholesalers
    Rest("G59", 0.1, ("2026-12-31",)),  # warehouses
)


def closed_days(trades: NDArray[np.int64], *, rng: np.random.Generator) -> pl.Series:
    """Return the closed days of targets, given as positions in `TRADES`; most have none."""
    rests = (*_RESTS, *_STOCKTAKING)
    chance, which = rng.random(len(trades)), np.zeros(len(trades), np.int64)
    for number, rest in enumerate(rests, 1):
        concerned = np.array([trade.code.startswith(rest.prefix) for trade in TRADES])[trades]
        which[concerned & (chance < rest.part)] = number
    table = pl.Series([[], *(rest.days for rest in rests)], dtype=pl.List(pl.String()))
    return table.gather(which)
