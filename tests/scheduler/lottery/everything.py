"""One world in which all rules about days and people have something to decide.

    P01  rounds of the market body through its streets, with an expert in food each
    P02  half of a joint plan of two bodies with relatives in each other
    P03  overlapping quotas of the emergency body
    P04  a town that has one officer at work, and borrows the rest

Teams have a senior officer, no pair goes together twice running, nobody goes more than twice on a
day or six times in a week, and the joint plan prefers officers who are new to a target.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from scenarios.catalogue import build
from scheduler.domain.conflicts import Conflict, Kinship, Leave, Relation, Subject
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.plans import Participation, PlanKind
from scheduler.domain.problem import Problem
from scheduler.domain.registry import OfficerRegistry, Role
from scheduler.domain.suitability import Suitability


def everything() -> Problem:
    """Return the world."""
    rounds, family, crossed, lending = map(build, ("rounds", "family", "crossed", "lending"))
    market = Participation(body_id="B01", experts=(frozenset({"food"}),))
    _, joint = family.plans
    _, spread = crossed.plans
    (town,) = lending.plans
    return replace(
        rounds,
        officers=_people(lending.officers.frame),
        bodies=lending.bodies,
        plans=(
            replace(rounds.plans[0], participations=(market,)),
            replace(joint, suitability=Suitability(rotation=2)),
            replace(spread, plan_id="P03"),
            replace(town, plan_id="P04"),
        ),
        policy=replace(
            lending.policy,
            version="everything-1",
            max_visits=None,
            require_senior=True,
            no_repeated_pairs=True,
            max_per_day=2,
            max_per_week=6,
            cooling_off_months=6,
        ),
        history=_history(rounds.targets.ids),
        leave=(
            *lending.leave,
            Leave(officer_id="B01-002", starts=date(2026, 12, 1), ends=date(2026, 12, 9)),
        ),
        conflicts=(
            *rounds.conflicts,
            Conflict(
                officer_id="B02-001",
                subject=Subject.PERSON,
                subject_id="P0000003",
                relation=Relation.SPOUSE,
            ),
        ),
        relatives=tuple(
            Kinship(officer_id=one, relative_id=other, relation=Relation.SPOUSE)
            for one, other in (("B01-001", "B02-002"), ("B01-003", "B01-004"))
        ),
    )


def _people(known: pl.DataFrame) -> OfficerRegistry:
    """Return eight of B01, six of B02, two of B03 and B04 each, and two experts in food."""
    frame = pl.concat(
        [
            build("crossed").officers.frame,
            known.filter(pl.col("body_id").is_in(["B03", "B04"])),
        ]
    ).with_columns(
        may_lead=pl.lit(value=True),
        # Every other officer; of the town the one who is at work.
        senior=pl.int_range(pl.len()) % 2 == 0,
        max_visits=pl.when(body_id="B04").then(2).otherwise(12),
    )
    experts = pl.DataFrame(
        {
            "officer_id": ["ZJ-001", "ZJ-002"],
            "name": ["专家0001", "专家0002"],
            "body_id": ["B01"] * 2,
            "front_line": [False] * 2,
            "qualifications": [["food"]] * 2,
            "role": [Role.EXPERT.value] * 2,
        }
    )
    return OfficerRegistry.from_frame(pl.concat([frame, experts], how="diagonal_relaxed"))


def _history(targets: tuple[str, ...]) -> InspectionLog:
    """Two visits before the window: who was where, with whom, and who must rest from a target."""
    return InspectionLog.from_frame(
        pl.DataFrame(
            {
                "visit_id": ["V1", "V2"],
                "target_id": [targets[0], targets[3]],
                "body_id": ["B01", "B02"],
                "plan_id": ["P00"] * 2,
                "plan_kind": [PlanKind.CASE_CHECK.value] * 2,
                "day": [date(2026, 11, 27), date(2026, 11, 30)],
                "officer_ids": [["B01-001", "B01-005"], ["B02-001", "B02-003"]],
            }
        )
    )
