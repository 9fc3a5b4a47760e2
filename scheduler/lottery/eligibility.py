"""Eligibility: which officer could be in the team of which visit.

Rule: no-conflict
Rule: cooling-off
Rule: qualified
Rule: one-place-per-visit
Rule: team-size
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scheduler.domain.calendar import months_before
from scheduler.domain.conflicts import Conflict, Subject
from scheduler.domain.frames import rows_by
from scheduler.domain.planbook import Demand, Visit
from scheduler.domain.problem import Problem
from scheduler.lottery.pool import OfficerPool, starts_of
from scheduler.lottery.roster import UNLIMITED, Roster
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
    return Barriers(rows_by(problem.targets.frame, "target_id", wanted), conflicts, met)


def officer_pool(
    problem: Problem, roster: Roster, visits: Iterable[Visit], known: Barriers, key: str
) -> OfficerPool:
    """Encode the officer draw of the roster's body for those of *visits* that need it.

    Loads are left free: the band is set when it is known who can be staffed at all.
    """
    mine = {v.visit_id: (v, d) for v in visits for d in v.demands if d.body_id == roster.body_id}
    ids = order_by_ticket(f"{key}/visit/", sorted(mine))
    demands = [mine[visit_id][1] for visit_id in ids]
    bit = _bits(demands)
    holds = np.array([_mask(held, bit) for held in roster.qualifications], np.uint64)
    common = int(np.bitwise_and.reduce(holds)) if len(holds) else 0
    needs = [_needs(demand, bit, common) for demand in demands]
    sizes = [demand.team_size for demand in demands]
    eligible = np.zeros((len(ids), len(roster.officer_ids)), np.bool_)
    for position, visit_id in enumerate(ids):
        visit = mine[visit_id][0]
        eligible[position] = _eligible(problem, roster, visit, known) & _fits(
            needs[position], holds
        )
    n_officers = len(roster.officer_ids)
    return OfficerPool(
        body_id=roster.body_id,
        visit_ids=tuple(ids),
        officer_ids=roster.officer_ids,
        starts=starts_of(sizes),
        needs=np.array([bits for wanted in needs for bits in wanted], np.uint64),
        holds=holds,
        eligible=eligible,
        lowest=np.zeros(n_officers, np.int64),
        highest=np.full(n_officers, UNLIMITED, np.int64),
    )


def _eligible(problem: Problem, roster: Roster, visit: Visit, known: Barriers) -> NDArray[np.bool_]:
    able = roster.available[:, problem.days.index(visit.day)].copy()
    barred = set(known.barred(visit, cooling_off_months=problem.policy.cooling_off_months))
    if barred:
        able &= np.array([name not in barred for name in roster.officer_ids], np.bool_)
    return able


def _bits(demands: list[Demand]) -> dict[str, int]:
    """Give each qualification that some slot of the body needs a bit."""
    wanted = sorted({name for demand in demands for slot in demand.slots for name in slot})
    return {name: number for number, name in enumerate(wanted)}


def _mask(names: frozenset[str], bit: Mapping[str, int]) -> int:
    return sum(1 << bit[name] for name in names if name in bit)


def _needs(demand: Demand, bit: Mapping[str, int], common: int) -> list[int]:
    """Return what each place needs, less what everybody holds; places with a need first."""
    masks = [_mask(slot, bit) & ~common for slot in demand.slots]
    masks += [0] * (demand.team_size - len(masks))
    return sorted(masks, key=lambda mask: mask == 0)


def _fits(needs: list[int], holds: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell who fills at least one place of a team."""
    found = np.zeros(len(holds), np.bool_)
    for bits in needs:
        found |= (np.uint64(bits) & ~holds) == 0
    return found
