"""Eligibility: which officer could be in the team of which call, and the arrays of its pool.

Rule: no-conflict
Rule: cooling-off
Rule: qualified
Rule: team-size
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scheduler.domain.calendar import months_before
from scheduler.domain.conflicts import Conflict, Subject
from scheduler.domain.frames import rows_by
from scheduler.domain.planbook import Visit
from scheduler.domain.problem import Problem
from scheduler.lottery.candidates.acquaintance import bonds_of
from scheduler.lottery.candidates.calls import Call, Slot
from scheduler.lottery.candidates.pool import OfficerPool, starts_of
from scheduler.lottery.candidates.roster import UNLIMITED, Roster
from scheduler.lottery.candidates.suitability import scores
from scheduler.lottery.candidates.timetable import Engagements, periods_of
from scheduler.lottery.tickets import order_by_ticket


@dataclass(frozen=True, slots=True)
class Barriers:
    """What keeps officers from targets, looked up once for all visits of a draw."""

    targets: Mapping[str, Mapping[str, Any]]  # target id -> registry row
    conflicts: Mapping[tuple[Subject, str], list[Conflict]]
    met: Mapping[str, list[tuple[str, date]]]  # target id -> officers and days of inspections

    def barred(self, visit: Visit, *, cooling_off_months: int) -> Iterator[str]:
        """Yield the officers who must not go to *visit* on its day."""
        rest_since = months_before(visit.day, cooling_off_months)
        for target_id in visit.target_ids:
            for subject in _subjects(self.targets[target_id]):
                for conflict in self.conflicts.get(subject, ()):
                    if conflict.in_force(visit.day):
                        yield conflict.officer_id
            if cooling_off_months:
                for officer_id, day in self.met.get(target_id, ()):
                    if day > rest_since:
                        yield officer_id


def _subjects(row: Mapping[str, Any]) -> Iterator[tuple[Subject, str]]:
    yield Subject.TARGET, row["target_id"]
    if row["group_id"] is not None:
        yield Subject.GROUP, row["group_id"]
    for person in row["people"]:
        yield Subject.PERSON, person


def barriers(problem: Problem, visits: Iterable[Visit]) -> Barriers:
    """Look up conflicts and earlier inspections of all targets of *visits*."""
    wanted = sorted({target_id for visit in visits for target_id in visit.target_ids})
    conflicts: dict[tuple[Subject, str], list[Conflict]] = defaultdict(list)
    for conflict in problem.conflicts:
        conflicts[conflict.subject, conflict.subject_id].append(conflict)
    met: dict[str, list[tuple[str, date]]] = defaultdict(list)
    for log in (problem.history, problem.live):
        known = log.frame.filter(pl.col("target_id").is_in(wanted))
        for row in known.select("target_id", "day", "officer_ids").iter_rows(named=True):
            met[row["target_id"]] += [(officer, row["day"]) for officer in row["officer_ids"]]
    asked = problem.targets.frame.select(
        "target_id", "group_id", "people", "street", "easting", "northing"
    )
    return Barriers(rows_by(asked, "target_id", wanted), conflicts, met)


@dataclass(frozen=True)
class Manned:
    """A pool with what its arrays were made from: calls and crews, in its order."""

    pool: OfficerPool
    calls: tuple[Call, ...]
    rosters: tuple[Roster, ...]  # ascending by crew
    crew_of: NDArray[np.int64]  # (n,) position in *rosters* of each officer's crew

    def without(self, calls: Iterable[int]) -> Manned:
        """Return the same without these calls (positions)."""
        left_out = set(calls)
        kept = tuple(call for c, call in enumerate(self.calls) if c not in left_out)
        return Manned(self.pool.without(sorted(left_out)), kept, self.rosters, self.crew_of)

    def taking(self, calls: Sequence[int], officers: Sequence[int]) -> Manned:
        """Return the same with these calls and officers (positions), in this order."""
        crew_of = self.crew_of[list(officers)]
        rosters = tuple(
            roster.permuted(self._in_roster(number, officers))
            for number, roster in enumerate(self.rosters)
        )
        kept = tuple(self.calls[c] for c in calls)
        return Manned(self.pool.taking(calls, officers), kept, rosters, crew_of)

    def _in_roster(self, number: int, officers: Sequence[int]) -> list[int]:
        """Return the rows of a roster in the order in which *officers* has them."""
        row = np.cumsum(self.crew_of == number) - 1
        return [int(row[o]) for o in officers if self.crew_of[o] == number]

    def spread(self, column: str) -> NDArray[np.int64]:
        """Return a column of the rosters, shape (n,), in the order of the pool's officers."""
        found = np.zeros(len(self.pool.officer_ids), np.int64)
        for number, roster in enumerate(self.rosters):
            found[self.crew_of == number] = getattr(roster, column)
        return found


