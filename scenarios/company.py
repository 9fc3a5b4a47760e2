"""Small worlds about who goes with whom: relatives, seniors, experts, the same pair again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl

from scenarios.small import MARKET_PLAN, RESTAURANTS, WINDOW, count_plan, officers, world
from scheduler.domain.conflicts import Absence, Kinship, Leave, Relation
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.plans import Participation, Plan, PlanKind
from scheduler.domain.policy import Policy
from scheduler.domain.problem import Problem
from scheduler.domain.registry import OfficerRegistry, Role

_PLAIN = Policy(version="company-1")
_MARKET, _EMERGENCY = Participation(body_id="B01"), Participation(body_id="B02")


def family(*, rng: np.random.Generator) -> Problem:
    """Show relatives: three couples in a body of six, and a brother in the other body.

    The other body has two officers, so both go to all joint visits, and the sister to none.
    """
    joint = replace(
        count_plan("P02", 4, _MARKET, RESTAURANTS),
        kind=PlanKind.JOINT_DUAL_RANDOM,
        participations=(_MARKET, _EMERGENCY),
        merging=False,
    )
    couples = tuple(
        Kinship(officer_id=f"B01-00{one}", relative_id=f"B01-00{one + 1}", relation=Relation.SPOUSE)
        for one in (1, 3, 5)
    )
    brother = Kinship(officer_id="B01-001", relative_id="B02-002", relation=Relation.COLLATERAL_3)
    problem = world((MARKET_PLAN, joint), officers(B01=6, B02=2), _PLAIN, rng=rng)
    return replace(problem, relatives=tuple(sorted((*couples, brother))))


def seniors(*, rng: np.random.Generator) -> Problem:
    """Show that each team has a senior officer: 9 teams of two, and 3 of 8 officers are senior."""
    frame = officers(B01=8).frame.with_columns(senior=pl.int_range(pl.len()) % 3 == 1)
    policy = replace(_PLAIN, require_senior=True)
    return world((MARKET_PLAN,), OfficerRegistry.from_frame(frame), policy, rng=rng)


def experts(*, rng: np.random.Generator) -> Problem:
    """Show experts: five days, and of two experts in food one is away on the first two.

    He may come twice and the other three times, so both do all that they can. An expert in fire
    protection is of no use, and an officer who knows food does not stand in for an expert.
    """
    part = Participation(body_id="B01", experts=(frozenset({"food"}),))
    days = tuple(WINDOW.starts.replace(day=day) for day in (2, 4, 16, 18, 22))
    plan = replace(count_plan("P01", 5, part), fixed_days=days)
    advisers = pl.DataFrame(
        {
            "officer_id": ["ZJ-001", "ZJ-002", "ZJ-003"],
            "name": ["专家0001", "专家0002", "专家0003"],
            "body_id": ["B01"] * 3,
            "front_line": [False] * 3,
            "may_lead": [False] * 3,
            "qualifications": [["food"], ["food"], ["fire"]],
            "max_visits": [2, 3, None],
            "role": [Role.EXPERT.value] * 3,
        }
    )
    staff = pl.concat([officers(B01=6).frame, advisers], how="diagonal_relaxed")
    problem = world((plan,), OfficerRegistry.from_frame(staff), _PLAIN, rng=rng)
    away = Leave(officer_id="ZJ-001", starts=WINDOW.starts, ends=date(2026, 12, 16))
    return replace(problem, leave=(replace(away, absence=Absence.TRAINING),))


def repeat(*, rng: np.random.Generator) -> Problem:
    """Show that no two go together twice running: 6 officers, 60 visits, three on a day at most.

    The first two officers were together on the last day before the window.
    """
    policy = replace(_PLAIN, no_repeated_pairs=True, max_per_day=1)
    problem = world((_sixty(),), officers(B01=6), policy, rng=rng, n_targets=60)
    before = pl.DataFrame(
        {
            "visit_id": ["earlier"],
            "target_id": problem.targets.ids[:1],
            "body_id": ["B01"],
            "plan_id": ["P00"],
            "plan_kind": [PlanKind.CASE_CHECK.value],
            "day": [date(2026, 11, 30)],
            "officer_ids": [["B01-001", "B01-002"]],
        }
    )
    return replace(problem, history=InspectionLog.from_frame(before))


def _sixty() -> Plan:
    return count_plan("P01", 60, _MARKET)
