"""Officer-places of a body on a day: what its officers can give, and what of it stays free."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

import polars as pl

from scheduler.domain.conflicts import Leave
from scheduler.domain.lock import Lock
from scheduler.domain.plans import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.registry import Role
from scheduler.rules.workload import is_certified, is_in_post


class Room(NamedTuple):
    """Places that officers can give, live tasks taken off (None: no limit), and the reserve."""

    capacity: int | None
    reserve: int

    @property
    def usable(self) -> int | None:
        """What visits may use."""
        return None if self.capacity is None else self.capacity - self.reserve


NO_LIMIT = Room(None, 0)

Rooms = Mapping[tuple[str, date], Room]
"""By body and working day of the draw's window."""


def bodies_taking_part(lock: Lock) -> list[str]:
    """Return the bodies that some plan names, and those that lend to them, ascending."""
    named = {part.body_id for plan in lock.problem.plans for part in plan.participations}
    return sorted(named | {loan.lender for loan in lock.days.loans} & lock.problem.body.keys())


def days_of(problem: Problem, plan: Plan) -> list[date]:
    """Return the working days on which a plan may come: its fixed days, if it has some."""
    common = plan.window.intersection(problem.window)
    working = () if common is None else problem.calendar.working_days(common)
    return [day for day in working if not plan.fixed_days or day in plan.fixed_days]


def rooms_of(lock: Lock) -> Rooms:
    """Return the room of every body that takes part or lends, on every day."""
    problem, bodies = lock.problem, bodies_taking_part(lock)
    per_officer = problem.policy.max_per_day
    if per_officer is None:
        return {(body_id, day): NO_LIMIT for body_id in bodies for day in problem.days}
    there = Counter(_officers_there(problem, bodies))
    live = Counter(_live_places(problem))
    found = {}
    for body_id in bodies:
        for day in problem.days:
            all_places = there[body_id, day] * per_officer
            free = max(0, all_places - live[body_id, day])
            share = problem.policy.urgent_reserve * all_places
            whole = -(-share.numerator // share.denominator)
            found[body_id, day] = Room(free, min(whole, free))
    return found


def _officers_there(problem: Problem, bodies: list[str]) -> Iterator[tuple[str, date]]:
    """Yield body and day for each officer in post, certified and not away."""
    away: dict[str, list[Leave]] = defaultdict(list)
    for absence in problem.leave:
        away[absence.officer_id].append(absence)
    rows = problem.officers.frame.filter(pl.col("body_id").is_in(bodies))
    for officer in rows.iter_rows(named=True):
        if officer["role"] != Role.OFFICER or not is_in_post(officer, problem.policy):
            continue
        absences: Iterable[Leave] = away.get(officer["officer_id"], ())
        for day in problem.days:
            if is_certified(officer, day) and not any(day in absence for absence in absences):
                yield officer["body_id"], day


def _live_places(problem: Problem) -> Iterator[tuple[str, date]]:
    """Yield body and day for each officer of each visit that earlier draws left open."""
    seen: set[tuple[str, str, str]] = set()
    for row in problem.live.frame.iter_rows(named=True):
        for officer_id in row["officer_ids"]:
            place = (row["body_id"], row["visit_id"], officer_id)
            if place not in seen:
                seen.add(place)
                yield row["body_id"], row["day"]
