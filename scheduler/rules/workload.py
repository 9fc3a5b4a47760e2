"""What people can give in a draw's window and what they were given, for the rules on loads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from scheduler.domain.conflicts import Leave
from scheduler.domain.planbook import Team
from scheduler.domain.policy import Policy
from scheduler.domain.problem import Problem
from scheduler.domain.registry import DutyStatus, Role


class Crew(NamedTuple):
    """Those who share the work: the officers of a body, or its experts."""

    body_id: str
    role: Role


def crew_of(officer: Mapping[str, Any]) -> Crew:
    """Return the crew of a row of the registry."""
    return Crew(officer["body_id"], Role(officer["role"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One officer or expert in one draw. Numbers are visits within the draw's window.

    *live* were drawn earlier and are still open, *drawn* were drawn now; *at_most* (None: no
    limit) and *at_least* bound the two together.
    """

    officer_id: str
    crew: Crew
    is_in_post: bool
    days_available: int
    live: int
    drawn: int
    at_most: int | None
    at_least: int

    @property
    def body_id(self) -> str:
        """The body he belongs to, wherever he is sent."""
        return self.crew.body_id

    @property
    def is_in_pool(self) -> bool:
        """Tell whether he takes part in the draw of his crew."""
        return self.is_in_post and self.days_available > 0

    @property
    def most_now(self) -> int | None:
        """What this draw may give him at most; what he has already is not taken away."""
        return None if self.at_most is None else max(0, self.at_most - self.live)

    @property
    def least_now(self) -> int:
        """What this draw must give him at least."""
        return max(0, self.at_least - self.live)


def is_in_post(officer: Mapping[str, Any], policy: Policy) -> bool:
    """Tell whether somebody serves in his own body; officers at the front line if that is asked."""
    serves = officer["status"] == DutyStatus.ON_DUTY and not officer["seconded"]
    is_asked = policy.front_line_only and officer["role"] == Role.OFFICER
    return serves and (officer["front_line"] or not is_asked)


def is_certified(officer: Mapping[str, Any], day: date) -> bool:
    """Tell whether the officer's certificate is valid on *day*; its last day counts."""
    valid_to: date | None = officer["cert_valid_to"]
    return valid_to is not None and day <= valid_to


def duties_of(
    problem: Problem,
    officers: Mapping[str, Mapping[str, Any]],
    leave: Mapping[str, tuple[Leave, ...]],
    teams: Iterable[Team],
) -> tuple[Duty, ...]:
    """Return what each of *officers* can give and was given, in their order."""
    policy = problem.policy
    live = _live_visits(problem)
    drawn = Counter(name for team in teams for name in {*team.officer_ids, *team.expert_ids})
    return tuple(
        Duty(
            officer_id=officer_id,
            crew=crew_of(row),
            is_in_post=is_in_post(row, policy),
            days_available=_days_available(problem.days, row, leave.get(officer_id, ())),
            live=live[row["body_id"], officer_id],
            drawn=drawn[officer_id],
            at_most=_given(row["max_visits"], policy.max_visits),
            at_least=_given(row["min_visits"], policy.min_visits) or 0,
        )
        for officer_id, row in officers.items()
    )


def _given(own: int | None, general: int | None) -> int | None:
    return general if own is None else own


def _days_available(
    days: tuple[date, ...], officer: Mapping[str, Any], absences: tuple[Leave, ...]
) -> int:
    needs_certificate = officer["role"] == Role.OFFICER
    if needs_certificate and days and not is_certified(officer, days[-1]):
        days = tuple(day for day in days if is_certified(officer, day))
    if not absences:
        return len(days)
    return sum(not any(day in absence for absence in absences) for day in days)


def _live_visits(problem: Problem) -> Counter[tuple[str, str]]:
    """Count, by body and officer, the visits of earlier draws that fall into the window."""
    window = problem.window
    within = problem.live.frame.filter(
        (pl.col("day") >= window.starts) & (pl.col("day") < window.ends)
    )
    # A visit to two targets has two rows, and is one visit.
    visits = {
        (row["body_id"], officer_id, row["visit_id"])
        for row in within.iter_rows(named=True)
        for officer_id in row["officer_ids"]
    }
    return Counter((body_id, officer_id) for body_id, officer_id, _ in visits)
