"""Rosters: the people of a crew who could go in this window, on which days, how often.

Rule: own-body
Rule: on-duty
Rule: certified
Rule: not-on-leave
Rule: expert-places
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scheduler.domain.conflicts import Leave
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.problem import Problem
from scheduler.domain.registry import LEADER, DutyStatus, Role
from scheduler.lottery.candidates.crews import Crew

UNLIMITED = 1 << 30


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of one crew. Axes: n people, D working days of the window."""

    body_id: str
    officer_ids: tuple[str, ...]
    available: NDArray[np.bool_]  # (n, D)
    qualifications: tuple[frozenset[str], ...]
    live: NDArray[np.int64]  # (n,) visits of earlier draws in the window
    hard_min: NDArray[np.int64]  # (n,) further visits at least
    hard_max: NDArray[np.int64]  # (n,) further visits at most
    senior: NDArray[np.bool_]  # (n,)
    role: Role = Role.OFFICER

    @property
    def crew(self) -> Crew:
        """Whose roster it is."""
        return Crew(self.body_id, self.role)

    @property
    def days_available(self) -> NDArray[np.int64]:
        """Working days on which each officer could go, shape (n,)."""
        return np.asarray(self.available.sum(axis=1), np.int64)

    def permuted(self, officers: list[int]) -> Self:
        """Return the same roster in another order (positions)."""
        return replace(
            self,
            officer_ids=tuple(self.officer_ids[o] for o in officers),
            available=self.available[officers],
            qualifications=tuple(self.qualifications[o] for o in officers),
            live=self.live[officers],
            hard_min=self.hard_min[officers],
            hard_max=self.hard_max[officers],
            senior=self.senior[officers],
        )


def on_duty(problem: Problem, role: Role = Role.OFFICER) -> pl.Expr:
    """Return the condition on the officer registry that somebody is in post and not lent away.

    Only officers can be asked for the front line: experts have none.
    """
    condition = (
        (pl.col("role") == role.value)
        & (pl.col("status") == DutyStatus.ON_DUTY.value)
        & ~pl.col("seconded")
    )
    if role is Role.EXPERT or not problem.policy.front_line_only:
        return condition
    return condition & pl.col("front_line")


def crew_rosters(problem: Problem, crews: Iterable[Crew]) -> dict[Crew, Roster]:
    """Return the rosters of *crews*, and people within each, ascending."""
    wanted = sorted(set(crews))
    rows: dict[Crew, dict[str, dict[str, Any]]] = {crew: {} for crew in wanted}
    for role in Role:
        bodies = [crew.body_id for crew in wanted if crew.role is role]
        condition = on_duty(problem, role) & pl.col("body_id").is_in(bodies)
        for row in problem.officers.frame.filter(condition).iter_rows(named=True):
            rows[Crew(row["body_id"], role)][row["officer_id"]] = row
    away: dict[str, list[Leave]] = defaultdict(list)
    for leave in problem.leave:
        away[leave.officer_id].append(leave)
    live = live_visits(problem)
    return {crew: _roster(problem, crew, rows[crew], away, live) for crew in wanted}


def live_visits(problem: Problem) -> dict[tuple[str, str], int]:
    """Return (body, officer) -> visits of earlier draws on days of the window."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _within(problem.live, problem).iter_rows(named=True):
        for officer_id in row["officer_ids"]:
            found[row["body_id"], officer_id].add(row["visit_id"])
    return {who: len(visits) for who, visits in found.items()}


def _within(log: InspectionLog, problem: Problem) -> pl.DataFrame:
    window = problem.window
    return log.frame.filter((pl.col("day") >= window.starts) & (pl.col("day") < window.ends))


def _roster(
    problem: Problem,
    crew: Crew,
    rows: dict[str, dict[str, Any]],
    away: Mapping[str, list[Leave]],
    live: dict[tuple[str, str], int],
) -> Roster:
    days = np.array(problem.days, "datetime64[D]")
    available = {
        officer_id: _could_go(crew, row, away.get(officer_id, ()), days)
        for officer_id, row in rows.items()
    }
    ids = sorted(officer_id for officer_id, could in available.items() if could.any())
    policy, chosen = problem.policy, [rows[officer_id] for officer_id in ids]
    carried = np.array([live.get((crew.body_id, officer_id), 0) for officer_id in ids], np.int64)
    most = [_first(row["max_visits"], policy.max_visits, UNLIMITED) for row in chosen]
    least = [_first(row["min_visits"], policy.min_visits, 0) for row in chosen]
    return Roster(
        body_id=crew.body_id,
        officer_ids=tuple(ids),
        available=np.array([available[i] for i in ids], np.bool_).reshape(-1, len(problem.days)),
        qualifications=tuple(qualifications_of(row) for row in chosen),
        live=carried,
        hard_min=np.maximum(np.array(least, np.int64) - carried, 0),
        hard_max=np.maximum(np.array(most, np.int64) - carried, 0),
        senior=np.array([row["senior"] for row in chosen], np.bool_),
        role=crew.role,
    )


def _could_go(
    crew: Crew, row: dict[str, Any], leaves: Iterable[Leave], days: NDArray[np.datetime64]
) -> NDArray[np.bool_]:
    """Tell on which of *days* somebody may go and is there."""
    valid_to = row["cert_valid_to"] or date.min
    # An expert advises and needs no certificate.
    could = (days <= np.datetime64(valid_to)) | (crew.role is Role.EXPERT)
    for leave in leaves:
        could &= (days < np.datetime64(leave.starts)) | (days >= np.datetime64(leave.ends))
    return np.asarray(could)


def _first(*values: int | None) -> int:
    return next(value for value in values if value is not None)


def qualifications_of(row: dict[str, Any]) -> frozenset[str]:
    """Return what an officer of the registry holds, with `lead` if he may lead."""
    return frozenset(row["qualifications"]) | (frozenset({LEADER}) if row["may_lead"] else set())
