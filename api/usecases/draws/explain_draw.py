"""Explain: why a target was drawn or not, who could have gone to a task, with which odds."""

from __future__ import annotations

from functools import lru_cache

from api.files.planbook.edition import Edition
from api.tables.draws import DrawRow, Job
from api.usecases.ceremony.reopen_dossier import reopened
from api.usecases.draws.inputs import number_of
from api.usecases.draws.office import office_of
from api.usecases.draws.report import plain
from api.usecases.draws.states import DrawMode, DrawState, require_draw_state
from api.usecases.draws.the_draw import require_whole, the_draw
from api.usecases.explain import explained
from api.usecases.people.actor import SERVICE
from api.usecases.people.roles import Operation
from api.usecases.refusals import not_found, refusal
from api.usecases.service import Service
from api.usecases.steps import Steps
from api.usecases.transaction import Transaction, begin
from scheduler.domain.problem import DrawNumber
from scheduler.explanation.subjects import UnknownSubjectError

DRAWS = 200
"""Repeated draws that show odds: a second or two."""


def request_explanation(tx: Transaction, draw_id: int, subject: str) -> Job:
    """Ask why *subject*, a target, an officer or a task, fared as it did in a draw.

    Raises:
        FaultsError: if it is not allowed, or not drawn.
    """
    draw = the_draw(tx, draw_id)
    require_whole(tx, draw, Operation.DRAW_READ)
    require_draw_state(draw, DrawState.DRAWN)
    if draw.mode == DrawMode.TEST:
        raise refusal("test-draw", str(draw_id), step="explain")
    return tx.enqueue("explain-draw", draw_id, subject=subject)


def explain_draw(service: Service, job: Job) -> None:
    """Draw again, explain, and keep what was found with the job."""
    with begin(service, SERVICE, writes=False) as tx:
        draw = tx.session.get(DrawRow, int(job.subject_id))
        number = number_of(draw) if draw else None
    if number is None:
        return
    subject = str(job.arguments["subject"])
    edition = _edition(service, number)
    try:
        found = explained(edition, subject, Steps(), draws=DRAWS)
    except UnknownSubjectError:
        raise not_found("subject", subject) from None
    kind = type(found).__name__.removesuffix("Explanation").lower()
    with begin(service, SERVICE) as tx:
        kept = tx.session.get_one(Job, job.id, with_for_update=True)
        kept.result = {"subject": subject, "kind": kind, "draws": DRAWS, kind: plain(found)}
        tx.session.add(kept)


@lru_cache(maxsize=1)
def _edition(service: Service, number: DrawNumber) -> Edition:
    """Return a draw made again: who asks one question mostly asks another."""
    found = reopened(office_of(service), number, Steps())
    return Edition(found.lock, found.book)
