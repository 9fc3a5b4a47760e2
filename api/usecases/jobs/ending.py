"""How a job ends, and what that means for what it was done for."""

from __future__ import annotations

from typing import Any

from api.tables.draws import Job
from api.usecases.people.actor import SERVICE
from api.usecases.service import Service
from api.usecases.transaction import begin
from scheduler.errors import FaultsError, SchedulerError

MOST_FAULTS = 100


class JobCancelledError(Exception):
    """Somebody no longer wants the job that runs."""


def end_job(service: Service, job: Job, state: str, error: Exception | None = None) -> None:
    """Put on record that a job is over."""
    with begin(service, SERVICE) as tx:
        kept = tx.session.get(Job, job.id, with_for_update=True)
        if kept is None or kept.state not in {"queued", "running"}:
            return
        kept.state, kept.ended_at = state, tx.now
        kept.failure = failure_data(error) if error else None
        tx.session.add(kept)
        tx.tell(f"job.{state}", ("job", kept.id), kind=kept.kind, subject=kept.subject_id)


def failure_data(error: Exception) -> dict[str, Any]:
    """Return why something failed as plain data; of an error that nobody foresaw, only that."""
    if isinstance(error, FaultsError):
        faults = [
            {"code": fault.code, "place": fault.place, "facts": dict(fault.facts)}
            for fault in error.faults[:MOST_FAULTS]
        ]
        return {"code": error.faults[0].code, "faults": faults}
    if isinstance(error, SchedulerError):
        return {"code": error.code, "faults": []}
    return {"code": "internal", "faults": []}
