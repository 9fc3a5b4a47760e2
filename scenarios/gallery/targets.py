"""Too few targets."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import polars as pl

from scenarios.gallery.parts import MARKET, PLAIN, staff
from scenarios.small import MARKET_PLAN, RESTAURANTS, count_plan, world
from scheduler.domain.plans import DrawnTargets
from scheduler.domain.problem import Problem
from scheduler.domain.quota import Quota, QuotaKind
from scheduler.domain.registry import TargetRegistry
from scheduler.domain.scope import EVERYTHING


def more_than_there_are(*, rng: np.random.Generator) -> Problem:
    """Show a plan for 12 of 10 restaurants, of which two are on the whitelist.

    It can be drawn, and draws the eight that are left.
    """
    problem = world((count_plan("P01", 12, MARKET, RESTAURANTS),), staff(), PLAIN, rng=rng)
    spared = (pl.int_range(pl.len()) % 3 == 0) & (pl.int_range(pl.len()) < 6)
    frame = problem.targets.frame.with_columns(whitelisted=spared)
    return replace(problem, targets=TargetRegistry.from_frame(frame))


def a_class_too_small(*, rng: np.random.Generator) -> Problem:
    """Show a plan for 3 of class A, 3 of class B and 12 of class C, which has 10."""
    quota = Quota(
        kind=QuotaKind.COUNT,
        columns=("credit_risk_class",),
        amounts={("A",): Fraction(3), ("B",): Fraction(3), ("C",): Fraction(12)},
    )
    plan = replace(MARKET_PLAN, targets=DrawnTargets(scope=EVERYTHING, quota=quota))
    return world((plan,), staff(), PLAIN, rng=rng)
