"""Day shortages: why the visits of some plans do not fit on the days, and what would mend it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from scheduler.errors import SchedulerError


class DayReason(StrEnum):
    """What stands in the way.

    NO_DAY: the plan has no working day, or none of its fixed days is one within its window.
    NO_COMMON_DAY: each body of the plan has room for a visit on some day of it, but never all on
    the same day. FULL_DAYS: the plans need more officer-places of the bodies on these days than
    there are.
    """

    NO_DAY = "no_day"
    NO_COMMON_DAY = "no_common_day"
    FULL_DAYS = "full_days"


class DayChange(StrEnum):
    """What would mend a day shortage. Each has been checked to work, alone.

    HIGHER_DAILY_MAXIMUM: each officer of body *subject* makes *amount* more visits a day at most;
    HIGHER_WEEKLY_MAXIMUM: in a week.
    LOWER_RESERVE: of the body's places only the share *amount* stays free for urgent calls.
    MORE_OFFICERS: the body has *amount* officers more. FEWER_VISITS: plan *subject* makes *amount*
    visits fewer. ANY_DAY: the plan is not bound to its fixed days. MORE_DAYS: the plan has *amount*
    more working days, later ones first, within the draw's window.
    """

    HIGHER_DAILY_MAXIMUM = "higher_daily_maximum"
    HIGHER_WEEKLY_MAXIMUM = "higher_weekly_maximum"
    LOWER_RESERVE = "lower_reserve"
    MORE_OFFICERS = "more_officers"
    FEWER_VISITS = "fewer_visits"
    ANY_DAY = "any_day"
    MORE_DAYS = "more_days"


@dataclass(frozen=True, slots=True)
class DayRelaxation:
    """A change that mends a day shortage; ANY_DAY has no amount, 0."""

    change: DayChange
    subject: str
    amount: int | Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class DayShortage:
    """The plans *plan_ids* need *needed* places of *body_ids* on *days*, which have *available*.

    For NO_DAY the two count days; for NO_COMMON_DAY they are the places of one visit, and
    the most of them that any one of the days has. *relaxations* come smallest change first.
    """

    reason: DayReason
    body_ids: tuple[str, ...]
    plan_ids: tuple[str, ...]
    days: tuple[date, ...]
    needed: int
    available: int
    relaxations: tuple[DayRelaxation, ...] = ()

    def __str__(self) -> str:
        span = f"{self.days[0]} to {self.days[-1]}" if self.days else "no day"
        return (
            f"{', '.join(self.plan_ids)} ({', '.join(self.body_ids)}), {span}: "
            f"{self.needed} needed, {self.available} available ({self.reason})."
        )


class DayShortageError(SchedulerError):
    """The visits of some plans do not fit on the days, whatever the seed."""

    code = "day-shortage"

    def __init__(self, shortages: tuple[DayShortage, ...]) -> None:
        super().__init__(shortages)
        self.shortages = shortages

    @property
    def facts(self) -> dict[str, Any]:
        return {"count": len(self.shortages)}

    def __str__(self) -> str:
        return "\n".join(map(str, self.shortages))
