"""Small worlds whose plans have overlapping quotas: so many per street, so many of a trade."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scenarios.small import MARKET_PLAN, officers, world
from scheduler.domain.overlap import Law, Margin, OverlappingQuota
from scheduler.domain.plans import DrawnTargets, Participation, Plan
from scheduler.domain.policy import Policy
from scheduler.domain.problem import Problem
from scheduler.domain.scope import EVERYTHING

_PLAIN = Policy(version="crossed-1")
_RESTAURANTS = "H6210"


def _plan(plan: Plan, quota: OverlappingQuota) -> Plan:
    return replace(plan, targets=DrawnTargets(scope=EVERYTHING, quota=quota))


def _per_street(least: int, size: int) -> tuple[Margin, ...]:
    return tuple(
        Margin(column="street", level=street, least=least, most=size)
        for street in ("塘沽街道", "大港街道")
    )


def _most_restaurants(percent: int, size: int) -> Margin:
    most = size * percent // 100
    return Margin(column="industry_code", level=_RESTAURANTS, least=0, most=most)


def crossed(*, rng: np.random.Generator) -> Problem:
    """Show overlapping quotas: 10 of 30, 3 or more per street, 40% restaurants or less.

    Of the market body's samples all are equally likely; the emergency body gives single firms the
    most even chances that its bounds on streets and risk classes allow.
    """
    rest = Participation(body_id="B02")
    even = OverlappingQuota(
        size=6,
        margins=(
            *_per_street(2, 6),
            *(Margin(column="credit_risk_class", level=name, least=1, most=3) for name in "ABC"),
        ),
        law=Law.LEXIMIN,
    )
    uniform = OverlappingQuota(size=10, margins=(*_per_street(3, 10), _most_restaurants(40, 10)))
    second = replace(
        MARKET_PLAN,
        plan_id="P02",
        name="双随机检查计划P02",
        participations=(rest,),
        lead_body="B02",
    )
    plans = (_plan(MARKET_PLAN, uniform), _plan(second, even))
    return world(plans, officers(B01=8, B02=6), _PLAIN, rng=rng)


def crossed_too_tight(*, rng: np.random.Generator) -> Problem:
    """Show quotas that exclude each other: 6 per street, and 10 in all of two streets."""
    quota = OverlappingQuota(size=10, margins=(*_per_street(6, 10), _most_restaurants(40, 10)))
    return world((_plan(MARKET_PLAN, quota),), officers(B01=8), _PLAIN, rng=rng)
