"""A job, for whoever asked for it."""

from __future__ import annotations

from api.tables.draws import Job
from api.usecases.draws.the_draw import require_whole, the_draw
from api.usecases.people.roles import Operation
from api.usecases.refusals import not_found
from api.usecases.transaction import Transaction


def the_job(tx: Transaction, job_id: str) -> Job:
    """Return a job that the actor asked for; what came of it, if he may still know.

    Raises:
        FaultsError: if he asked for none of that name, or could not ask for it now.
    """
    job = tx.session.get(Job, job_id)
    if job is None or job.asked_by != tx.actor.login:
        raise not_found("job", job_id)
    if job.kind == "explain-draw":
        require_whole(tx, the_draw(tx, int(job.subject_id)), Operation.DRAW_READ)
    return job
