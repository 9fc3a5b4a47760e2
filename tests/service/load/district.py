"""A district under load: 100,000 targets, a month drawn, every result confirmed and public."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import polars as pl
from sqlmodel import select

from api.jobs.inline import InlineQueue
from api.tables.tasks import ItemResult, ResultRow, TaskRow
from api.usecases.draws.approvals import Step, ask, confirm
from api.usecases.draws.check_draw import request_check
from api.usecases.draws.compose import create_draw
from api.usecases.jobs.run_job import run_job
from api.usecases.make_service import make_service
from api.usecases.notices import publications
from api.usecases.people.actor import SERVICE, Actor, Grant
from api.usecases.people.roles import Role
from api.usecases.registries.load_problem import load_problem
from api.usecases.transaction import begin
from scenarios.catalogue import build
from scheduler.domain.registry import TargetRegistry

TARGETS = 100_000
AFTER = datetime(2027, 1, 5, 1, 0, tzinfo=UTC)
"""When the month is over."""

FIRST = Actor(login="first", grants=frozenset({Grant(Role.PLANNER)}))
SECOND = Actor(login="second", grants=frozenset({Grant(Role.JOINT_OFFICE)}))


def large_district():
    """Return the district with further firms, dissolved ones, so that its month stays as it is."""
    problem = build("binhai", 1)
    frame = problem.targets.frame
    more = frame.head(TARGETS - frame.height).with_columns(
        pl.concat_str(pl.lit("X"), pl.col("target_id").str.slice(1)).alias("target_id"),
        pl.concat_str(pl.lit("X"), pl.col("premises_id").str.slice(1)).alias("premises_id"),
        pl.lit([], dtype=pl.List(pl.String)).alias("people"),
        pl.lit(value=False).alias("active"),
    )
    return replace(problem, targets=TargetRegistry.from_frame(pl.concat([frame, more])))


def fill(settings):
    """Load, draw and publish; return how many notices there are."""
    queue = InlineQueue()
    service = make_service(settings, queue)
    queue.run = lambda job_id: run_job(service, job_id)
    with begin(service, FIRST) as tx:
        plan_ids = load_problem(tx, large_district())
    draw_id = drawn(service, plan_ids)
    with begin(service, SERVICE) as tx:
        numbers = list(tx.session.exec(select(TaskRow.number).where(TaskRow.draw_id == draw_id)))
        for number in numbers:
            _confirmed(tx, tx.session.get_one(TaskRow, number))
    later = replace(service, clock=lambda: AFTER)
    queue.run = lambda job_id: run_job(later, job_id)
    with begin(later, FIRST) as tx:
        asked = publications.ask_results(tx, draw_id)
    with begin(later, SECOND) as tx:
        publications.confirm(tx, asked.id)
    service.engine.dispose()
    return len(numbers)


def drawn(service, plan_ids):
    """Draw plans, all in this process."""
    with begin(service, FIRST) as tx:
        draw_id = create_draw(tx, "December", plan_ids, announced=True).id
    with begin(service, FIRST) as tx:
        request_check(tx, draw_id)
    with begin(service, FIRST) as tx:
        asked = ask(tx, draw_id, Step.LOCK)
    with begin(service, SECOND) as tx:
        confirm(tx, draw_id, asked.id)
    return draw_id


def _confirmed(tx, task):
    """Let a task have a result, as if its officers and its body had done their part."""
    said = {"category": "no_problem", "follow_up": "none", "method": "on_site"}
    result = ResultRow(
        task_number=task.number,
        version=1,
        state="submitted",
        recorded_by="load",
        recorded_at=tx.now,
        confirmed_by="load",
        confirmed_at=tx.now,
        **said,
    )
    tx.session.add(result)
    tx.session.flush()
    for item_id in task.item_ids:
        tx.session.add(ItemResult(result_id=result.id, item_id=item_id, category="no_problem"))
    task.state, task.dispatched_at, task.recorded_at, task.confirmed_at = "confirmed", *[tx.now] * 3
    tx.session.add(task)
