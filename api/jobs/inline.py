"""A queue that runs each job at once, in the process that asked: for tests and small tools."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from sqlmodel import Session


class InlineQueue:
    """Jobs wait for the end of the transaction that asked for them, and then run."""

    def __init__(self) -> None:
        self._waiting: deque[str] = deque()
        self._cancelled: set[str] = set()
        self._running = False
        self.run: Callable[[str], None] = lambda _job_id: None

    def enqueue(self, session: Session, job_id: str) -> None:
        """See `Queue`."""
        del session
        self._waiting.append(job_id)

    def after_commit(self) -> None:
        """Run what waits; a job that asks for others lets them wait their turn."""
        if self._running:
            return
        self._running = True
        try:
            while self._waiting:
                job_id = self._waiting.popleft()
                if job_id not in self._cancelled:
                    self.run(job_id)
        finally:
            self._running = False

    def cancel(self, job_id: str) -> None:
        """See `Queue`."""
        self._cancelled.add(job_id)

    def depth(self) -> int:
        """See `Queue`."""
        return len(self._waiting)

    def close(self) -> None:
        """See `Queue`."""
