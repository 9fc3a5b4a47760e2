"""A worker's step: make the draw of a lock whose entropy is complete, and its tasks."""

from __future__ import annotations

from pathlib import Path

from api.files.planbook.edition import Edition, draw_label
from api.tables.draws import DrawRow
from api.usecases.ceremony.deliver_entropy import declared_sources, deliver_entropy
from api.usecases.ceremony.execute_draw import log_result
from api.usecases.ceremony.office import Office
from api.usecases.ceremony.reopen_dossier import reopened
from api.usecases.draws.check_draw import fail_draw
from api.usecases.draws.inputs import number_of
from api.usecases.draws.office import office_of
from api.usecases.draws.progress import DrawSteps
from api.usecases.draws.results import result_data
from api.usecases.draws.states import DrawState, draw_plans, enter
from api.usecases.make_draw import write_result
from api.usecases.people.actor import SERVICE
from api.usecases.plans.the_plan import PlanState
from api.usecases.service import Service
from api.usecases.tasks.make_tasks import make_tasks
from api.usecases.transaction import begin
from scheduler.domain.problem import DrawNumber
from scheduler.evidence.sources.context import Delivery
from scheduler.evidence.sources.local import Local

PLANBOOKS = "planbooks"


def run_draw(service: Service, draw_id: int) -> None:
    """Draw. It follows from the dossier, so a second run, after a worker died, gives the same."""
    with begin(service, SERVICE) as tx:
        draw = tx.session.get(DrawRow, draw_id)
        number = number_of(draw) if draw else None
        if draw is None or number is None or draw.state != DrawState.DRAWING:
            return
    try:
        edition = _drawn(service, draw_id, number)
    except Exception as error:
        fail_draw(service, draw_id, DrawState.DRAWING, error)
        raise
    with begin(service, SERVICE) as tx:
        draw = tx.session.get(DrawRow, draw_id, with_for_update=True)
        if draw is None or draw.state != DrawState.DRAWING:
            return
        make_tasks(tx, draw, edition)
        for plan in draw_plans(tx, draw):
            plan.state = PlanState.DRAWN.value
            tx.session.add(plan)
        draw.report = {**(draw.report or {}), "result": result_data(edition)}
        enter(tx, draw, DrawState.DRAWN)


def _drawn(service: Service, draw_id: int, number: DrawNumber) -> Edition:
    steps, office = DrawSteps(service, draw_id, DrawState.DRAWING), office_of(service)
    _give_local(office, number)
    found = reopened(office, number, steps)
    edition = Edition(found.lock, found.book)
    steps.begin("log")
    log_result(office, edition)
    write_result(office, edition, planbook_folder(service, number), steps, replace=True)
    steps.end()
    return edition


def planbook_folder(service: Service, number: DrawNumber) -> Path:
    """Return the folder of a draw's plan book."""
    return service.settings.data / PLANBOOKS / draw_label(number)


def _give_local(office: Office, number: DrawNumber) -> None:
    attempt = office.attempt(number)
    declared = declared_sources(attempt)
    for source in attempt.missing_sources:
        if isinstance(declared[source], Local):
            deliver_entropy(office, number, source, Delivery(value=office.outside.secret()))
