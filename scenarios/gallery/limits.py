"""Teams could go, but not so often: limits of the month, the week and the day, and least loads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import polars as pl

from scenarios.gallery.parts import FIRST_WEEK, MARKET, PLAIN, away, only, staff
from scenarios.small import MARKET_PLAN, WINDOW, count_plan, world
from scheduler.domain.calendar import Window
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.plans import Participation
from scheduler.domain.problem import Problem

_THREE = replace(PLAIN, max_visits=3)
_TWO_WEEKS = Window(date(2026, 12, 7), date(2026, 12, 19))


def open_tasks_first(*, rng: np.random.Generator) -> Problem:
    """Show officers whose open tasks leave too little of their three visits."""
    leaders = staff(may_lead=pl.lit(value=True))
    problem = world((count_plan("P01", 5, MARKET),), leaders, _THREE, rng=rng)
    tasks = pl.DataFrame(
        {
            "visit_id": ["L1", "L2"],
            "target_id": problem.targets.ids[:2],
            "body_id": ["B01"] * 2,
            "day": [date(2026, 12, 3), date(2026, 12, 4)],
            "officer_ids": [["B01-001", "B01-002"], ["B01-001", "B01-003"]],
        }
    )
    return replace(problem, live=InspectionLog.from_frame(tasks))


def busy_weeks(*, rng: np.random.Generator) -> Problem:
    """Show a plan for two weeks, and officers who may go once a week."""
    plan = replace(count_plan("P01", 5, MARKET), window=_TWO_WEEKS)
    return world((plan,), staff(), replace(PLAIN, max_per_week=1), rng=rng)


def one_specialist(*, rng: np.random.Generator) -> Problem:
    """Show nine visits that each need somebody who knows boilers, and one who does, three times."""
    part = Participation(body_id="B01", slots=(frozenset({"boilers"}),))
    known = pl.when(only(1)).then(pl.lit(["boilers"])).otherwise(pl.lit([], pl.List(pl.String)))
    specialist = staff(count=12, qualifications=known)
    return world((count_plan("P01", 9, part),), specialist, _THREE, rng=rng)


def few_leaders(*, rng: np.random.Generator) -> Problem:
    """Show nine teams and two leaders, for three visits each."""
    led = staff(count=12, may_lead=only(1, 2))
    return world((MARKET_PLAN,), led, _THREE, rng=rng)


def few_seniors(*, rng: np.random.Generator) -> Problem:
    """Show nine teams and one senior officer, for three visits."""
    policy = replace(_THREE, require_senior=True)
    return world((MARKET_PLAN,), staff(count=12, senior=only(1)), policy, rng=rng)


def small_lender(*, rng: np.random.Generator) -> Problem:
    """Show a body that may borrow, from a neighbour who has too little to give."""
    policy = replace(_THREE, lending={"B01": ("B02",)})
    return world((count_plan("P01", 6, MARKET),), staff(count=2, others=1), policy, rng=rng)


def lending_refused(*, rng: np.random.Generator) -> Problem:
    """Show a neighbour who could lend, and a plan that refuses that."""
    policy = replace(_THREE, lending={"B01": ("B02",)})
    plan = replace(count_plan("P01", 6, MARKET), lending=False)
    return world((plan,), staff(count=2, others=4), policy, rng=rng)


def hardly_there(*, rng: np.random.Generator) -> Problem:
    """Show an officer who must make three visits, one a day, and is there on two of three days."""
    days = (date(2026, 12, 2), date(2026, 12, 9), date(2026, 12, 16))
    plan = replace(count_plan("P01", 5, MARKET), fixed_days=days)
    busy = staff(min_visits=pl.when(only(4)).then(3))
    problem = world((plan,), busy, replace(PLAIN, max_per_day=1), rng=rng)
    return replace(problem, leave=away((4,), days[-1], WINDOW.ends))


def crowded_week(*, rng: np.random.Generator) -> Problem:
    """Show more visits in a week than its four days have room for, at one a day."""
    plan = replace(count_plan("P01", 9, MARKET), window=FIRST_WEEK)
    return world((plan,), staff(), replace(PLAIN, max_per_day=1), rng=rng)


def crowded_days(*, rng: np.random.Generator) -> Problem:
    """Show two fixed days, with less room than the plan needs once a quarter is kept free."""
    days = (date(2026, 12, 8), date(2026, 12, 9))
    plan = replace(count_plan("P01", 4, MARKET), fixed_days=days)
    policy = replace(PLAIN, max_per_day=1, urgent_reserve=Fraction(1, 4))
    return world((plan,), staff(), policy, rng=rng)
