"""A job, for whoever asked for it."""

from __future__ import annotations

from api.tables.draws import Job
from api.usecases.refusals import not_found
from api.usecases.transaction import Transaction


def the_job(tx: Transaction, job_id: str) -> Job:
    """Return a job that the actor asked for.

    Raises:
        FaultsError: if he asked for none of that name.
    """
    job = tx.session.get(Job, job_id)
    if job is None or job.asked_by != tx.actor.login:
        raise not_found("job", job_id)
    return job
