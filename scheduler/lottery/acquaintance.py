"""Who knows whom: the rules between people of a pool, looked up for its calls.

Rule: relatives-apart
Rule: senior-present
Rule: pair-not-repeated
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scheduler.domain.problem import Problem
from scheduler.domain.registry import Role
from scheduler.lottery.bonds import NO_PAIRS, Bonds, Pairs
from scheduler.lottery.calls import Call
from scheduler.lottery.roster import Roster


def bonds_of(
    problem: Problem, calls: Sequence[Call], rosters: Sequence[Roster], officers: Sequence[str]
) -> Bonds:
    """Return the bonds of *calls* and *officers*, in their order; *rosters* are all its crews'."""
    position = {officer: number for number, officer in enumerate(officers)}
    senior = {
        o for r in rosters for o, is_one in zip(r.officer_ids, r.senior, strict=True) if is_one
    }
    mates, before = _pairs(problem, rosters, position)
    return Bonds(
        apart=_apart(problem, position),
        wants=np.array([call.senior for call in calls], np.uint64),
        has=np.array([officer in senior for officer in officers], np.uint64),
        mates=mates,
        before=before,
        turn=_turns(calls),
    )


def _apart(problem: Problem, position: Mapping[str, int]) -> Pairs:
    related = [
        (position[one.officer_id], position[one.relative_id])
        for one in problem.relatives
        if one.officer_id in position and one.relative_id in position
    ]
    if not related:
        return NO_PAIRS
    apart = np.zeros((len(position), len(position)), np.bool_)
    for one, other in related:
        apart[one, other] = apart[other, one] = True
    return apart


def _turns(calls: Sequence[Call]) -> NDArray[np.int32]:
    """Return the place of each call in the order of their days and visits."""
    order = sorted(range(len(calls)), key=lambda c: (calls[c].visit.day, calls[c].visit.visit_id))
    turn = np.empty(len(calls), np.int32)
    turn[order] = np.arange(len(calls), dtype=np.int32)
    return turn


def _pairs(
    problem: Problem, rosters: Sequence[Roster], position: Mapping[str, int]
) -> tuple[Pairs, Pairs]:
    """Return who is whose mate, and who was at one visit with whom at last; officers only."""
    crews = [roster for roster in rosters if roster.role is Role.OFFICER]
    if not problem.policy.no_repeated_pairs or not crews:
        return NO_PAIRS, NO_PAIRS
    mates = np.zeros((len(position), len(position)), np.bool_)
    for roster in crews:
        rows = [position[officer] for officer in roster.officer_ids]
        mates[np.ix_(rows, rows)] = True
    np.fill_diagonal(mates, val=False)
    before = np.zeros_like(mates)
    for officer, company in _last_company(problem, position).items():
        before[position[officer], [position[one] for one in company if one in position]] = True
    return mates, before & mates


def _last_company(problem: Problem, known: Mapping[str, int]) -> dict[str, set[str]]:
    """Return with whom each officer was at his latest visit before the window."""
    company: dict[str, set[str]] = defaultdict(set)
    latest: dict[str, tuple[date, str]] = {}
    for log in (problem.history, problem.live):
        theirs = pl.col("officer_ids").list.eval(pl.element().is_in(sorted(known))).list.any()
        earlier = log.frame.filter((pl.col("day") < problem.window.starts) & theirs)
        for row in earlier.select("visit_id", "day", "officer_ids").iter_rows(named=True):
            company[row["visit_id"]] |= set(row["officer_ids"])
            for officer in known.keys() & set(row["officer_ids"]):
                when = row["day"], row["visit_id"]
                latest[officer] = max(latest.get(officer, when), when)
    return {officer: company[visit_id] - {officer} for officer, (_, visit_id) in latest.items()}
