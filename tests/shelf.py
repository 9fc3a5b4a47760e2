"""A district small enough to check by hand, with most rules on their edge.

Eight targets, two bodies, three plans, in March 2026:

    P1  dual random, B1: half of the enterprises of each risk class  -> T1 of A; T3, T5 of B
    P2  joint, B1 with B2: one of the food firms                     -> T1
    P3  special, B2: a list                                          -> T8

T1 and T3 share the premises M1, so P1 and P2 meet there: three visits; `shelf_book.py` has them.
6 March is a holiday and Saturday 14 March a working day: 22 working days.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import numpy as np
import polars as pl

from scheduler.domain.bodies import EnforcementBody, Level
from scheduler.domain.calendar import Window, WorkingCalendar
from scheduler.domain.conflicts import Conflict, ConflictState, Leave, Relation, Subject
from scheduler.domain.dayplan import BodyDay, DayPlan, PlanDay
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.items import InspectionItem
from scheduler.domain.lock import Exclusion, Lock, PlanPool, StratumPool
from scheduler.domain.plans import DrawnTargets, ListedTargets, Participation, Plan, PlanKind
from scheduler.domain.policy import AnnualCaps, Policy
from scheduler.domain.problem import DrawNumber, Problem
from scheduler.domain.quota import Quota, QuotaKind, Stratum
from scheduler.domain.registry import OfficerRegistry, TargetRegistry
from scheduler.domain.scope import Condition, Operator, Scope

MARCH = Window(date(2026, 3, 2), date(2026, 4, 1))
FOOD = frozenset({"food"})

TARGETS = pl.DataFrame(
    [
        {"target_id": "T1", "credit_risk_class": "A", "premises_id": "M1", "labels": ["food"],
         "reg_date": date(2025, 9, 2), "people": ["k1"]},  # six months before March to the day
        {"target_id": "T2", "credit_risk_class": "A"},
        {"target_id": "T3", "credit_risk_class": "B", "premises_id": "M1", "labels": ["food"]},
        {"target_id": "T4", "credit_risk_class": "B", "labels": ["food"]},
        {"target_id": "T5", "credit_risk_class": "B", "group_id": "G5"},
        {"target_id": "T6", "credit_risk_class": "A", "active": False},
        {"target_id": "T7", "credit_risk_class": "A", "whitelisted": True},
        {"target_id": "T8", "target_type": "area"},
    ],
    schema_overrides={"reg_date": pl.Date()},
).with_columns(name=pl.lit("某对象"))  # fmt: skip

OFFICERS = pl.DataFrame(
    [
        {"officer_id": "O1", "body_id": "B1", "qualifications": ["food"], "max_visits": 2},
        {"officer_id": "O2", "body_id": "B1", "qualifications": ["food"], "may_lead": False},
        {"officer_id": "O3", "body_id": "B1"},
        {"officer_id": "O4", "body_id": "B1", "seconded": True},
        {"officer_id": "O5", "body_id": "B2"},
        {"officer_id": "O6", "body_id": "B2"},
        {"officer_id": "O7", "body_id": "B2"},
        {"officer_id": "O8", "body_id": "B2", "status": "off_duty"},
        {"officer_id": "O9", "body_id": "B2", "front_line": False},
    ]
).with_columns(name=pl.lit("甲"), cert_valid_to=pl.lit(date(2026, 12, 31)))

BEFORE = pl.DataFrame(
    [
        # Keeps O3 away from T1 for twelve months, but is no earlier draw.
        {"visit_id": "H1", "target_id": "T1", "body_id": "B1", "day": date(2025, 11, 20),
         "plan_kind": "special", "officer_ids": ["O3"]},
        # Drawn three months before March to the day: just out of the gap.
        {"visit_id": "H2", "target_id": "T2", "body_id": "B1", "day": date(2025, 12, 2)},
        # The first of the two visits that T5 may have this year.
        {"visit_id": "H3", "target_id": "T5", "body_id": "B1", "day": date(2026, 1, 15),
         "plan_kind": "special"},
        # T4 has had P2's only item this year.
        {"visit_id": "H4", "target_id": "T4", "body_id": "B1", "day": date(2026, 1, 20),
         "plan_kind": "special", "item_ids": ["I1"]},
    ]
)  # fmt: skip

OPEN = pl.DataFrame(
    [
        {"visit_id": "L1", "target_id": "T7", "body_id": "B1", "day": date(2026, 3, 11),
         "officer_ids": ["O2"]},
    ]
)  # fmt: skip

PLANS = (
    Plan(
        plan_id="P1",
        name="市场监管抽查",
        kind=PlanKind.DUAL_RANDOM,
        window=MARCH,
        participations=(Participation(body_id="B1"),),
        targets=DrawnTargets(
            scope=Scope((Condition("target_type", Operator.IN, ("enterprise",)),)),
            quota=Quota(
                kind=QuotaKind.RATIO,
                columns=("credit_risk_class",),
                otherwise=Fraction(1, 2),
            ),
        ),
        lead_body="B1",
    ),
    Plan(
        plan_id="P2",
        name="餐饮联合抽查",
        kind=PlanKind.JOINT_DUAL_RANDOM,
        window=Window(date(2026, 3, 9), date(2026, 3, 28)),
        participations=(
            Participation(body_id="B1", slots=(FOOD,), item_ids=("I1",)),
            Participation(body_id="B2", item_ids=("I2",)),
        ),
        targets=DrawnTargets(
            scope=Scope(), quota=Quota(kind=QuotaKind.COUNT, otherwise=Fraction(1))
        ),
        lead_body="B2",
    ),
    Plan(
        plan_id="P3",
        name="河道专项检查",
        kind=PlanKind.SPECIAL,
        window=Window(date(2026, 3, 2), date(2026, 3, 15)),
        participations=(Participation(body_id="B2"),),
        targets=ListedTargets(target_ids=("T8",), reason="汛前", approver="乙"),
        lead_body="B2",
    ),
)

ON_FOOD = Scope((Condition("labels", Operator.IN, ("food",)),))

PROBLEM = Problem(
    number=DrawNumber(series="120116-2026-000001"),
    window=MARCH,
    targets=TargetRegistry.from_frame(TARGETS),
    officers=OfficerRegistry.from_frame(OFFICERS),
    bodies=(
        EnforcementBody(body_id="B1", name="区市场监管局"),
        EnforcementBody(body_id="B2", name="某街道", level=Level.STREET),
    ),
    items=(
        InspectionItem(item_id="I1", name="食品经营", body_id="B1", applies_to=ON_FOOD),
        InspectionItem(item_id="I2", name="公共卫生", body_id="B2", applies_to=ON_FOOD),
    ),
    plans=PLANS,
    policy=Policy(
        version="shelf",
        caps=AnnualCaps(total=2),
        grace_months=6,
        redraw_gap_months=3,
        item_once_a_year=True,
        one_plan_per_premises=True,
        cooling_off_months=12,
        max_visits=3,
        min_visits=1,
        load_slack=0,
    ),
    calendar=WorkingCalendar(
        holidays=frozenset({date(2026, 3, 6)}), make_up_days=frozenset({date(2026, 3, 14)})
    ),
    history=InspectionLog.from_frame(BEFORE),
    live=InspectionLog.from_frame(OPEN),
    conflicts=(
        Conflict(officer_id="O2", subject=Subject.GROUP, subject_id="G5", relation=Relation.SPOUSE),
        Conflict(
            officer_id="O6",
            subject=Subject.TARGET,
            subject_id="T8",
            relation=Relation.OTHER,
            state=ConflictState.APPLIED,
        ),
    ),
    # 11 of the 22 working days.
    leave=(Leave(officer_id="O3", starts=date(2026, 3, 2), ends=date(2026, 3, 17)),),
)


def stratum_pool(stratum: Stratum, rows: list[int], quota: int) -> StratumPool:
    """Make a part of a pool from positions in the registry: T1 is row 0."""
    return StratumPool(stratum, np.array(rows, np.int64), quota)


# Day -> visits; and places of both bodies on these days. Nobody has a daily limit.
PLANNED = (
    PlanDay("P1", date(2026, 3, 17), 1),
    PlanDay("P1", date(2026, 3, 18), 1),
    PlanDay("P1", date(2026, 3, 24), 1),
    PlanDay("P2", date(2026, 3, 20), 1),
    PlanDay("P3", date(2026, 3, 14), 1),
)
PLACES = {
    "B1": {date(2026, 3, day): 2 for day in (17, 18, 20, 24)},
    "B2": {date(2026, 3, day): 2 for day in (14, 20)},
}

DAYS = DayPlan(
    plan_days=PLANNED,
    body_days=tuple(
        BodyDay(body_id, day, capacity=None, reserve=0, planned=places.get(day, 0))
        for body_id, places in PLACES.items()
        for day in PROBLEM.days
    ),
)

LOCK = Lock(
    problem=PROBLEM,
    pools=(
        PlanPool(
            plan_id="P1",
            strata=(stratum_pool(("A",), [0, 1], 1), stratum_pool(("B",), [2, 3, 4], 2)),
            exclusions={
                Exclusion.OUT_OF_SCOPE: 1,
                Exclusion.INACTIVE: 1,
                Exclusion.WHITELISTED: 1,
            },
        ),
        PlanPool(
            plan_id="P2",
            strata=(stratum_pool((), [0, 2], 1),),
            exclusions={Exclusion.NO_ITEM: 5, Exclusion.ITEM_DONE: 1},
        ),
    ),
    locked_at=datetime(2026, 2, 27, 9, tzinfo=UTC),
    days=DAYS,
)
