"""Why the visits of a block do not fit on the days, in the words of those who can change it.

First what needs no search: a plan without a day, and a plan whose bodies have no day in common.
Then bodies that are short for themselves, by a minimum cut. What is left comes from bodies that
depend on each other: the fewest places too many, by CP-SAT, show where.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from scheduler.domain.problem import Problem
from scheduler.planning.days.block import DayBlock, PlanLoad
from scheduler.planning.days.feasibility import full_days
from scheduler.planning.days.grid import Measures
from scheduler.planning.days.model import least_overflow
from scheduler.planning.days.relaxations import relaxations
from scheduler.planning.days.shortage import DayReason, DayShortage
from scheduler.solving.cpsat import WORK


def explained(problem: Problem, block: DayBlock) -> tuple[DayShortage, ...]:
    """Return what keeps the visits of a block from their days, with changes that mend it."""
    figures = Measures(block)
    alone = [short for load in block.loads for short in _of_one_plan(problem, figures, load)]
    several = alone or list(_of_one_body(problem, figures)) or [_of_several(problem, figures)]
    found = list({(x.reason, x.body_ids, x.plan_ids): x for x in map(_once, several)}.values())
    return tuple(
        replace(
            short, relaxations=relaxations(problem, _without_others(block, short, found), short)
        )
        for short in found
    )


def _once(short: DayShortage) -> DayShortage:
    """Name a plan once, though its listed targets may have different days."""
    return replace(short, plan_ids=tuple(dict.fromkeys(short.plan_ids)))


def _of_one_plan(problem: Problem, figures: Measures, load: PlanLoad) -> Iterator[DayShortage]:
    bodies = tuple(sorted(claim.body_id for claim in load.claims))
    plans, days = (load.plan_id,), tuple(problem.days[day] for day in load.days)
    if not load.days:
        yield DayShortage(
            reason=DayReason.NO_DAY,
            body_ids=bodies,
            plan_ids=plans,
            days=(),
            needed=1,
            available=0,
        )
        return
    needs = [(figures.position[claim.body_id], claim.places[1]) for claim in load.claims]
    days_of_each = [(figures.room[row, list(load.days)] >= places) for row, places in needs]
    if all(days.any() for days in days_of_each) and not np.all(days_of_each, axis=0).any():
        yield DayShortage(
            reason=DayReason.NO_COMMON_DAY,
            body_ids=bodies,
            plan_ids=plans,
            days=days,
            needed=sum(places for _, places in needs),
            available=max(
                sum(min(places, int(figures.room[row, day])) for row, places in needs)
                for day in load.days
            ),
        )


def _of_one_body(problem: Problem, figures: Measures) -> Iterator[DayShortage]:
    for full in full_days(figures):
        yield DayShortage(
            reason=DayReason.FULL_DAYS,
            body_ids=(full.body_id,),
            plan_ids=full.plan_ids,
            days=tuple(problem.days[day] for day in full.days),
            needed=full.needed,
            available=full.available,
        )


def _of_several(problem: Problem, figures: Measures) -> DayShortage:
    """Name the bodies and days that are too full even where the overflow is least."""
    grid = least_overflow(figures, work=WORK).value
    if grid is None:
        message = "Without limits every block has a distribution."
        raise RuntimeError(message)
    places = figures.places(grid)
    in_week = figures.by_week(places)
    rows, days = np.nonzero(places > figures.room)
    of_week, weeks = np.nonzero(in_week > figures.week_room)
    full = sorted({*days.tolist(), *np.nonzero(np.isin(figures.week_of, weeks))[0].tolist()})
    bodies = sorted(
        {figures.block.bodies[row].body_id for row in (*rows.tolist(), *of_week.tolist())}
    )
    plans = [
        load.plan_id
        for load, visits in zip(figures.block.loads, grid, strict=True)
        if any(visits[day] for day in full)
        and not {claim.body_id for claim in load.claims}.isdisjoint(bodies)
    ]
    return DayShortage(
        reason=DayReason.FULL_DAYS,
        body_ids=tuple(bodies),
        plan_ids=tuple(plans),
        days=tuple(problem.days[day] for day in full),
        needed=int(places[rows, days].sum() + in_week[of_week, weeks].sum()),
        available=int(figures.room[rows, days].sum() + figures.week_room[of_week, weeks].sum()),
    )


def _without_others(block: DayBlock, short: DayShortage, found: list[DayShortage]) -> DayBlock:
    """Return the block in which nothing but *short* is wrong."""
    others = [other for other in found if other is not short]
    if short.reason is DayReason.FULL_DAYS:
        free = {body_id for other in others for body_id in other.body_ids}
        bodies = (
            replace(s, per_officer=None, in_week=None) if s.body_id in free else s
            for s in block.bodies
        )
        return replace(block, bodies=tuple(bodies))
    gone = {plan_id for other in others for plan_id in other.plan_ids}
    return replace(block, loads=tuple(x for x in block.loads if x.plan_id not in gone))
