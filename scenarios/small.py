"""Small worlds that work: to try things on, and to test with."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import polars as pl

from scenarios.codes import DIVISION, social_credit_codes
from scheduler.domain.bodies import EnforcementBody
from scheduler.domain.calendar import Window, WorkingCalendar
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.items import InspectionItem
from scheduler.domain.plans import DrawnTargets, Participation, Plan, PlanKind
from scheduler.domain.policy import Policy
from scheduler.domain.problem import DrawNumber, Problem
from scheduler.domain.quota import Quota, QuotaKind
from scheduler.domain.registry import OfficerRegistry, TargetRegistry
from scheduler.domain.scope import EVERYTHING, Condition, Operator, Scope

WINDOW = Window(date(2026, 12, 1), date(2027, 1, 1))
CALENDAR = WorkingCalendar()
"""December 2026 has no public holiday."""

MARKET = EnforcementBody(body_id="B01", name="区市场监督管理局")
EMERGENCY = EnforcementBody(body_id="B02", name="区应急管理局")

RESTAURANTS = Scope((Condition("industry_code", Operator.STARTS_WITH, ("H62",)),))
FOOD = InspectionItem(
    item_id="B01-01", name="餐饮服务食品安全检查", body_id="B01", applies_to=RESTAURANTS
)
REGISTRATION = InspectionItem(item_id="B01-02", name="登记事项检查", body_id="B01")
SAFETY = InspectionItem(item_id="B02-01", name="安全生产条件检查", body_id="B02")


def targets(count: int, *, rng: np.random.Generator) -> TargetRegistry:
    """Return *count* firms: every third a restaurant, risk classes A, B, C in turn."""
    numbers = range(count)
    codes = social_credit_codes(np.full(count, "91"), np.full(count, fill_value=True), rng=rng)
    return TargetRegistry.from_frame(
        pl.DataFrame(
            {
                "target_id": sorted(codes),
                "name": [f"天津市滨海新区第{i + 1:02}企业有限公司" for i in numbers],
                "division_code": [DIVISION] * count,
                "street": ["塘沽街道" if i % 2 else "大港街道" for i in numbers],
                "industry_code": ["F5211" if i % 3 else "H6210" for i in numbers],
                "credit_risk_class": ["ABC"[i % 3] for i in numbers],
                "reg_date": [date(2015 + i % 10, 1 + i % 12, 1) for i in numbers],
                "people": [[f"P{i:07}"] for i in numbers],
            }
        )
    )


def officers(**n_officers: int) -> OfficerRegistry:
    """Return so many officers of each body named; every second of a body may lead."""
    rows = [(body, i) for body in sorted(n_officers) for i in range(n_officers[body])]
    return OfficerRegistry.from_frame(
        pl.DataFrame(
            {
                "officer_id": [f"{body}-{i + 1:03}" for body, i in rows],
                "name": [f"执法员{number:04}" for number in range(1, len(rows) + 1)],
                "body_id": [body for body, _ in rows],
                "cert_no": [f"0216{number:06}" for number in range(1, len(rows) + 1)],
                "cert_valid_to": [date(2029, 6, 30)] * len(rows),
                "may_lead": [i % 2 == 0 for _, i in rows],
                "qualifications": [["food"] if body == "B01" else ["fire"] for body, _ in rows],
            }
        )
    )


def count_plan(
    plan_id: str, n_targets: int, participation: Participation, scope: Scope = EVERYTHING
) -> Plan:
    """Return a dual-random plan of one body that draws *n_targets* of those in *scope*."""
    return Plan(
        plan_id=plan_id,
        name=f"双随机检查计划{plan_id}",
        kind=PlanKind.DUAL_RANDOM,
        window=WINDOW,
        participations=(participation,),
        targets=DrawnTargets(
            scope=scope, quota=Quota(kind=QuotaKind.COUNT, otherwise=Fraction(n_targets))
        ),
        lead_body=participation.body_id,
    )


def world(
    plans: tuple[Plan, ...],
    staff: OfficerRegistry,
    policy: Policy,
    *,
    rng: np.random.Generator,
    n_targets: int = 30,
) -> Problem:
    """Return a world of two bodies and 30 targets or *n_targets*, without a past."""
    return Problem(
        number=DrawNumber(series="120116-2026-000001"),
        window=WINDOW,
        targets=targets(n_targets, rng=rng),
        officers=staff,
        bodies=(MARKET, EMERGENCY),
        items=(FOOD, REGISTRATION, SAFETY),
        plans=plans,
        policy=policy,
        calendar=CALENDAR,
        history=InspectionLog.none(),
        live=InspectionLog.none(),
    )


def tiny(*, rng: np.random.Generator) -> Problem:
    """Show everything once: two bodies, 30 targets, 8 officers, a joint plan, merged visits."""
    joint = Plan(
        plan_id="P03",
        name="餐饮单位部门联合双随机检查",
        kind=PlanKind.JOINT_DUAL_RANDOM,
        window=WINDOW,
        participations=(
            Participation(
                body_id="B01", slots=(frozenset({"food"}),), item_ids=("B01-01", "B01-02")
            ),
            Participation(body_id="B02", item_ids=("B02-01",)),
        ),
        targets=DrawnTargets(
            scope=RESTAURANTS,
            quota=Quota(
                kind=QuotaKind.RATIO,
                columns=("street",),
                otherwise=Fraction(1, 5),
            ),
        ),
        lead_body="B01",
    )
    return world(
        (
            count_plan("P01", 4, Participation(body_id="B01", item_ids=("B01-02",))),
            count_plan("P02", 3, Participation(body_id="B02", item_ids=("B02-01",))),
            joint,
        ),
        officers(B01=5, B02=3),
        Policy(version="tiny-1"),
        rng=rng,
    )


MARKET_PLAN = count_plan("P01", 9, Participation(body_id="B01"))
AT_MOST_THREE = Policy(version="three-visits-1", max_visits=3)


def tight(*, rng: np.random.Generator) -> Problem:
    """Show that the last place can be filled: 9 teams of two, 6 officers for 3 visits each.

    Every second officer may lead, so every leader leads three times.
    """
    return world((MARKET_PLAN,), officers(B01=6), AT_MOST_THREE, rng=rng)
