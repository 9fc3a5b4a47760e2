"""Supply: the officer-places that a body can give on each working day, and in each week.

Rule: reserve-kept
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from typing import Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scheduler.domain.problem import Problem
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.roster import Roster, crew_rosters
from scheduler.lottery.candidates.timetable import Week, engagements, week_of
from scheduler.planning.officer_time import time_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """What one body can give; both tuples have an entry per working day of the window.

    *officers* are there on the day, *live* the places that visits of earlier draws take.
    *per_officer* is how many visits one officer makes on a day at most, None without limit, and
    *reserved* the share of the places that stays free for urgent calls. *in_week* are the places
    left in each of *weeks* (positions of days that lie in one ISO week), where an officer makes
    *per_week* visits at most; None without limit. *lent* are places on each day that officers of
    others fill on top.
    """

    body_id: str
    officers: tuple[int, ...]
    live: tuple[int, ...]
    per_officer: int | None
    reserved: Fraction
    weeks: tuple[tuple[int, ...], ...] = ()
    in_week: tuple[int, ...] | None = None
    per_week: int | None = None
    lent: tuple[int, ...] = ()

    @property
    def is_limited(self) -> bool:
        """Whether officers have a limit that planned days must keep."""
        return self.per_officer is not None or self.in_week is not None

    def joined(self, more: int) -> Self:
        """Return the supply with so many officers *more*, who are there on all days."""
        in_week = self.in_week and tuple(n + more * (self.per_week or 0) for n in self.in_week)
        return replace(self, officers=tuple(n + more for n in self.officers), in_week=in_week)

    def weekly(self, more: int) -> Self:
        """Return the supply if each officer makes so many visits *more* in a week at most."""
        there = (max(self.officers[day] for day in days) for days in self.weeks)
        in_week = tuple(n + more * m for n, m in zip(self.in_week or (), there, strict=True))
        return replace(self, in_week=in_week, per_week=(self.per_week or 0) + more)

    def capacity(self, day: int) -> int | None:
        """Return the places on a day, live tasks taken off; None is without limit."""
        if self.per_officer is None:
            return None
        return max(0, self.officers[day] * self.per_officer - self.live[day])

    def reserve(self, day: int) -> int:
        """Return the places that stay free: a share of those before live tasks, if so many are."""
        if self.per_officer is None:
            return 0
        share = ceil(self.reserved * self.officers[day] * self.per_officer)
        return min(share, max(0, self.officers[day] * self.per_officer - self.live[day]))

    def room(self, day: int) -> int | None:
        """Return the places that visits may use; None is without limit."""
        capacity = self.capacity(day)
        lent = self.lent[day] if self.lent else 0
        return None if capacity is None else capacity - self.reserve(day) + lent


def supplies(problem: Problem, bodies: Iterable[str]) -> dict[str, Supply]:
    """Return the supply of each of *bodies*, ascending."""
    wanted = sorted(set(bodies))
    # Of no consequence here is the order of people: any key will do.
    rosters = crew_rosters(problem, [Crew(body_id) for body_id in wanted])
    taken, weeks = _live_places(problem, wanted), _weeks(problem)
    left = _left_in_weeks(problem, rosters.values())
    return {
        body_id: Supply(
            body_id=body_id,
            officers=tuple(rosters[Crew(body_id)].available.sum(axis=0).tolist()),
            live=tuple(taken[position].tolist()),
            per_officer=problem.policy.max_per_day,
            reserved=problem.policy.urgent_reserve,
            weeks=weeks,
            in_week=left.get(body_id),
            per_week=problem.policy.max_per_week,
        )
        for position, body_id in enumerate(wanted)
    }


def _weeks(problem: Problem) -> tuple[tuple[int, ...], ...]:
    """Return the positions of the working days of each ISO week."""
    found: dict[Week, list[int]] = {}
    for position, day in enumerate(problem.days):
        found.setdefault(week_of(day), []).append(position)
    return tuple(tuple(days) for days in found.values())


def _left_in_weeks(problem: Problem, rosters: Iterable[Roster]) -> dict[str, tuple[int, ...]]:
    """Return by body the visits that its officers may still make in each week, if limited."""
    if problem.policy.max_per_week is None:
        return {}
    engaged, weeks = engagements(problem), _weeks(problem)
    times = (time_of(problem, roster, engaged) for roster in rosters)
    return {
        time.roster.body_id: tuple(int(time.of_week(days).sum()) for days in weeks)
        for time in times
    }


def _live_places(problem: Problem, bodies: list[str]) -> NDArray[np.int64]:
    """Count the places of visits of earlier draws that are still open, by body and day."""
    found = np.zeros((len(bodies), len(problem.days)), np.int64)
    position = {body_id: n for n, body_id in enumerate(bodies)}
    day_of = {day: n for n, day in enumerate(problem.days)}
    rows = problem.live.frame.filter(pl.col("body_id").is_in(bodies))
    # A visit to two targets has two rows, and takes its officers once.
    places = {
        (row["body_id"], row["day"], row["visit_id"], officer_id)
        for row in rows.iter_rows(named=True)
        for officer_id in row["officer_ids"]
        if row["day"] in day_of
    }
    for body_id, day, _, _ in places:
        found[position[body_id], day_of[day]] += 1
    return found
