"""Small worlds in which some team cannot be formed as drawn, and what is done about it.

Plans list their targets, so that days are all that the seed decides before the officers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from scheduler.domain.conflicts import Conflict, Leave, Relation, Subject
from scheduler.domain.lock import Lock
from scheduler.domain.planbook import PlanBook
from scheduler.domain.policy import Remedy
from scheduler.domain.problem import Problem
from scheduler.domain.registry import OfficerRegistry
from scheduler.lottery.play import play
from scheduler.lottery.seed import seed_text
from scheduler.rules.judge import judge
from tests.scheduler.lottery.days import worlds
from tests.scheduler.lottery.days.worlds import MONDAY, TUESDAY, WEDNESDAY

OTHER_DAY, LENDING, DIRECT = Remedy
SEEDS = range(12)


def avoiding(officer_id, target_id) -> Conflict:
    return Conflict(
        officer_id=officer_id,
        subject=Subject.TARGET,
        subject_id=target_id,
        relation=Relation.OTHER,
    )


def away(officer_id, day) -> Leave:
    return Leave(officer_id=officer_id, starts=day, ends=day + timedelta(days=1))


def staffed(made: Problem, **n_officers) -> Problem:
    """Keep so many officers of each body."""
    kept = [f"{body}-{n}" for body, count in n_officers.items() for n in range(count)]
    frame = made.officers.frame.filter(pl.col("officer_id").is_in(kept))
    return replace(made, officers=OfficerRegistry.from_frame(frame))


def with_officers(made: Problem, **columns) -> Problem:
    """Change columns of the registry of officers: name -> {officer: value}."""
    frame = made.officers.frame
    for name, values in columns.items():
        changed = [
            values.get(officer, old)
            for officer, old in zip(frame["officer_id"], frame[name], strict=True)
        ]
        frame = frame.with_columns(pl.Series(name, changed, dtype=frame.schema[name]))
    return replace(made, officers=OfficerRegistry.from_frame(frame))


def lock(made: Problem, planned: Mapping[str, Mapping[date, int]]) -> Lock:
    """Lock these days, with the places that they need of every body."""
    found = worlds.lock(made, planned)
    places = Counter()
    for row in found.days.plan_days:
        for part in made.plan[row.plan_id].participations:
            places[part.body_id, row.day] += row.visits * part.team_size
    body_days = tuple(
        replace(row, planned=places[row.body_id, row.day]) for row in found.days.body_days
    )
    return replace(found, days=replace(found.days, body_days=body_days))


def on_two_days(planned=((MONDAY, 1), (TUESDAY, 1)), **policy) -> Lock:
    """T1 and T2 share a Monday and a Tuesday, and T1 has a team on Monday only.

    Of three officers one is in conflict with T1, and another away on Tuesday. Two of B2 may lend;
    their own visit is on Wednesday.
    """
    plans = worlds.plan("P1", ("T1", "T2")), worlds.plan("P2", ("T3",), "B2")
    made = staffed(worlds.problem(*plans, lending={"B1": ("B2",)}, **policy), B1=3, B2=2)
    made = replace(made, conflicts=(avoiding("B1-0", "T1"),), leave=(away("B1-2", TUESDAY),))
    return lock(made, {"P1": dict(planned), "P2": {WEDNESDAY: 1}})


def on_monday(*plans, officers: Mapping[str, int], **policy) -> Lock:
    """All visits are on Monday; so many officers of each body go once at most."""
    made = staffed(worlds.problem(*plans, max_visits=1, **policy), **officers)
    return lock(made, {one.plan_id: {MONDAY: len(one.listed_ids)} for one in plans})


def book_of(locked: Lock, number=0, executor=None) -> PlanBook:
    """Draw, and let the judge look at it: no remedy may break a rule."""
    text = seed_text(locked.problem.number, (f"local {number:064x}",))
    book = play(locked, text, executor=executor)
    violations = judge(locked, book)
    assert not violations, violations
    return book
