"""What the log held when a draw was locked, as far as its sources of entropy are concerned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from scheduler.domain.problem import DrawNumber
from scheduler.evidence.history import History
from scheduler.evidence.records import Event
from scheduler.evidence.sources.context import Context


def context_of(
    history: History,
    number: DrawNumber,
    locked_at: datetime,
    *,
    require_independent: bool = False,
    earlier_nonces: Iterable[str] = (),
) -> Context:
    """Return the context of a lock; *earlier_nonces* are those that were opened elsewhere."""
    mine = history.attempt(number).of(Event.COMMIT)
    others = (attempt for other, attempt in history.attempts.items() if other != number)
    return Context(
        draw=number,
        locked_at=locked_at,
        logged=frozenset((one.fields["party"], one.fields["commit"]) for one in mine),
        earlier_commits=frozenset(
            record.fields["commit"] for attempt in others for record in attempt.of(Event.COMMIT)
        ),
        earlier_nonces=frozenset(earlier_nonces),
        require_independent=require_independent,
    )
