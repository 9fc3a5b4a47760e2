"""Staff: everybody of a crew in the registry, and which rules keep him from going on which days.

Rule: on-duty
Rule: certified
Rule: not-on-leave
Rule: no-conflict
Rule: cooling-off
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scheduler.domain.calendar import months_before
from scheduler.domain.planbook import Visit
from scheduler.domain.problem import Problem
from scheduler.domain.registry import Role
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.eligibility import Barriers
from scheduler.lottery.candidates.roster import on_duty, qualifications_of
from scheduler.planning.causes import Cause

Bits = NDArray[np.uint8]

KEEPING_AWAY: Mapping[Cause, int] = {
    Cause.ON_DUTY: 1,
    Cause.CERTIFIED: 2,
    Cause.NOT_ON_LEAVE: 4,
    Cause.NO_CONFLICT: 8,
    Cause.COOLING_OFF: 16,
}
"""Rules about single people, as bits, in the order in which they are told."""


@dataclass(frozen=True)
class Staff:
    """The people of one crew, ascending by id. Axes: n people, D working days of the window."""

    crew: Crew
    officer_ids: tuple[str, ...]
    held: tuple[frozenset[str], ...]
    senior: NDArray[np.bool_]  # (n,)
    away: Bits  # (n, D) the rules that keep somebody from going on a day, whoever is visited


def staff_of(problem: Problem, crews: Iterable[Crew]) -> dict[Crew, Staff]:
    """Look up everybody of *crews* in the registry, whether he may go or not."""
    wanted = sorted(set(crews))
    leave: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for one in problem.leave:
        leave[one.officer_id].append((one.starts, one.ends))
    rows: dict[Crew, list[dict[str, Any]]] = {crew: [] for crew in wanted}
    for role in Role:
        bodies = [crew.body_id for crew in wanted if crew.role is role]
        mine = pl.col("body_id").is_in(bodies) & (pl.col("role") == role.value)
        frame = problem.officers.frame.filter(mine).select(
            "officer_id", "body_id", "cert_valid_to", "qualifications", "may_lead", "senior",
            on_duty=on_duty(problem, role),
        )  # fmt: skip
        for row in frame.iter_rows(named=True):
            rows[Crew(row["body_id"], role)].append(row)
    return {crew: _staff(problem, crew, rows[crew], leave) for crew in wanted}


def _staff(
    problem: Problem,
    crew: Crew,
    rows: list[dict[str, Any]],
    leave: Mapping[str, list[tuple[date, date]]],
) -> Staff:
    days = np.array(problem.days, "datetime64[D]")
    away = np.zeros((len(rows), len(days)), np.uint8)
    off_duty = np.array([not row["on_duty"] for row in rows], np.bool_)
    away[off_duty] |= KEEPING_AWAY[Cause.ON_DUTY]
    if crew.role is not Role.EXPERT:  # an expert advises and needs no certificate
        valid_to = [row["cert_valid_to"] or date.min for row in rows]
        expired = days > np.array(valid_to, "datetime64[D]")[:, None]
        away[expired] |= KEEPING_AWAY[Cause.CERTIFIED]
    for number, row in enumerate(rows):
        for starts, ends in leave.get(row["officer_id"], ()):
            absent = (days >= np.datetime64(starts)) & (days < np.datetime64(ends))
            away[number, absent] |= KEEPING_AWAY[Cause.NOT_ON_LEAVE]
    return Staff(
        crew=crew,
        officer_ids=tuple(row["officer_id"] for row in rows),
        held=tuple(qualifications_of(row) for row in rows),
        senior=np.array([row["senior"] for row in rows], np.bool_),
        away=away,
    )


def barred_by(known: Barriers, visit: Visit, cooling_off_months: int) -> dict[str, int]:
    """Return the bits of those who must not go to *visit* on its day."""
    found = dict.fromkeys(
        known.barred(visit, cooling_off_months=0), KEEPING_AWAY[Cause.NO_CONFLICT]
    )
    rest_since = months_before(visit.day, cooling_off_months)
    for target_id in visit.target_ids if cooling_off_months else ():
        for officer_id, day in known.met.get(target_id, ()):
            if day > rest_since:
                found[officer_id] = found.get(officer_id, 0) | KEEPING_AWAY[Cause.COOLING_OFF]
    return found
