"""The two registries (两库): targets and officers, columnar and sorted by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

import polars as pl

from scheduler.domain import frames
from scheduler.domain.frames import TEXTS, Schema


class TargetType(StrEnum):
    """What a target is; an area (a river, a market street) may be inspected as well as a firm."""

    ENTERPRISE = "enterprise"
    SOLE_TRADER = "sole_trader"
    COOPERATIVE = "cooperative"
    PRODUCT = "product"
    PROJECT = "project"
    AREA = "area"


class Role(StrEnum):
    """What somebody in the registry of officers may do; experts only advise."""

    OFFICER = "officer"
    EXPERT = "expert"


class DutyStatus(StrEnum):
    """State of an officer's post."""

    ON_DUTY = "on_duty"
    OFF_DUTY = "off_duty"
    SUSPENDED = "suspended"


TARGETS: Schema = {
    "target_id": (pl.String(), ...),
    "name": (pl.String(), ...),
    "target_type": (pl.String(), TargetType.ENTERPRISE.value),
    "premises_id": (pl.String(), None),  # where visits meet; the target itself if not given
    "division_code": (pl.String(), None),  # GB/T 2260
    "street": (pl.String(), None),
    "address": (pl.String(), None),
    "industry_code": (pl.String(), None),  # GB/T 4754
    "credit_risk_class": (pl.String(), None),  # internal: never on a public page
    "reg_date": (pl.Date(), None),
    "active": (pl.Boolean(), True),
    "whitelisted": (pl.Boolean(), False),
    "abnormal": (pl.Boolean(), False),
    "complaint_count_12m": (pl.Int32(), 0),
    "group_id": (pl.String(), None),
    "supervising_unit": (pl.String(), None),
    "labels": (TEXTS, []),
    "people": (TEXTS, []),  # opaque keys of persons, for conflicts of interest
    "closed_days": (TEXTS, []),  # ISO days, and weekdays `mon` to `sun`, without visits
    "easting": (pl.Int32(), None),  # metres, in the projection of the local survey
    "northing": (pl.Int32(), None),
}

OFFICERS: Schema = {
    "officer_id": (pl.String(), ...),
    "name": (pl.String(), ...),
    "body_id": (pl.String(), ...),
    "unit": (pl.String(), None),
    "cert_no": (pl.String(), None),
    "cert_valid_to": (pl.Date(), None),  # last valid day; None is no certificate
    "status": (pl.String(), DutyStatus.ON_DUTY.value),
    "seconded": (pl.Boolean(), False),
    "front_line": (pl.Boolean(), True),
    "may_lead": (pl.Boolean(), True),
    "qualifications": (TEXTS, []),
    "max_visits": (pl.Int32(), None),  # per draw window; the policy's number if not given
    "min_visits": (pl.Int32(), None),
    "role": (pl.String(), Role.OFFICER.value),
    "senior": (pl.Boolean(), False),
    "base_street": (pl.String(), None),
    "easting": (pl.Int32(), None),  # of his base, as for targets
    "northing": (pl.Int32(), None),
}

LEADER = "lead"
"""The qualification that *may_lead* stands for."""


@dataclass(frozen=True)
class Registry:
    """A frame with one row per id, ascending by id, and its digest."""

    frame: pl.DataFrame

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical text; see `frames.canonical_csv`."""
        return frames.digest(self.frame)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """All ids, ascending: the order of every axis over this registry."""
        return tuple(self.frame.to_series(0).to_list())

    @cached_property
    def position(self) -> dict[str, int]:
        """Id -> row."""
        return {name: row for row, name in enumerate(self.ids)}

    def row(self, name: str) -> dict[str, Any]:
        """Return the row of one id."""
        return self.frame.row(self.position[name], named=True)

    def __len__(self) -> int:
        return self.frame.height


def _sorted_once(frame: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    conformed = frames.conform(frame, schema)
    key = conformed.columns[0]
    if conformed[key].n_unique() != conformed.height:
        message = f"{key} must be unique."
        raise ValueError(message)
    return conformed.sort(key)


class TargetRegistry(Registry):
    """检查对象名录库. Schema `TARGETS`; further columns are kept as text, for scopes."""

    @classmethod
    def from_frame(cls, frame: pl.DataFrame) -> Self:
        """Build from any frame with the schema's columns; order of rows does not matter."""
        ordered = _sorted_once(frame, TARGETS)
        return cls(
            ordered.with_columns(
                pl.coalesce("premises_id", "target_id").alias("premises_id"),
                pl.col("labels", "people", "closed_days").list.sort(),
            )
        )

    @cached_property
    def closed_days(self) -> Mapping[str, tuple[str, ...]]:
        """Target -> days on which it cannot be visited, for those that have some."""
        some = self.frame.filter(pl.col("closed_days").list.len() > 0)
        return {
            target_id: tuple(days)
            for target_id, days in some.select("target_id", "closed_days").iter_rows()
        }


class OfficerRegistry(Registry):
    """执法检查人员名录库. Schema `OFFICERS`."""

    @classmethod
    def from_frame(cls, frame: pl.DataFrame) -> Self:
        """Build from any frame with the schema's columns; order of rows does not matter."""
        ordered = _sorted_once(frame, OFFICERS)
        return cls(ordered.with_columns(pl.col("qualifications").list.sort()))
