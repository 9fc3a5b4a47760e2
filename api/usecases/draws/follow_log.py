"""Bring a draw to what the office's log says: from its lock on, the log is the truth.

Whatever was interrupted between the log and the database is mended here, so each step of the
ceremony ends with it, and so does a worker that takes a step up again.
"""

from __future__ import annotations

from api.tables.draws import DrawRow
from api.usecases.ceremony.deliver_entropy import declared_sources
from api.usecases.ceremony.office import Office
from api.usecases.draws.compose import free_plans
from api.usecases.draws.inputs import number_of
from api.usecases.draws.states import DrawState, Publication, draw_plans, enter
from api.usecases.notices.plan_notice import publish_plan_notices
from api.usecases.plans.the_plan import PlanState
from api.usecases.transaction import Transaction
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.records import Event
from scheduler.evidence.sources.local import Local


def follow_log(tx: Transaction, office: Office, draw: DrawRow) -> None:
    """Let the draw be as far as the log says; what a worker has to do next is asked for."""
    number = number_of(draw)
    if number is None:
        return
    attempt = office.history.attempt(number)
    if attempt.is_void:
        if draw.state != DrawState.VOID:
            enter(tx, draw, DrawState.VOID)
            free_plans(tx, draw)
        return
    if attempt.has(Event.PUBLISH) and draw.publication == Publication.SEALED:
        draw.publication = Publication.PUBLISHED.value
        tx.session.add(draw)
    if attempt.has(Event.LOCK) and draw.state == DrawState.COMMITTING:
        for plan in draw_plans(tx, draw):
            plan.state = PlanState.LOCKED.value
            tx.session.add(plan)
        enter(tx, draw, DrawState.ENTROPY_PENDING)
        publish_plan_notices(tx, draw)
    if draw.state == DrawState.ENTROPY_PENDING and not waiting_for(attempt):
        enter(tx, draw, DrawState.DRAWING)
        tx.enqueue("run-draw", draw.id)


def waiting_for(attempt: Attempt) -> list[int]:
    """Return the sources that people must deliver and have not."""
    declared = declared_sources(attempt)
    return [one for one in attempt.missing_sources if not isinstance(declared[one], Local)]
