"""Visits and calls of the shelf's district for tests about who could go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from scheduler.domain.planbook import Demand, Task, Visit
from scheduler.lottery.candidates.calls import Call, Slot
from scheduler.lottery.candidates.crews import Crew
from tests.scheduler.lottery.candidates.staffs import visit


def visit_on(name: str, day: date, *targets: tuple[str, str]) -> Visit:
    """Make a visit for tasks (plan, target)."""
    tasks = tuple(Task(plan_id, target_id) for plan_id, target_id in targets)
    return replace(visit(name), day=day, tasks=tasks)


def call(of: Visit, body_id: str = "B1", crew: Crew | None = None, *, senior=False) -> Call:
    """Make a call for two of a body's officers."""
    return Call(of, body_id, crew or Crew(body_id), (Slot(), Slot()), senior=senior)


def demand(body_id: str = "B1", size: int = 2, **changes) -> Demand:
    fields = {"slots": (), "item_ids": (), "experts": ()}
    return Demand(body_id=body_id, team_size=size, **fields | changes)
