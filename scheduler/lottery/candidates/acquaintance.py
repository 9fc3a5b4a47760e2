"""Who knows whom: the rules between people of a pool, looked up for its calls.

Rule: relatives-apart
Rule: senior-present
Rule: pair-not-repeated
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scheduler.domain.problem import Problem
from scheduler.domain.registry import Role
from scheduler.lottery.candidates.bonds import NO_PAIRS, Bonds, Pairs
from scheduler.lottery.candidates.calls import Call
from scheduler.lottery.candidates.roster import Roster

Company = Mapping[str, frozenset[str]]
"""Officer -> with whom he was at his latest visit before the window."""


def bonds_of(
    problem: Problem,
    calls: Sequence[Call],
    rosters: Sequence[Roster],
    officers: Sequence[str],
    company: Company,
) -> Bonds:
    """Return the bonds of *calls* and *officers*, in their order; *rosters* are all its crews'."""
    position = {officer: number for number, officer in enumerate(officers)}
    senior = {
        o for r in rosters for o, is_one in zip(r.officer_ids, r.senior, strict=True) if is_one
    }
    mates, before = _pairs(problem, rosters, position, company)
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
    problem: Problem, rosters: Sequence[Roster], position: Mapping[str, int], company: Company
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
    for officer, row in position.items():
        before[row, [position[one] for one in company.get(officer, ()) if one in position]] = True
    return mates, before & mates


def last_company(problem: Problem) -> Company:
    """Look up with whom each officer was at his latest visit before the window.

    Nobody is looked up unless the policy forbids pairs to repeat.
    """
    if not problem.policy.no_repeated_pairs:
        return {}
    there = pl.concat(
        log.frame.filter(pl.col("day") < problem.window.starts)
        .select("visit_id", "day", officer="officer_ids")
        .explode("officer")
        .drop_nulls("officer")
        for log in (problem.history, problem.live)
    )
    latest = there.sort("day", "visit_id").group_by("officer").agg(pl.col("visit_id").last())
    company = there.select("visit_id", other="officer").unique()
    found: dict[str, set[str]] = defaultdict(set)
    for officer, other in (
        latest.join(company, on="visit_id").select("officer", "other").iter_rows()
    ):
        if other != officer:
            found[officer].add(other)
    return {officer: frozenset(others) for officer, others in found.items()}
