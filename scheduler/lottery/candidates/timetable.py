"""The timetable of a pool: days and weeks of its calls, and how often each officer may still go.

Rule: day-at-most
Rule: week-at-most
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scheduler.domain.problem import Problem
from scheduler.lottery.candidates.acquaintance import Company, last_company
from scheduler.lottery.candidates.calls import Call
from scheduler.lottery.candidates.periods import Periods
from scheduler.lottery.candidates.roster import UNLIMITED

Week = tuple[int, int]
"""Year and number of an ISO week."""


@dataclass(frozen=True)
class Engagements:
    """What officers have done and will do elsewhere.

    Visits in the weeks of the window, by day and by week, and *company*: with whom each was at his
    latest visit before the window.
    """

    on_day: Mapping[tuple[str, date], int]
    in_week: Mapping[tuple[str, Week], int]
    company: Company


def week_of(day: date) -> Week:
    """Return the ISO week of *day*."""
    year, week, _ = day.isocalendar()
    return year, week


def engagements(problem: Problem) -> Engagements:
    """Look up the visits of the logs: those in weeks that the window touches count, once each."""
    found: set[tuple[str, date, str]] = set()
    policy, window = problem.policy, problem.window
    if policy.max_per_day is not None or policy.max_per_week is not None:
        first = window.starts - timedelta(days=window.starts.weekday())
        last = window.ends + timedelta(days=7)
        for log in (problem.history, problem.live):
            near = log.frame.filter((pl.col("day") >= first) & (pl.col("day") < last))
            for row in near.select("visit_id", "day", "officer_ids").iter_rows(named=True):
                found |= {(who, row["day"], row["visit_id"]) for who in row["officer_ids"]}
    return Engagements(
        Counter((who, day) for who, day, _ in found),
        Counter((who, week_of(day)) for who, day, _ in found),
        last_company(problem),
    )


def periods_of(
    problem: Problem, calls: Sequence[Call], officers: Sequence[str], engaged: Engagements
) -> Periods:
    """Return the periods of *calls*, in their order, and the limits of *officers*, in theirs."""
    days = [call.visit.day for call in calls]
    policy = problem.policy
    day_of, day_most = _limits(days, officers, policy.max_per_day, engaged.on_day)
    weeks = [week_of(day) for day in days]
    week_index, week_most = _limits(weeks, officers, policy.max_per_week, engaged.in_week)
    return Periods(_numbered([call.visit.visit_id for call in calls]), day_of, week_index,
                   day_most, week_most)  # fmt: skip


When = TypeVar("When", date, Week)


def _limits(
    when: Sequence[When],
    officers: Sequence[str],
    most: int | None,
    engaged: Mapping[tuple[str, When], int],
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the number of each call's day (or week), and what each officer has left then."""
    if most is None:
        free = np.full((len(officers), 1), UNLIMITED, np.int64)
        return np.zeros(len(when), np.int32), free
    numbered = sorted(set(when))
    left = np.full((len(officers), max(len(numbered), 1)), most, np.int64)
    column = {day: number for number, day in enumerate(numbered)}
    position = {officer: row for row, officer in enumerate(officers)}
    for (who, day), visits in engaged.items():
        if who in position and day in column:
            left[position[who], column[day]] = max(0, most - visits)
    return np.array([column[day] for day in when], np.int32), left


def _numbered(names: Sequence[str]) -> NDArray[np.int32]:
    number: dict[str, int] = {}
    return np.array([number.setdefault(name, len(number)) for name in names], np.int32)
