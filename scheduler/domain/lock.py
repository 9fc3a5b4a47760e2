"""The lock: what is frozen before the seed exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.dayplan import DayPlan
from scheduler.domain.hashing import Profile
from scheduler.domain.overlap import CellLock
from scheduler.domain.problem import Problem
from scheduler.domain.quota import Stratum

NO_DAYS = DayPlan(plan_days=(), body_days=())


class Exclusion(StrEnum):
    """Why a target is not in a plan's pool. The first reason that applies counts."""

    OUT_OF_SCOPE = "out_of_scope"
    NO_ITEM = "no_item"
    INACTIVE = "inactive"
    WHITELISTED = "whitelisted"
    GRACE_PERIOD = "grace_period"
    CAP_BODY = "cap_body"
    CAP_LEVEL = "cap_level"
    CAP_TOTAL = "cap_total"
    ITEM_DONE = "item_done"
    DRAWN_RECENTLY = "drawn_recently"
    PREMISES_TAKEN = "premises_taken"
    KEPT_BY_OTHER_PLAN = "kept_by_other_plan"


@dataclass(frozen=True, slots=True)
class StratumPool:
    """The part of a pool with equal values in the quota's columns, and how many it must give.

    *quota* is None in a cell of overlapping quotas: how many it gives is drawn from the seed.
    """

    stratum: Stratum
    rows: NDArray[np.int64]  # positions in the target registry, ascending
    quota: int | None


@dataclass(frozen=True, slots=True)
class PlanPool:
    """Who can be drawn by one plan. Registry size = pool + sum of exclusions, always.

    With overlapping quotas the strata are their cells, and *sample* is how many all of them give
    together; without, it is None.
    """

    plan_id: str
    strata: tuple[StratumPool, ...]  # ascending by stratum
    exclusions: Mapping[Exclusion, int]  # reasons with at least one target
    sample: int | None = None

    def __post_init__(self) -> None:
        if any((stratum.quota is None) is (self.sample is None) for stratum in self.strata):
            message = f"Plan {self.plan_id} has either a quota for each stratum or a sample."
            raise ValueError(message)

    @property
    def size(self) -> int:
        """Targets in the pool."""
        return sum(len(stratum.rows) for stratum in self.strata)

    @property
    def quota(self) -> int:
        """Targets to draw."""
        if self.sample is not None:
            return self.sample
        return sum(stratum.quota or 0 for stratum in self.strata)


def stratum_numbers(pools: Iterable[PlanPool]) -> dict[tuple[str, Stratum], int]:
    """Return a number for each plan and stratum, from 1, so that nobody need tell what it is."""
    return {
        (pool.plan_id, part.stratum): number
        for pool in pools
        for number, part in enumerate(pool.strata, start=1)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """A problem with its pools, quotas and days, frozen at a moment. After it nothing is redrawn.

    *days* and *cells* are facts that solvers found; a replay takes them as published.
    """

    problem: Problem
    pools: tuple[PlanPool, ...]  # one per plan that draws here, in plan order
    locked_at: datetime  # with a time zone
    entropy: tuple[str, ...] = ("local",)  # declared sources, in order
    profile: Profile = Profile.SHA256
    days: DayPlan = NO_DAYS
    cells: Mapping[str, CellLock] = field(default_factory=dict)  # plans with overlapping quotas