def officer_pool(
    problem: Problem,
    crews: Iterable[Roster],
    calls: Iterable[Call],
    known: Barriers,
    engaged: Engagements,
    key: str,
) -> Manned:
    """Encode the draw of *crews* for *calls*, which are all theirs.

    Calls are in ticket order of their visits, officers in that of theirs. Loads are left free: the
    band is set when it is known who can be staffed at all.
    """
    rosters = tuple(sorted(crews, key=lambda roster: roster.crew))
    called = _in_order(calls, key)
    officers = list(rosters[0].officer_ids)  # in ticket order, as all rosters are
    if len(rosters) > 1:
        together = sorted(officer for roster in rosters for officer in roster.officer_ids)
        officers = order_by_ticket(f"{key}/officer/", together, problem.aliases)
    crew_of = _crew_of(rosters, officers)
    held = {o: q for r in rosters for o, q in zip(r.officer_ids, r.qualifications, strict=True)}
    bit = _bits(called)
    holds = np.array([_mask(held[o], bit) for o in officers], np.uint64)
    crews_of_pool = {
        roster.crew: _InPool.of(roster, np.nonzero(crew_of == number)[0], holds)
        for number, roster in enumerate(rosters)
    }
    eligible = np.zeros((len(called), len(officers)), np.bool_)
    needs: list[int] = []
    for position, call in enumerate(called):
        crew = crews_of_pool[call.crew]
        wanted = _needs(call, bit, crew.common)
        needs += wanted
        able = _eligible(problem, crew.roster, call.visit, known)
        eligible[position, crew.columns] = able & _fits(wanted, crew.holds)
    pool = OfficerPool(
        name=min(roster.crew.name for roster in rosters),
        visit_ids=tuple(call.visit.visit_id for call in called),
        officer_ids=tuple(officers),
        starts=starts_of([len(call.slots) for call in called]),
        needs=np.array(needs, np.uint64),
        holds=holds,
        eligible=eligible,
        lowest=np.zeros(len(officers), np.int64),
        highest=np.full(len(officers), UNLIMITED, np.int64),
        periods=periods_of(problem, called, officers, engaged),
        bonds=bonds_of(problem, called, rosters, officers, engaged.company),
        score=scores(problem, called, officers, known.targets, known.met),
    )
    return Manned(pool, tuple(called), rosters, crew_of)


@dataclass(frozen=True, slots=True)
class _InPool:
    """A crew in its pool: the columns of its people, what each holds, and what all do."""

    roster: Roster
    columns: NDArray[np.int64]
    holds: NDArray[np.uint64]
    common: int

    @classmethod
    def of(cls, roster: Roster, columns: NDArray[np.int64], holds: NDArray[np.uint64]) -> Self:
        mine = holds[columns]
        common = int(np.bitwise_and.reduce(mine)) if len(mine) else 0
        return cls(roster, columns, mine, common)


def _in_order(calls: Iterable[Call], key: str) -> list[Call]:
    by_visit: dict[str, list[Call]] = defaultdict(list)
    for call in calls:
        by_visit[call.visit.visit_id].append(call)
    order = order_by_ticket(f"{key}/visit/", sorted(by_visit))
    return [call for name in order for call in sorted(by_visit[name], key=lambda call: call.key)]


def _crew_of(rosters: tuple[Roster, ...], officers: list[str]) -> NDArray[np.int64]:
    number = {o: n for n, roster in enumerate(rosters) for o in roster.officer_ids}
    return np.array([number[officer] for officer in officers], np.int64)


def _eligible(problem: Problem, roster: Roster, visit: Visit, known: Barriers) -> NDArray[np.bool_]:
    able = roster.available[:, problem.days.index(visit.day)].copy()
    barred = set(known.barred(visit, cooling_off_months=problem.policy.cooling_off_months))
    if not barred.isdisjoint(roster.officer_ids):
        able &= np.array([name not in barred for name in roster.officer_ids], np.bool_)
    return able


def _bits(calls: Iterable[Call]) -> dict[str, int]:
    """Give each qualification that some place of the pool needs a bit."""
    wanted = sorted({name for call in calls for slot in call.slots for name in slot})
    return {name: number for number, name in enumerate(wanted)}


def _mask(names: Slot, bit: Mapping[str, int]) -> int:
    return sum(1 << bit[name] for name in names if name in bit)


def _needs(call: Call, bit: Mapping[str, int], common: int) -> list[int]:
    """Return what each place needs, less what everybody holds; places with a need first."""
    return sorted((_mask(slot, bit) & ~common for slot in call.slots), key=lambda mask: mask == 0)


def _fits(needs: list[int], holds: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell who fills at least one place of a team."""
    if 0 in needs:
        return np.ones(len(holds), np.bool_)
    found = np.zeros(len(holds), np.bool_)
    for bits in needs:
        found |= (np.uint64(bits) & ~holds) == 0
    return found
