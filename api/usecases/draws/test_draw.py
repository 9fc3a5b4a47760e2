"""A test: draw with a seed that is thrown away. Nothing is logged and nobody is sent anywhere."""

from __future__ import annotations

from api.files.planbook.edition import Edition
from api.tables.draws import DrawRow
from api.usecases.cores import threads
from api.usecases.draws.check_draw import fail_draw
from api.usecases.draws.compose import free_plans
from api.usecases.draws.earlier import earlier_tasks
from api.usecases.draws.inputs import DrawInputs, inputs_of, problem_of
from api.usecases.draws.progress import DrawSteps
from api.usecases.draws.results import result_data
from api.usecases.draws.states import DrawMode, DrawState, enter, require_draw_state
from api.usecases.draws.the_draw import require_whole, the_draw
from api.usecases.people.actor import SERVICE
from api.usecases.people.roles import Operation
from api.usecases.refusals import refusal
from api.usecases.service import Service
from api.usecases.transaction import Transaction, begin
from scheduler.draw import draw, lock
from scheduler.lottery.seed import seed_text
from scheduler.planning.checking import check

MARK = "test"
"""The name of the only source of a test's seed, which no official draw can declare."""


def request_test(tx: Transaction, draw_id: int) -> DrawRow:
    """Ask for the draw of a test that was checked.

    Raises:
        FaultsError: if it is not allowed, not checked, or no test.
    """
    found = the_draw(tx, draw_id, update=True)
    require_whole(tx, found, Operation.DRAW_WRITE)
    if found.mode != DrawMode.TEST:
        raise refusal("not-a-test", str(draw_id))
    require_draw_state(found, DrawState.CHECKED)
    enter(tx, found, DrawState.DRAWING)
    tx.enqueue("test-draw", draw_id)
    return found


def test_draw(service: Service, draw_id: int) -> None:
    """Draw a test; its plans are free again afterwards."""
    with begin(service, SERVICE) as tx:
        found = tx.session.get(DrawRow, draw_id)
        if found is None or found.state != DrawState.DRAWING or found.mode != DrawMode.TEST:
            return
        inputs = inputs_of(tx, found, earlier_tasks(tx))
    try:
        edition = _drawn(service, draw_id, inputs)
    except Exception as error:
        fail_draw(service, draw_id, DrawState.DRAWING, error)
        raise
    with begin(service, SERVICE) as tx:
        found = tx.session.get(DrawRow, draw_id, with_for_update=True)
        if found is None or found.state != DrawState.DRAWING:
            return
        found.report = {**(found.report or {}), "result": {MARK: True, **result_data(edition)}}
        enter(tx, found, DrawState.DRAWN)
        free_plans(tx, found)


def _drawn(service: Service, draw_id: int, inputs: DrawInputs) -> Edition:
    steps = DrawSteps(service, draw_id, DrawState.DRAWING)
    steps.begin("read")
    problem = problem_of(service.store, inputs)
    steps.begin("check")
    frozen = lock(problem, check(problem), locked_at=service.clock(), entropy=(MARK,))
    text = seed_text(problem.number, (f"{MARK} {service.secret()}",), frozen.profile)
    with threads() as executor:
        book = draw(frozen, text, executor=executor, progress=steps.begin)
    steps.end()
    return Edition(frozen, book)
