"""天津市滨海新区 in December 2026: a month of plans at the size the district has published."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import polars as pl

from scenarios import absences, figures, history, interests, items, kin, officers, targets
from scenarios.bodies import FACTS, bodies
from scenarios.drawing import Drawing
from scenarios.ground import Ground, Mask, OpenTargets
from scenarios.joint_plans import joint_plans
from scenarios.lending import lending
from scenarios.listing import Listing, fixed, is_listed
from scenarios.outlines import (
    MAX_PER_DAY,
    MAX_PER_WEEK,
    MAX_VISITS,
    URGENT_RESERVE,
    Outline,
    outlines,
)
from scenarios.plans import plan
from scenarios.working_days import CALENDAR
from scheduler.domain.bodies import Level
from scheduler.domain.calendar import Window
from scheduler.domain.plans import DrawnTargets, ListedTargets, Participation, Plan, PlanKind
from scheduler.domain.policy import AnnualCaps, CapConflict, Policy
from scheduler.domain.problem import DrawNumber, Problem
from scheduler.domain.registry import DutyStatus, OfficerRegistry

WINDOW = Window(date(2026, 12, 1), date(2027, 1, 1))

POLICY = Policy(
    version="滨海新区双随机抽查规则 2026-1",
    caps=AnnualCaps(per_body=2, per_level={Level.DISTRICT: 3, Level.STREET: 2}, total=4),
    cap_conflict=CapConflict.BY_PRIORITY,
    grace_months=6,
    redraw_gap_months=6,
    item_once_a_year=True,
    cooling_off_months=6,
    max_visits=MAX_VISITS,
    max_per_day=MAX_PER_DAY,
    max_per_week=MAX_PER_WEEK,
    urgent_reserve=URGENT_RESERVE,
    require_senior=True,
    no_repeated_pairs=True,
    lending=lending(),
    reserve_ratio=Fraction(1, 2),
)


def binhai(*, rng: np.random.Generator) -> Problem:
    """Return the district: 94 bodies, 3,117 officers, 60,000 targets, a month of 276 plans."""
    registry = targets.registry(rng=rng)
    staff = officers.registry(WINDOW, rng=rng)
    ground = Ground(registry)
    fit = officers.fit_for_duty(staff, WINDOW.starts)
    past = history.past(ground, WINDOW, CALENDAR, fit, rng=rng)
    problem = Problem(
        number=DrawNumber(series="120116-2026-000012"),
        window=WINDOW,
        targets=registry,
        officers=staff,
        bodies=bodies(),
        items=items.items(),
        plans=(),
        policy=POLICY,
        calendar=CALENDAR,
        history=past.history,
        live=past.live,
        conflicts=interests.conflicts(staff, registry, rng=rng),
        leave=absences.leave(staff, WINDOW, rng=rng),
        relatives=kin.relatives(staff, rng=rng),
    )
    return replace(problem, plans=_plans(problem, ground, rng=rng))


def _plans(problem: Problem, ground: Ground, *, rng: np.random.Generator) -> tuple[Plan, ...]:
    sketches = outlines(problem.window, rng=rng)
    drawing = Drawing(ground, OpenTargets(ground, problem), _in_post(problem.officers))
    listing = Listing(ground, _visited(problem), rng=rng)
    joint = joint_plans(problem.window)
    found = list(joint)
    drawn = [
        settled
        for kind in (PlanKind.SPECIAL, PlanKind.DUAL_RANDOM)
        for settled in drawing.quotas(
            [one for one in sketches if one.kind is kind and not is_listed(one)]
        )
    ]
    # Who has few targets to draw from comes first: the others find enough elsewhere.
    for settled in sorted(drawn, key=lambda one: (one.pool, one.outline.plan_id)):
        outline = settled.outline
        source = DrawnTargets(scope=outline.draw_scope, quota=settled.quota)
        found.append(plan(outline, source, priority=len(found) + 1))
    for outline in sketches:
        if is_listed(outline):
            chosen, target_ids = listing.settled(outline)
            found.append(plan(chosen, fixed(chosen, target_ids), priority=len(found) + 1))
    found.append(_case_check(sketches[0], listing, priority=len(found) + 1))
    return tuple(sorted(found, key=lambda made: made.plan_id))


def _in_post(staff: OfficerRegistry) -> dict[str, int]:
    """Return the number of front-line officers in post by body, for quotas per officer."""
    rows = staff.frame.filter(
        pl.col("front_line"), ~pl.col("seconded"), pl.col("status") == DutyStatus.ON_DUTY.value
    )
    return Counter(rows["body_id"].to_list())


def _visited(problem: Problem) -> Mask:
    """Return the targets that have been visited in the past year or soon will be."""
    rows = pl.concat([problem.history.frame, problem.live.frame])["target_id"]
    return problem.targets.frame["target_id"].is_in(rows.implode()).to_numpy()


def _case_check(outline: Outline, listing: Listing, priority: int) -> Plan:
    """Return the check of what the hotline 12345 brought up; it takes the first outline's topic."""
    facts = FACTS[outline.body_id]
    _, target_ids = listing.settled(replace(outline, wanted=figures.CASE_TASKS))
    return Plan(
        plan_id="BH2612-C001",
        name=f"{facts.name}12345热线投诉举报个案检查",
        kind=PlanKind.CASE_CHECK,
        window=Window(WINDOW.starts, date(2026, 12, 12)),
        participations=(Participation(body_id=outline.body_id),),
        targets=ListedTargets(
            target_ids=target_ids,
            reason="12345热线反映同一问题三次以上",
            approver=f"{facts.name}主要负责人",
        ),
        lead_body=outline.body_id,
        merging=False,
        priority=priority,
    )
