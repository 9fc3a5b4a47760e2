"""Check a draw: ask for it, and the worker's step that does it."""

from __future__ import annotations

from api.tables.draws import DrawRow
from api.usecases.draws.earlier import earlier_tasks
from api.usecases.draws.inputs import DrawInputs, inputs_of, problem_of
from api.usecases.draws.progress import DrawSteps
from api.usecases.draws.report import report_data
from api.usecases.draws.states import (
    BEFORE_LOCK,
    DrawMode,
    DrawState,
    enter,
    require_draw_state,
)
from api.usecases.draws.the_draw import require_whole, the_draw
from api.usecases.jobs.ending import failure_data
from api.usecases.people.actor import SERVICE
from api.usecases.people.roles import Operation
from api.usecases.registries.snapshots import take_snapshots
from api.usecases.rehearse import rehearse_draws
from api.usecases.service import Service
from api.usecases.transaction import Transaction, begin
from scheduler.planning.checking import check

REHEARSALS = 8
"""Throwaway draws that show what may happen; as many as cost no processes of their own."""


def request_check(tx: Transaction, draw_id: int) -> DrawRow:
    """Freeze the registries as they are now, and ask for a check of the draw with them.

    Raises:
        FaultsError: if it is not allowed, or too late.
    """
    draw = the_draw(tx, draw_id, update=True)
    require_whole(tx, draw, Operation.DRAW_WRITE)
    require_draw_state(draw, *BEFORE_LOCK)
    draw.snapshots = take_snapshots(tx)
    draw.report = draw.failure = None
    enter(tx, draw, DrawState.PLANNING)
    tx.enqueue("check-draw", draw_id)
    return draw


def check_draw(service: Service, draw_id: int) -> None:
    """Check a draw; if it was cancelled or changed meanwhile, nothing comes of it."""
    with begin(service, SERVICE) as tx:
        draw = tx.session.get(DrawRow, draw_id)
        if draw is None or draw.state != DrawState.PLANNING:
            return
        inputs = inputs_of(tx, draw, earlier_tasks(tx))
    try:
        _check(service, draw_id, inputs)
    except Exception as error:
        fail_draw(service, draw_id, DrawState.PLANNING, error)
        raise


def _check(service: Service, draw_id: int, inputs: DrawInputs) -> None:
    steps = DrawSteps(service, draw_id, DrawState.PLANNING)
    steps.begin("read")
    problem = problem_of(service.store, inputs)
    steps.begin("check")
    checked = check(problem)
    rehearsed = None
    if checked.is_sound:
        steps.begin("rehearse")
        rehearsed = rehearse_draws(problem, checked, REHEARSALS)
    steps.end()
    report = report_data(checked, rehearsed)
    with begin(service, SERVICE) as tx:
        draw = tx.session.get(DrawRow, draw_id, with_for_update=True)
        if draw is None or draw.state != DrawState.PLANNING:
            return
        draw.report = report
        if draw.mode == DrawMode.TEST:
            draw.report["mode"] = draw.mode
        enter(tx, draw, DrawState.CHECKED if checked.is_sound else DrawState.INFEASIBLE)


def fail_draw(service: Service, draw_id: int, during: DrawState, error: Exception) -> None:
    """Put on record that a step of a draw failed, so that nobody waits for it."""
    with begin(service, SERVICE) as tx:
        draw = tx.session.get(DrawRow, draw_id, with_for_update=True)
        if draw is None or draw.state != during:
            return
        draw.failure = failure_data(error) | {"during": during.value}
        enter(tx, draw, DrawState.FAILED)
