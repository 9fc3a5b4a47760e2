"""What the worlds of the gallery are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import polars as pl

from scenarios.small import MARKET_PLAN, WINDOW, officers
from scheduler.domain.calendar import Window
from scheduler.domain.conflicts import Absence, Leave
from scheduler.domain.plans import ListedTargets, Participation, Plan, PlanKind
from scheduler.domain.policy import Policy
from scheduler.domain.problem import Problem
from scheduler.domain.registry import OfficerRegistry

PLAIN = Policy(version="gallery-1")
MARKET = Participation(body_id="B01")
FIRST_WEEK = Window(date(2026, 12, 1), date(2026, 12, 5))
SECOND_HALF = Window(date(2026, 12, 16), WINDOW.ends)


def staff(*, count: int = 4, others: int = 0, **columns: pl.Expr) -> OfficerRegistry:
    """Return *count* officers of the market body and *others*; *columns* say what differs."""
    frame = officers(B01=count, B02=others).frame
    return OfficerRegistry.from_frame(frame.with_columns(**columns))


def only(*numbers: int) -> pl.Expr:
    """Return the condition to be one of these officers of the market body, from 1 on."""
    return pl.col("officer_id").is_in([f"B01-{number:03}" for number in numbers])


def away(
    numbers: Iterable[int],
    starts: date = WINDOW.starts,
    ends: date = WINDOW.ends,
    absence: Absence = Absence.LEAVE,
    body_id: str = "B01",
) -> tuple[Leave, ...]:
    """Return the leave of officers of a body."""
    return tuple(
        Leave(officer_id=f"{body_id}-{number:03}", starts=starts, ends=ends, absence=absence)
        for number in numbers
    )


def listing(problem: Problem, count: int = 1, *, window: Window = WINDOW) -> Plan:
    """Return a special plan that lists the first targets of the registry."""
    return replace(
        MARKET_PLAN,
        kind=PlanKind.SPECIAL,
        window=window,
        targets=ListedTargets(
            target_ids=problem.targets.ids[:count],
            reason="专项整治",
            approver="区人民政府分管副区长",
        ),
    )
