"""Usage: how often each target has been inspected, counted against annual caps and gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scheduler.domain.bodies import Level
from scheduler.domain.calendar import months_before
from scheduler.domain.plans import PlanKind
from scheduler.domain.problem import Problem

Counts = NDArray[np.int64]
"""One number per target, in registry order, shape (N,)."""

Positions = Mapping[str, NDArray[np.int64]]
"""Rows of the target registry, one for every inspection, by body or by item."""

NOWHERE: NDArray[np.int64] = np.empty(0, np.int64)

RANDOM_KINDS = (PlanKind.DUAL_RANDOM.value, PlanKind.JOINT_DUAL_RANDOM.value)


@dataclass(frozen=True)
class Usage:
    """Visits made (history) or already drawn (live tasks), looked up per target."""

    problem: Problem

    @cached_property
    def log(self) -> pl.DataFrame:
        """All inspections of known targets, with the position of the target."""
        both = pl.concat(
            [
                log.frame.select(
                    "visit_id", "target_id", "body_id", "day", "plan_kind", "cap_exempt", "item_ids"
                )
                for log in (self.problem.history, self.problem.live)
            ]
        )
        positions = pl.DataFrame(
            {"target_id": self.problem.targets.frame["target_id"]}
        ).with_row_index("position")
        return both.join(positions, on="target_id")

    @cached_property
    def this_year(self) -> pl.DataFrame:
        """Inspections of the calendar year in which the window begins."""
        year = self.problem.window.starts.year
        return self.log.filter(
            (pl.col("day") >= date(year, 1, 1)) & (pl.col("day") < date(year + 1, 1, 1))
        )

    @cached_property
    def _counted(self) -> pl.DataFrame:
        levels = {body.body_id: body.level.value for body in self.problem.bodies}
        return self.this_year.filter(~pl.col("cap_exempt")).with_columns(
            pl.col("body_id").replace_strict(levels, default=None).alias("level")
        )

    def _visits(self, rows: pl.DataFrame) -> Counts:
        return self._times(rows.select("position", "visit_id").unique()["position"].to_numpy())

    def _times(self, positions: NDArray[np.int64]) -> Counts:
        return np.bincount(positions, minlength=len(self.problem.targets))

    @cached_property
    def total(self) -> Counts:
        """Counted visits of this year, by any body."""
        return self._visits(self._counted)

    def by_level(self, level: Level) -> Counts:
        """Count the visits of this year with a body of *level*."""
        return self._visits(self._counted.filter(pl.col("level") == level.value))

    @cached_property
    def _by_body(self) -> Positions:
        visits = self._counted.select("body_id", "position", "visit_id").unique()
        return _positions_by("body_id", visits)

    def by_body(self, body_id: str) -> Counts:
        """Count the visits of this year with this body."""
        return self._times(self._by_body.get(body_id, NOWHERE))

    @cached_property
    def _recent_draws(self) -> Positions:
        since = months_before(self.problem.window.starts, self.problem.policy.redraw_gap_months)
        rows = self.log.filter((pl.col("day") > since) & pl.col("plan_kind").is_in(RANDOM_KINDS))
        return _positions_by("body_id", rows)

    def drawn_recently(self, body_id: str) -> NDArray[np.bool_]:
        """Whether a random plan of *body_id* drew the target within the redraw gap, shape (N,)."""
        return self._times(self._recent_draws.get(body_id, NOWHERE)) > 0

    @cached_property
    def _items_done(self) -> Positions:
        rows = self.this_year.select("position", "item_ids").explode("item_ids").drop_nulls()
        return _positions_by("item_ids", rows)

    def done_this_year(self, item_id: str) -> NDArray[np.bool_]:
        """Whether the item was checked at the target in this calendar year, shape (N,)."""
        return self._times(self._items_done.get(item_id, NOWHERE)) > 0


def _positions_by(column: str, rows: pl.DataFrame) -> Positions:
    return {
        str(key[0]): part["position"].to_numpy().astype(np.int64)
        for key, part in rows.select(column, "position").group_by(column)
    }
