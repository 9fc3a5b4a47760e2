"""Run one job: what it is for decides what is done; how it ends is put on record either way."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import structlog

from api.tables.draws import Job
from api.usecases.draws.check_draw import check_draw
from api.usecases.draws.explain_draw import explain_draw
from api.usecases.draws.lock_draw import lock_draw
from api.usecases.draws.publish_draw import publish_draw
from api.usecases.draws.run_draw import run_draw
from api.usecases.draws.test_draw import test_draw
from api.usecases.jobs.ending import JobCancelledError, end_job
from api.usecases.notices.outcomes import log_outcomes
from api.usecases.notices.publish_results import publish_results
from api.usecases.people.actor import SERVICE
from api.usecases.registries.parse_import import parse_import
from api.usecases.service import Service
from api.usecases.transaction import begin
from api.usecases.vacancies.redraw import redraw
from scheduler.errors import SchedulerError

log = structlog.get_logger()

WORK: Mapping[str, Callable[[Service, Job], None]] = {
    "parse-import": lambda service, job: parse_import(service, int(job.subject_id)),
    "check-draw": lambda service, job: check_draw(service, int(job.subject_id)),
    "lock-draw": lambda service, job: lock_draw(service, int(job.subject_id)),
    "run-draw": lambda service, job: run_draw(service, int(job.subject_id)),
    "test-draw": lambda service, job: test_draw(service, int(job.subject_id)),
    "explain-draw": explain_draw,
    "publish-draw": lambda service, job: publish_draw(
        service, int(job.subject_id), job.arguments["by"], job.arguments["second"]
    ),
    "redraw": lambda service, job: redraw(service, int(job.subject_id)),
    "publish-results": lambda service, job: publish_results(service, int(job.subject_id)),
    "log-outcomes": lambda service, job: log_outcomes(service, int(job.subject_id)),
}
"""What is done for each kind of job. Doing it twice must come to the same."""


def run_job(service: Service, job_id: str) -> None:
    """Run a job, again if a worker died over it; a job that is over is left alone."""
    job = _start(service, job_id)
    if job is None:
        return
    try:
        WORK[job.kind](service, job)
    except JobCancelledError:
        end_job(service, job, "cancelled")
    except SchedulerError as error:
        end_job(service, job, "failed", error)
    except Exception as error:  # whatever it was, nobody must wait for ever
        log.exception("job-failed", job=job.id, kind=job.kind)
        end_job(service, job, "failed", error)
    else:
        end_job(service, job, "done")


def _start(service: Service, job_id: str) -> Job | None:
    with begin(service, SERVICE) as tx:
        job = tx.session.get(Job, job_id, with_for_update=True)
        if job is None or job.state not in {"queued", "running"}:
            return None
        job.state, job.started_at = "running", tx.now
        job.starts += 1
        tx.session.add(job)
    return job
