"""A worker's step: lock a draw, as it was checked, and log that."""

from __future__ import annotations

from dataclasses import replace

from api.tables.draws import DrawRow
from api.usecases.ceremony.declare_sources import Wanted
from api.usecases.ceremony.lock_draw import lock_draw as lock_in_office
from api.usecases.ceremony.office import Office
from api.usecases.check_folder import FolderCheck
from api.usecases.draws.check_draw import fail_draw
from api.usecases.draws.compose import Sources
from api.usecases.draws.earlier import earlier_tasks
from api.usecases.draws.follow_log import follow_log
from api.usecases.draws.inputs import DrawInputs, inputs_of, number_of, problem_of
from api.usecases.draws.office import next_number, numbering, office_of
from api.usecases.draws.progress import DrawSteps
from api.usecases.draws.states import DrawState
from api.usecases.people.actor import SERVICE
from api.usecases.service import Service
from api.usecases.transaction import begin
from scheduler.domain.problem import DrawNumber
from scheduler.evidence.records import Event
from scheduler.evidence.sources.chains import LEAST_DELAY
from scheduler.planning.checking import check


def lock_draw(service: Service, draw_id: int) -> None:
    """Lock a draw whose lock was decided; one that was locked and not told is taken up again."""
    with begin(service, SERVICE) as tx:
        draw = tx.session.get(DrawRow, draw_id)
        if draw is None or draw.state != DrawState.COMMITTING:
            return
        inputs = inputs_of(tx, draw, earlier_tasks(tx))
        wanted, announced, known = _wanted(draw), draw.announced, number_of(draw)
    office = office_of(service)
    plan_ids = {str(document["plan_id"]) for document in inputs.plans}
    number = _locked_before(office, plan_ids) or known
    try:
        if number is None or not office.history.attempt(number).has(Event.LOCK):
            number = _lock(office, service, draw_id, inputs, wanted, known, announced=announced)
    except Exception as error:
        fail_draw(service, draw_id, DrawState.COMMITTING, error)
        raise
    with begin(service, SERVICE) as tx:
        draw = tx.session.get(DrawRow, draw_id, with_for_update=True)
        if draw is None:
            return
        draw.series, draw.attempt = number.series, number.attempt
        office.refresh()
        follow_log(tx, office, draw)


def _wanted(draw: DrawRow) -> Wanted:
    sources = Sources.of(draw.sources)
    return Wanted(
        physical=sources.physical,
        local=sources.local,
        beacon=sources.beacon,
        delay=sources.delay or LEAST_DELAY,
    )


def _locked_before(office: Office, plan_ids: set[str]) -> DrawNumber | None:
    """Return the attempt that locked just these plans: ours, if a worker died after logging it."""
    holder = office.history.holder(min(plan_ids))
    if holder is None or office.history.attempt(holder).plans != plan_ids:
        return None
    return holder


def _lock(  # noqa: PLR0913 - what a lock is made of
    office: Office,
    service: Service,
    draw_id: int,
    inputs: DrawInputs,
    wanted: Wanted,
    known: DrawNumber | None,
    *,
    announced: bool,
) -> DrawNumber:
    steps = DrawSteps(service, draw_id, DrawState.COMMITTING)
    steps.begin("read")
    problem = problem_of(service.store, inputs)
    steps.begin("check")
    checked = check(problem)
    with numbering(office):
        number = known or next_number(service, office)
        numbered = replace(problem, number=number)
        folder = FolderCheck(numbered, checked.faults, (), checked)
        lock_in_office(office, folder, wanted, steps, announced=announced)
    steps.end()
    return number
