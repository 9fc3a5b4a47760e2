"""Small worlds about what bodies can do: days that are full, rounds, and officers that are lent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import polars as pl

from scenarios.codes import DIVISION
from scenarios.small import count_plan, officers, world
from scenarios.working_days import CALENDAR
from scheduler.domain.bodies import EnforcementBody, Level
from scheduler.domain.calendar import Window
from scheduler.domain.conflicts import Conflict, Leave, Relation, Subject
from scheduler.domain.plans import Participation
from scheduler.domain.policy import Policy
from scheduler.domain.problem import Problem
from scheduler.domain.registry import OfficerRegistry, TargetRegistry, TargetType
from scheduler.domain.scope import Condition, Operator, Scope

_AFTER_THE_HOLIDAY = Window(date(2026, 10, 8), date(2026, 10, 17))
"""Eight working days, of which the second Saturday of October makes up for the holiday."""

_MARKET = Participation(body_id="B01")


def full(*, rng: np.random.Generator) -> Problem:
    """Show days without a place to spare: 24 teams of two in 8 days, 4 officers for 2 visits a day.

    A quarter of each day's 8 places is kept for urgent calls, so 6 are left, on Saturday too.
    """
    policy = Policy(version="full-1", max_per_day=2, max_per_week=8, urgent_reserve=Fraction(1, 4))
    plan = replace(count_plan("P01", 24, _MARKET), window=_AFTER_THE_HOLIDAY)
    problem = world((plan,), officers(B01=4), policy, rng=rng)
    return replace(problem, window=_AFTER_THE_HOLIDAY, calendar=CALENDAR)


_STALLS, _MARKET_STREETS = 4, 3


def rounds(*, rng: np.random.Generator) -> Problem:
    """Show rounds: three market streets of four stalls, all inspected in three outings.

    One by one they would be 12 visits and 24 places; 4 officers go twice at most. The sister of
    the first trades at one stall, so he stays away from the whole round.
    """
    scope = Scope((Condition("target_type", Operator.IN, (TargetType.AREA.value,)),))
    plan = replace(
        count_plan("P01", _STALLS * _MARKET_STREETS, _MARKET, scope),
        merging=False,
        round_size=_STALLS,
    )
    policy = Policy(version="rounds-1", max_visits=2)
    problem = world((plan,), officers(B01=4), policy, rng=rng)
    frame = pl.concat([problem.targets.frame, _stalls(rng=rng)], how="diagonal_relaxed")
    sister = Conflict(
        officer_id="B01-001",
        subject=Subject.TARGET,
        subject_id="QY-0001",
        relation=Relation.COLLATERAL_3,
    )
    return replace(problem, targets=TargetRegistry.from_frame(frame), conflicts=(sister,))


def _stalls(*, rng: np.random.Generator) -> pl.DataFrame:
    """Return the stalls: a few metres from each other, and the streets a kilometre apart.

    Each street lies in the middle of a square of 1,024 metres: so rounds, which follow a curve
    through such squares, do not mix them.
    """
    count = _STALLS * _MARKET_STREETS
    street = np.arange(count) % _MARKET_STREETS
    aside = rng.integers(-40, 40, size=(count, 2))
    return pl.DataFrame(
        {
            "target_id": [f"QY-{number:04}" for number in range(1, count + 1)],
            "name": [
                f"第{1 + number}条街第{1 + i // _MARKET_STREETS}摊区"
                for i, number in enumerate(street)
            ],
            "target_type": [TargetType.AREA.value] * count,
            "division_code": [DIVISION] * count,
            "street": ["塘沽街道"] * count,
            "easting": 556_544 + 1_024 * street + aside[:, 0],
            "northing": 4_320_768 + aside[:, 1],
        }
    )


_TOWN = EnforcementBody(body_id="B03", name="杨家泊镇人民政府", level=Level.STREET)
_NEIGHBOUR = EnforcementBody(body_id="B04", name="汉沽街道办事处", level=Level.STREET)
_HALF = Window(date(2026, 12, 1), date(2026, 12, 16))


def lending(*, rng: np.random.Generator) -> Problem:
    """Show officers who are lent: a town with two officers, one of them on leave, and 6 visits.

    The neighbour's two may go twice each, so four places are theirs and two the market body's.
    """
    town = replace(count_plan("P01", 6, Participation(body_id="B03")), window=_HALF)
    frame = officers(B01=4, B03=2, B04=2).frame.with_columns(
        max_visits=pl.when(body_id="B04").then(2), may_lead=pl.lit(value=True)
    )
    policy = Policy(version="lending-1", max_visits=6, lending={"B03": ("B04", "B01")})
    problem = world((town,), OfficerRegistry.from_frame(frame), policy, rng=rng)
    return replace(
        problem,
        bodies=(*problem.bodies, _TOWN, _NEIGHBOUR),
        leave=(Leave(officer_id="B03-002", starts=_HALF.starts, ends=_HALF.ends),),
    )
