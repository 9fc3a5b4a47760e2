"""Who could have gone on a task, rule by rule, and how likely each officer was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import Demand, PlanBook, Selection, Task, Team, Visit
from scheduler.domain.problem import Problem
from scheduler.domain.registry import DutyStatus, Role
from scheduler.explanation.odds import NO_ODDS, pool_of_body, repeated_draws
from scheduler.explanation.predictability import Predictability, of_pool
from scheduler.explanation.subjects import UnknownSubjectError
from scheduler.explanation.tradeoff import Tradeoff, tradeoff
from scheduler.lottery.candidates.eligibility import Manned, barriers
from scheduler.lottery.candidates.roster import qualifications_of
from scheduler.lottery.play import pools_drawn

AWAY_RULES = ("on-duty", "certified", "not-on-leave", "qualified", "no-conflict", "cooling-off")
"""The rules that can keep an officer of the body away, in the order in which they count."""


@dataclass(frozen=True, slots=True)
class WhoCouldGo:
    """For one body of a visit: how many officers each rule keeps away, first rule that applies.

    *pool* is about all visits and officers of the body, and those drawn together with them.
    """

    body_id: str
    officers: int
    kept_away: tuple[tuple[str, int], ...]  # (rule, officers)
    eligible: int
    team: Team | None
    odds: tuple[tuple[str, float], ...]  # (officer id, share of repeated draws), highest first
    pool: Predictability | None
    tradeoff: Tradeoff | None  # what preferring some officers gains and costs in that pool


@dataclass(frozen=True, slots=True)
class TaskExplanation:
    """A task's visit, why its target was drawn, and who could have gone."""

    task: Task
    selection: Selection
    visit: Visit
    bodies: tuple[WhoCouldGo, ...]


def explain_task(lock: Lock, book: PlanBook, task: Task, *, draws: int = 200) -> TaskExplanation:
    """Say who could have gone to the visit of *task*, and how likely each officer was."""
    visit = next((visit for visit in book.visits if task in visit.tasks), None)
    if visit is None:
        raise UnknownSubjectError(f"{task.plan_id} {task.target_id}")
    selection = next(
        s for s in book.selections if Task(s.plan_id, s.target_id) == task and not s.reserve
    )
    pools = pools_drawn(lock, book.seed_text)
    return TaskExplanation(
        task=task,
        selection=selection,
        visit=visit,
        bodies=tuple(
            _who_could_go(lock, book, visit, demand, pool_of_body(pools, demand.body_id), draws)
            for demand in visit.demands
        ),
    )


def _who_could_go(
    lock: Lock, book: PlanBook, visit: Visit, demand: Demand, manned: Manned | None, draws: int
) -> WhoCouldGo:
    barred = _barred(lock.problem, visit)
    reasons = [
        _kept_away(lock.problem, visit, demand, row, barred)
        for row in _officers(lock.problem, demand.body_id)
    ]
    counted = Counter(reasons)
    policy = lock.problem.policy
    odds = repeated_draws(manned, policy=policy, draws=draws) if manned else NO_ODDS
    shares = [(o, odds.of(visit.visit_id, o)) for o in odds.officer_ids]
    teams = {(team.visit_id, team.body_id): team for team in book.teams}
    return WhoCouldGo(
        body_id=demand.body_id,
        officers=len(reasons),
        kept_away=tuple((rule, counted[rule]) for rule in AWAY_RULES if counted[rule]),
        eligible=counted[""],
        team=teams.get((visit.visit_id, demand.body_id)),
        odds=tuple(sorted((s for s in shares if s[1]), key=lambda pair: (-pair[1], pair[0]))),
        pool=of_pool(lock, book.seed_text, manned, odds) if manned else None,
        tradeoff=tradeoff(manned, odds, policy=policy) if manned else None,
    )


def _officers(problem: Problem, body_id: str) -> Iterator[dict[str, Any]]:
    mine = (pl.col("body_id") == body_id) & (pl.col("role") == Role.OFFICER.value)
    return problem.officers.frame.filter(mine).iter_rows(named=True)


def _barred(problem: Problem, visit: Visit) -> dict[str, str]:
    """Return the officers whom conflicts, or else cooling-off, keep from *visit*, by the rule."""
    known, months = barriers(problem, [visit]), problem.policy.cooling_off_months
    cooling = dict.fromkeys(known.barred(visit, cooling_off_months=months), "cooling-off")
    return cooling | dict.fromkeys(known.barred(visit, cooling_off_months=0), "no-conflict")


def _kept_away(
    problem: Problem, visit: Visit, demand: Demand, row: dict[str, Any], barred: dict[str, str]
) -> str:
    """Return the first rule that keeps an officer from *visit*, or an empty text."""
    away = kept_from_duty(problem, row, visit.day)
    if away:
        return away
    held = qualifications_of(row)
    if len(demand.slots) == demand.team_size and not any(slot <= held for slot in demand.slots):
        return "qualified"
    return barred.get(row["officer_id"], "")


def kept_from_duty(problem: Problem, row: dict[str, Any], day: date) -> str:
    """Return the first rule that keeps an officer from any visit on *day*, or an empty text."""
    in_post = row["status"] == DutyStatus.ON_DUTY.value and not row["seconded"]
    if not in_post or (problem.policy.front_line_only and not row["front_line"]):
        return "on-duty"
    if row["cert_valid_to"] is None or row["cert_valid_to"] < day:
        return "certified"
    away = any(lv.officer_id == row["officer_id"] and day in lv for lv in problem.leave)
    return "not-on-leave" if away else ""
