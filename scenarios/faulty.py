"""Small worlds with one thing wrong each, to be found before there is a seed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import polars as pl

from scenarios.small import (
    AT_MOST_THREE,
    MARKET_PLAN,
    WINDOW,
    count_plan,
    officers,
    tiny,
    world,
)
from scheduler.domain.calendar import Window
from scheduler.domain.conflicts import Conflict, Relation, Subject
from scheduler.domain.plans import DrawnTargets, ListedTargets, Participation, PlanKind
from scheduler.domain.policy import AnnualCaps, Policy
from scheduler.domain.problem import Problem
from scheduler.domain.quota import Quota, QuotaKind
from scheduler.domain.registry import OfficerRegistry, TargetRegistry
from scheduler.domain.scope import Condition, Operator, Scope

_PLAIN = Policy(version="plain-1")
_ONE_VISIT = Policy(version="one-visit-1", caps=AnnualCaps(total=1))
_MARKET = Participation(body_id="B01")


def one_officer_short(*, rng: np.random.Generator) -> Problem:
    """Show a shortage by one: 18 places, and 5 officers for 3 visits each."""
    return world((MARKET_PLAN,), officers(B01=5), AT_MOST_THREE, rng=rng)


def expired(*, rng: np.random.Generator) -> Problem:
    """Show a body that may not inspect: all its certificates end the day before the window."""
    problem = tiny(rng=rng)
    ended = pl.when(pl.col("body_id") == "B02").then(pl.lit(date(2026, 11, 30)))
    frame = problem.officers.frame.with_columns(
        ended.otherwise(pl.col("cert_valid_to")).alias("cert_valid_to")
    )
    return replace(problem, officers=OfficerRegistry.from_frame(frame))


def conflicted(*, rng: np.random.Generator) -> Problem:
    """Show a listed target that nobody may visit, by its own name, its group and its people."""
    problem = tiny(rng=rng)
    frame = problem.targets.frame.with_columns(
        group_id=pl.when(pl.int_range(pl.len()) < 2).then(pl.lit("G01"))
    )
    target = frame.row(0, named=True)
    subjects = (
        (Subject.TARGET, target["target_id"], Relation.SELF),
        (Subject.GROUP, target["group_id"], Relation.SPOUSE),
        (Subject.PERSON, target["people"][0], Relation.LINEAL),
    )
    plan = replace(
        MARKET_PLAN,
        plan_id="P04",
        kind=PlanKind.SPECIAL,
        targets=ListedTargets(
            target_ids=(target["target_id"],), reason="专项整治", approver="区人民政府分管副区长"
        ),
    )
    staff = problem.officers.frame.filter(body_id="B01")["officer_id"].to_list()
    return replace(
        problem,
        targets=TargetRegistry.from_frame(frame),
        plans=(*problem.plans, plan),
        conflicts=tuple(
            Conflict(officer_id=officer, subject=subject, subject_id=name, relation=relation)
            for number, officer in enumerate(staff)
            for subject, name, relation in (subjects[number % len(subjects)],)
        ),
    )


def qualification_short(*, rng: np.random.Generator) -> Problem:
    """Show a place that nobody is qualified to take."""
    inspector = frozenset({"special_equipment"})
    plan = count_plan("P01", 5, Participation(body_id="B01", slots=(inspector,)))
    return world((plan,), officers(B01=6), _PLAIN, rng=rng)


def over_capped(*, rng: np.random.Generator) -> Problem:
    """Show two plans that may draw the same targets and will not merge, with one visit allowed."""
    plans = tuple(
        replace(count_plan(plan_id, 5, _MARKET), merging=False) for plan_id in ("P01", "P02")
    )
    return world(plans, officers(B01=6), _ONE_VISIT, rng=rng)


def neighbours(*, rng: np.random.Generator) -> Problem:
    """Show how a neighbour parts visits that would merge: one target, one visit a year, two plans.

    Alone, the plan for the month and the plan for its second half meet in one visit. But next
    door there is a plan for the first half, which the plan for the month joins first.
    """
    problem = world((), officers(B01=6), _ONE_VISIT, rng=rng)
    frame = problem.targets.frame.with_columns(
        premises_id=pl.when(pl.int_range(pl.len()) < 2).then(pl.lit("CS-00001"))
    )
    here, next_door = (
        Scope((Condition("target_id", Operator.IN, (name,)),)) for name in frame["target_id"][:2]
    )
    half = date(2026, 12, 16)
    month = count_plan("P01", 1, _MARKET, here)
    later = replace(count_plan("P02", 1, _MARKET, here), window=Window(half, WINDOW.ends))
    other = count_plan("P03", 1, _MARKET, next_door)
    earlier = replace(other, window=Window(WINDOW.starts, half))
    return replace(problem, targets=TargetRegistry.from_frame(frame), plans=(month, later, earlier))


def min_too_high(*, rng: np.random.Generator) -> Problem:
    """Show minimum loads beyond the work there is: 6 officers for 3 visits each, 10 places."""
    policy = Policy(version="three-visits-at-least-1", min_visits=3)
    return world((count_plan("P01", 5, _MARKET),), officers(B01=6), policy, rng=rng)


def empty_pool(*, rng: np.random.Generator) -> Problem:
    """Show two plans that draw from nothing: an empty stratum, and a scope without targets."""
    problem = tiny(rng=rng)
    abroad = Scope((Condition("street", Operator.IN, ("杨家泊镇",)),))
    # The class is known to the registry, but only from a firm that has closed.
    closed = pl.int_range(pl.len()) == 0
    frame = problem.targets.frame.with_columns(
        credit_risk_class=pl.when(closed).then(pl.lit("D")).otherwise("credit_risk_class"),
        active=~closed,
    )
    quota = Quota(
        kind=QuotaKind.COUNT,
        columns=("credit_risk_class",),
        amounts={("D",): Fraction(3)},
    )
    stratum = replace(MARKET_PLAN, targets=DrawnTargets(scope=Scope(), quota=quota))
    return replace(
        problem,
        targets=TargetRegistry.from_frame(frame),
        plans=(stratum, count_plan("P02", 3, _MARKET, abroad)),
    )


def no_working_day(*, rng: np.random.Generator) -> Problem:
    """Show a plan for a weekend."""
    weekend = Window(date(2026, 12, 5), date(2026, 12, 7))
    plan = replace(count_plan("P01", 2, _MARKET), window=weekend)
    return world((plan,), officers(B01=6), _PLAIN, rng=rng)
