"""Supply: the officer-places that a body can give on each working day of the draw's window.

Rule: reserve-kept
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scheduler.domain.problem import Problem
from scheduler.lottery.roster import on_duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """What one body can give; both tuples have an entry per working day of the window.

    *officers* are there on the day, *live* the places that visits of earlier draws take.
    *per_officer* is how many visits one officer makes on a day at most, None without limit, and
    *reserved* the share of the places that stays free for urgent calls.
    """

    body_id: str
    officers: tuple[int, ...]
    live: tuple[int, ...]
    per_officer: int | None
    reserved: Fraction

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
        return None if capacity is None else capacity - self.reserve(day)


def supplies(problem: Problem, bodies: Iterable[str]) -> dict[str, Supply]:
    """Return the supply of each of *bodies*, ascending."""
    wanted = sorted(set(bodies))
    there, taken = _officers_there(problem, wanted), _live_places(problem, wanted)
    return {
        body_id: Supply(
            body_id=body_id,
            officers=tuple(there[position].tolist()),
            live=tuple(taken[position].tolist()),
            per_officer=problem.policy.max_per_day,
            reserved=problem.policy.urgent_reserve,
        )
        for position, body_id in enumerate(wanted)
    }


def _officers_there(problem: Problem, bodies: list[str]) -> NDArray[np.int64]:
    """Count the officers in post, certified and not on leave, by body and day."""
    found = np.zeros((len(bodies), len(problem.days)), np.int64)
    position = {body_id: n for n, body_id in enumerate(bodies)}
    frame = problem.officers.frame.filter(
        on_duty(problem) & pl.col("body_id").is_in(bodies) & pl.col("cert_valid_to").is_not_null()
    )
    absences: dict[str, list[tuple[date, date]]] = {}
    for leave in problem.leave:
        absences.setdefault(leave.officer_id, []).append((leave.starts, leave.ends))
    for officer_id, body_id, valid_to in frame.select(
        "officer_id", "body_id", "cert_valid_to"
    ).iter_rows():
        away = absences.get(officer_id, ())
        found[position[body_id]] += [
            day <= valid_to and not any(starts <= day < ends for starts, ends in away)
            for day in problem.days
        ]
    return found


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
