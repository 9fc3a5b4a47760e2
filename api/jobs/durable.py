"""The durable queue: DBOS, in the service's own database, so that a job is on record or not at all.

A worker that dies leaves its jobs to itself: when one of the same name starts, they run again.
Running a job twice must therefore come to the same, and what it has come to stands in our tables.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from dbos import DBOS, DBOSClient
from sqlmodel import Session

APPLICATION = "doubledraw"
VERSION = "1"
"""Jobs carry a number and no code, so any release can take up what another left."""

QUEUE = "jobs"
WORKFLOW = "run-job"
POLL_SECONDS = 0.3
PATIENCE_SECONDS = 60


def migrate_queue(url: str) -> None:
    """Make the tables of the queue, or bring them up to date."""
    logging.getLogger("dbos").setLevel(logging.WARNING)
    DBOS.migrate(url)


class DurableQueue:
    """The side of those who ask for jobs."""

    def __init__(self, url: str) -> None:
        self._client = DBOSClient(system_database_url=url, application_name=APPLICATION, lazy=True)

    def enqueue(self, session: Session, job_id: str) -> None:
        """See `Queue`."""
        self._client.enqueue_in_transaction(
            session,
            {
                "workflow_name": WORKFLOW,
                "queue_name": QUEUE,
                "workflow_id": job_id,
                "app_version": VERSION,
            },
            job_id,
        )

    def after_commit(self) -> None:
        """See `Queue`: workers look by themselves."""

    def cancel(self, job_id: str) -> None:
        """See `Queue`."""
        self._client.cancel_workflow(job_id)

    def depth(self) -> int:
        """See `Queue`."""
        return len(self._client.list_queued_workflows(queue_name=QUEUE, load_input=False))

    def close(self) -> None:
        """See `Queue`."""
        self._client.destroy()


class Workers:
    """The side of those who do them: *n* at once in this process, under a *name* of its own."""

    def __init__(self, url: str, name: str, n: int, run: Callable[[str], None]) -> None:
        DBOS(
            config={
                "name": APPLICATION,
                "system_database_url": url,
                "application_version": VERSION,
                "executor_id": name,
                "log_level": "WARNING",
                "use_listen_notify": False,
            }
        )

        @DBOS.workflow(name=WORKFLOW)
        def run_job(job_id: str) -> None:
            run(job_id)

        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=n, polling_interval_sec=POLL_SECONDS)

    def stop(self) -> None:
        """Begin no more jobs, and wait a while for those that run."""
        DBOS.destroy(workflow_completion_timeout_sec=PATIENCE_SECONDS)
