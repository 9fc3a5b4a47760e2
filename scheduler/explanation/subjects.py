"""What one can ask about."""

from __future__ import annotations

from scheduler.errors import SchedulerError


class UnknownSubjectError(SchedulerError):
    """Nobody and nothing of that id is in the draw."""

    code = "unknown-subject"

    def __init__(self, subject: str) -> None:
        super().__init__(subject)
        self.subject = subject

    @property
    def facts(self) -> dict[str, str | int]:
        return {"found": self.subject}

    def __str__(self) -> str:
        return f"{self.subject!r} is no target, officer or task of this draw."
