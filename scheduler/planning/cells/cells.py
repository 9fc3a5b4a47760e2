"""Cells: units of a frame that are equal in all quota columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scheduler.domain.lock import PlanPool
from scheduler.domain.overlap import Cells, Margin, OverlappingQuota
from scheduler.domain.quota import NO_VALUE


@dataclass(frozen=True, slots=True)
class CellTable:
    """The cells of a frame, and which cell each of its rows is in."""

    cells: Cells
    cell_of: NDArray[np.int32]  # (rows,)


def cell_table(frame: pl.DataFrame, columns: tuple[str, ...]) -> CellTable:
    """Divide the rows of *frame* into cells, ascending by their values; no value counts as `-`."""
    values = frame.select(pl.col(name).cast(pl.String).fill_null(NO_VALUE) for name in columns)
    if not columns:
        sizes = (frame.height,) if frame.height else ()
        only = Cells(columns=(), levels=((),) * len(sizes), sizes=sizes)
        return CellTable(only, np.zeros(frame.height, np.int32))
    counted = values.group_by(columns).len("size").sort(columns)
    numbered = counted.with_row_index("cell")
    found = values.join(numbered, on=columns, how="left", maintain_order="left")["cell"]
    cells = Cells(
        columns=columns,
        levels=tuple(counted.select(columns).iter_rows()),
        sizes=tuple(counted["size"].to_list()),
    )
    return CellTable(cells, found.to_numpy().astype(np.int32))


def cells_of(pool: PlanPool, quota: OverlappingQuota) -> Cells:
    """Return the cells of a pool whose strata they are."""
    filled = [part for part in pool.strata if len(part.rows)]
    return Cells(
        columns=quota.columns,
        levels=tuple(part.stratum for part in filled),
        sizes=tuple(len(part.rows) for part in filled),
    )


def every_level(
    frame: pl.DataFrame, column: str, *, least: int = 0, most: int | None = None
) -> tuple[Margin, ...]:
    """Return the same bounds for every level of *column*: at least 3 per street, say."""
    levels = frame[column].cast(pl.String).fill_null(NO_VALUE).unique().sort().to_list()
    top = frame.height if most is None else most
    return tuple(Margin(column=column, level=level, least=least, most=top) for level in levels)
