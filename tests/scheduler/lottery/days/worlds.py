"""Small worlds in which plans list their targets, so that days are all that chance decides.

The fortnight from Monday 2 March 2026 has ten working days: the Friday of its first week is a
holiday, the Saturday of its second is worked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from scheduler.domain.bodies import EnforcementBody
from scheduler.domain.calendar import Window
from scheduler.domain.dayplan import BodyDay, DayPlan, PlanDay
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.lock import Lock
from scheduler.domain.planbook import PlanBook, Selection
from scheduler.domain.plans import ListedTargets, Participation, Plan, PlanKind
from scheduler.domain.policy import Policy
from scheduler.domain.problem import Problem
from scheduler.domain.registry import OfficerRegistry, TargetRegistry
from scheduler.rules.view import CaseFile
from tests.shelf import LOCK, PROBLEM

FORTNIGHT = Window(date(2026, 3, 2), date(2026, 3, 16))
MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 3, day) for day in (2, 3, 4, 5))

KEY = "k" * 64


def plan(plan_id: str, targets: Iterable[str], *bodies: str, **changes: Any) -> Plan:
    """Make a plan that lists its targets; two officers of each body come to all of them."""
    parts = tuple(Participation(body_id=body_id) for body_id in bodies or ("B1",))
    fields: dict[str, Any] = {
        "plan_id": plan_id,
        "name": "某计划",
        "kind": PlanKind.SPECIAL,
        "window": FORTNIGHT,
        "participations": parts,
        "targets": ListedTargets(target_ids=tuple(targets), reason="某原因", approver="乙"),
        "lead_body": parts[0].body_id,
    }
    return Plan(**(fields | changes))


def problem(
    *plans: Plan,
    targets: Mapping[str, Mapping[str, Any]] | None = None,
    officers: int = 4,
    **policy: Any,
) -> Problem:
    """Make a problem of these plans; *targets* says what is special about some of them."""
    named = {target_id for one in plans for target_id in one.listed_ids or ()}
    special = targets or {}
    bodies = sorted({part.body_id for one in plans for part in one.participations})
    rows = [{"target_id": t, "name": "某对象", **special.get(t, {})} for t in sorted(named)]
    return replace(
        PROBLEM,
        window=FORTNIGHT,
        targets=TargetRegistry.from_frame(pl.DataFrame(rows, infer_schema_length=None)),
        officers=OfficerRegistry.from_frame(
            pl.DataFrame(
                {
                    "officer_id": [f"{body}-{n}" for body in bodies for n in range(officers)],
                    "body_id": [body for body in bodies for _ in range(officers)],
                }
            ).with_columns(name=pl.lit("甲"), cert_valid_to=pl.lit(date(2026, 12, 31)))
        ),
        bodies=tuple(EnforcementBody(body_id=body, name=body) for body in bodies),
        items=(),
        plans=tuple(sorted(plans, key=lambda one: one.plan_id)),
        policy=Policy(version="days", **policy),
        history=InspectionLog.none(),
        live=InspectionLog.none(),
        conflicts=(),
        leave=(),
    )


def lock(
    made: Problem,
    planned: Mapping[str, Mapping[date, int]],
    rooms: Mapping[tuple[str, date], int] | None = None,
) -> Lock:
    """Lock these days; where *rooms* says nothing there is no limit."""
    limits = rooms or {}
    bodies = sorted(made.body)
    return Lock(
        problem=made,
        pools=(),
        locked_at=LOCK.locked_at,
        days=DayPlan(
            plan_days=tuple(
                PlanDay(plan_id, day, visits)
                for plan_id, days in sorted(planned.items())
                for day, visits in sorted(days.items())
            ),
            body_days=tuple(
                BodyDay(body, day, limits.get((body, day)), reserve=0, planned=0)
                for body in bodies
                for day in made.days
            ),
        ),
    )


def selections(made: Problem) -> list[Selection]:
    """Return what all plans list."""
    return [
        Selection(plan_id=one.plan_id, target_id=target_id)
        for one in made.plans
        for target_id in one.listed_ids or ()
    ]


def case_of(locked: Lock, dates: Any) -> CaseFile:
    """Return a case file of visits on their days, before anybody is sent."""
    return CaseFile(
        locked,
        PlanBook(
            seed_text="",
            selections=tuple(selections(locked.problem)),
            strata=(),
            visits=dates.visits,
            teams=(),
            loads=(),
            bodies=(),
            shortfalls=dates.shortfalls,
        ),
    )
