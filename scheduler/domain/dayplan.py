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


@dataclass(frozen=True, slots=True, order=True)
class DayLoan:
    """*places* of a body's visits on *day* for which *lender* keeps officers ready; 1 or more."""

    body_id: str
    day: date
    lender: str
    places: int


@dataclass(frozen=True, kw_only=True)
class DayPlan:
    """What the solver found and the lock froze: a fact, not to be computed again."""

    plan_days: tuple[PlanDay, ...]  # ascending by plan and day
    body_days: tuple[BodyDay, ...]  # ascending by body and day; bodies that take part or lend
    loans: tuple[DayLoan, ...] = ()  # ascending

    def __post_init__(self) -> None:
        for rows in (
            [(row.plan_id, row.day) for row in self.plan_days],
            [(row.body_id, row.day) for row in self.body_days],
            [(row.body_id, row.day, row.lender) for row in self.loans],
        ):
            if rows != sorted(set(rows)):
                message = "Planned days must ascend, each once."
                raise ValueError(message)
        if any(row.visits < 1 for row in self.plan_days) or any(x.places < 1 for x in self.loans):
            message = "A planned day has at least one visit, and a loan at least one place."
            raise ValueError(message)

    @cached_property
    def of_plan(self) -> Mapping[str, tuple[PlanDay, ...]]:
        """The planned days of each plan, ascending."""
        found: dict[str, tuple[PlanDay, ...]] = defaultdict(tuple)
        for row in self.plan_days:
            found[row.plan_id] += (row,)
        return dict(found)

    @cached_property
    def borrowed(self) -> Mapping[tuple[str, date], int]:
        """(body, day) -> places lent to it, less those that it lends; missing is 0."""
        found: dict[tuple[str, date], int] = defaultdict(int)
        for loan in self.loans:
            found[loan.body_id, loan.day] += loan.places
            found[loan.lender, loan.day] -= loan.places
        return dict(found)

    @cached_property
    def room(self) -> Mapping[tuple[str, date], int | None]:
        """(body, day) -> places that visits may use, with what is lent; None is without limit."""
        return {
            (row.body_id, row.day): None
            if row.room is None
            else row.room + self.borrowed.get((row.body_id, row.day), 0)
            for row in self.body_days
        }
