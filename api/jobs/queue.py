"""The port to a queue of jobs. What a job has come to stands in the service's own tables."""

from __future__ import annotations

from typing import Protocol

from sqlmodel import Session


class Queue(Protocol):
    """Five things are asked of a queue; everything else is kept where the service can see it."""

    def enqueue(self, session: Session, job_id: str) -> None:
        """Let a worker run this job once, if the transaction of *session* is kept."""

    def after_commit(self) -> None:
        """Hear that a transaction was kept."""

    def cancel(self, job_id: str) -> None:
        """Do not begin this job; one that runs asks by itself whether it is still wanted."""

    def depth(self) -> int:
        """Return how many jobs wait."""

    def close(self) -> None:
        """Let go of connections."""
