"""A district with one of everything that evidence tells apart, small enough to draw in a second.

P01  four of all firms; one stratum, which is public
P02  a third of each risk class: strata that are not told
P03  joint, a fifth of the restaurants of each street: strata that are told
P04  three of all, weighted by complaints
P05  a list of two
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import polars as pl

from scenarios.catalogue import build
from scheduler.domain.conflicts import Conflict, Kinship, Leave, Relation, Subject
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.plans import DrawnTargets, ListedTargets, PlanKind
from scheduler.domain.problem import DrawNumber, Problem
from scheduler.domain.quota import Quota, QuotaKind
from scheduler.domain.registry import TargetRegistry
from scheduler.domain.scope import EVERYTHING


def everything(number: DrawNumber) -> Problem:
    """Return the district under that number."""
    problem = build("tiny")
    first, second, joint = problem.plans
    ids, officers = problem.targets.ids, problem.officers.ids
    by_class = Quota(kind=QuotaKind.RATIO, columns=("credit_risk_class",), otherwise=Fraction(1, 3))
    weighted = Quota(
        kind=QuotaKind.COUNT, otherwise=Fraction(3), weight_column="complaint_count_12m"
    )
    complaints = problem.targets.frame.with_columns(
        complaint_count_12m=(pl.int_range(pl.len()) % 5).cast(pl.Int32())
    )
    before = pl.DataFrame(
        {
            "visit_id": ["H1"],
            "target_id": [ids[4]],
            "body_id": ["B01"],
            "plan_id": ["P00"],
            "plan_kind": [PlanKind.CASE_CHECK.value],
            "day": [problem.window.starts.replace(month=10)],
            "officer_ids": [[officers[0], officers[1]]],
        }
    )
    return replace(
        problem,
        number=number,
        targets=TargetRegistry.from_frame(complaints),
        history=InspectionLog.from_frame(before),
        plans=(
            first,
            replace(second, targets=DrawnTargets(scope=EVERYTHING, quota=by_class)),
            joint,
            replace(first, plan_id="P04", targets=DrawnTargets(scope=EVERYTHING, quota=weighted)),
            replace(
                second,
                plan_id="P05",
                kind=PlanKind.SPECIAL,
                targets=ListedTargets(target_ids=ids[:2], reason="r", approver="a"),
            ),
        ),
        policy=replace(problem.policy, independent_entropy=True),
        conflicts=tuple(
            Conflict(
                officer_id=officers[1],
                subject=Subject.TARGET,
                subject_id=name,
                relation=Relation.SPOUSE,
            )
            for name in ids[2:5]
        ),
        leave=(
            Leave(
                officer_id=officers[2],
                starts=problem.window.starts,
                ends=problem.window.starts.replace(day=9),
            ),
        ),
        relatives=(
            Kinship(
                officer_id=officers[0], relative_id=officers[3], relation=Relation.COLLATERAL_3
            ),
        ),
    )
