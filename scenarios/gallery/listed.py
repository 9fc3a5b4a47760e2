"""Listed targets whose names are known, and with them who must stay away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl

from scenarios.gallery.parts import FIRST_WEEK, PLAIN, away, listing, staff
from scenarios.small import world
from scheduler.domain.conflicts import Conflict, Relation, Subject
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.problem import Problem
from scheduler.domain.registry import TargetRegistry


def everybody_related(*, rng: np.random.Generator) -> Problem:
    """Show a small office in which everybody but one is related to the owner of a listed shop."""
    problem = world((), staff(), PLAIN, rng=rng)
    return _with_conflicts(replace(problem, plans=(listing(problem, 2),)), (1, 2, 3))


def half_related_half_away(*, rng: np.random.Generator) -> Problem:
    """Show two officers in conflict with a listed target, and two on leave in the plan's week."""
    problem = world((), staff(), PLAIN, rng=rng)
    listed = replace(problem, plans=(listing(problem, 2, window=FIRST_WEEK),))
    return replace(_with_conflicts(listed, (1, 2)), leave=away((3, 4), ends=date(2026, 12, 7)))


def related_until_friday(*, rng: np.random.Generator) -> Problem:
    """Show conflicts that are in force as long as the plan lasts, and not after."""
    problem = world((), staff(), PLAIN, rng=rng)
    listed = replace(problem, plans=(listing(problem, 2, window=FIRST_WEEK),))
    return _with_conflicts(listed, (1, 2, 3), until=date(2026, 12, 7))


def seen_in_autumn(*, rng: np.random.Generator) -> Problem:
    """Show a target that all officers inspected in October, under a rest of six months."""
    policy = replace(PLAIN, cooling_off_months=6)
    problem = world((), staff(count=3), policy, rng=rng)
    visits = pl.DataFrame(
        {
            "visit_id": ["H1", "H2"],
            "target_id": [problem.targets.ids[0]] * 2,
            "body_id": ["B01"] * 2,
            "day": [date(2026, 10, 12), date(2026, 10, 26)],
            "officer_ids": [["B01-001", "B01-002"], ["B01-002", "B01-003"]],
        }
    )
    return replace(problem, plans=(listing(problem, 2),), history=InspectionLog.from_frame(visits))


def open_on_mondays(*, rng: np.random.Generator) -> Problem:
    """Show a market that opens on Mondays, when all officers but one are in meetings."""
    problem = world((), staff(count=3), PLAIN, rng=rng)
    first = pl.int_range(pl.len()) == 0
    closed = pl.lit(["tue", "wed", "thu", "fri"])
    frame = problem.targets.frame.with_columns(
        closed_days=pl.when(first).then(closed).otherwise("closed_days")
    )
    mondays = [day for day in problem.days if day.weekday() == 0]
    meetings = (one for day in mondays for one in away((1, 2), day, day.replace(day=day.day + 1)))
    return replace(
        problem,
        targets=TargetRegistry.from_frame(frame),
        plans=(listing(problem),),
        leave=tuple(sorted(meetings)),
    )


def _with_conflicts(problem: Problem, numbers: Iterable[int], until: date | None = None) -> Problem:
    """Return the problem with officers in conflict with the first target."""
    return replace(
        problem,
        conflicts=tuple(
            Conflict(
                officer_id=f"B01-{number:03}",
                subject=Subject.TARGET,
                subject_id=problem.targets.ids[0],
                relation=Relation.COLLATERAL_3,
                until=until,
            )
            for number in numbers
        ),
    )
