"""The days, planned before the names: how many visits of each plan on each day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class PlanDay:
    """*visits* of a plan (rounds, if it makes rounds) are planned on *day*; 1 or more."""

    plan_id: str
    day: date
    visits: int


@dataclass(frozen=True, slots=True, order=True)
class BodyDay:
    """Officer-places of a body on a day.

    *capacity* is what its officers can give, live tasks taken off; None is without limit.
    *reserve* of it stays free for urgent calls. *planned* is what the plans' visits need: of a
    body whose coming depends on the target, the policy's quantile.
    """

    body_id: str
    day: date
    capacity: int | None
    reserve: int
    planned: int

    @property
    def room(self) -> int | None:
        """Places that visits may use: capacity less reserve; None is without limit."""
        return None if self.capacity is None else self.capacity - self.reserve


@dataclass(frozen=True, kw_only=True)
class DayPlan:
    """What the solver found and the lock froze: a fact, not to be computed again."""

    plan_days: tuple[PlanDay, ...]  # ascending by plan and day
    body_days: tuple[BodyDay, ...]  # ascending by body and day, for every body that takes part

    def __post_init__(self) -> None:
        for rows in (
            [(row.plan_id, row.day) for row in self.plan_days],
            [(row.body_id, row.day) for row in self.body_days],
        ):
            if rows != sorted(set(rows)):
                message = "Planned days must ascend, each once."
                raise ValueError(message)
        if any(row.visits < 1 for row in self.plan_days):
            message = "A planned day has at least one visit."
            raise ValueError(message)

    @cached_property
    def of_plan(self) -> Mapping[str, tuple[PlanDay, ...]]:
        """The planned days of each plan, ascending."""
        found: dict[str, tuple[PlanDay, ...]] = defaultdict(tuple)
        for row in self.plan_days:
            found[row.plan_id] += (row,)
        return dict(found)

    @cached_property
    def room(self) -> Mapping[tuple[str, date], int | None]:
        """(body, day) -> places that visits may use; None is without limit."""
        return {(row.body_id, row.day): row.room for row in self.body_days}
