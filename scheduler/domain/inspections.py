"""Inspections already made (history) or already drawn and still open (live tasks)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import polars as pl

from scheduler.domain import frames
from scheduler.domain.frames import TEXTS, Schema
from scheduler.domain.plans import PlanKind

INSPECTIONS: Schema = {
    "visit_id": (pl.String(), ...),  # bodies that came together share it; it counts once
    "target_id": (pl.String(), ...),
    "body_id": (pl.String(), ...),
    "day": (pl.Date(), ...),
    "plan_id": (pl.String(), None),
    "plan_kind": (pl.String(), PlanKind.DUAL_RANDOM.value),
    "cap_exempt": (pl.Boolean(), False),
    "item_ids": (TEXTS, []),
    "officer_ids": (TEXTS, []),
}


@dataclass(frozen=True)
class InspectionLog:
    """One row per visit, target and body, in that order."""

    frame: pl.DataFrame

    @classmethod
    def from_frame(cls, frame: pl.DataFrame) -> Self:
        """Build from any frame with the columns of `INSPECTIONS`."""
        conformed = frames.conform(frame, INSPECTIONS).with_columns(
            pl.col("item_ids", "officer_ids").list.sort()
        )
        key = ["visit_id", "target_id", "body_id"]
        if conformed.select(pl.struct(key).is_duplicated().any()).item():
            message = "A body visits a target once per visit: visit_id, target_id, body_id repeat."
            raise ValueError(message)
        return cls(conformed.sort(key))

    @classmethod
    def none(cls) -> Self:
        """Return a log without rows."""
        return cls(frames.empty(INSPECTIONS))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical text; see `frames.canonical_csv`."""
        return frames.digest(self.frame)

    def __len__(self) -> int:
        return self.frame.height
