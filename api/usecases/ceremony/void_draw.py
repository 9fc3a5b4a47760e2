"""Void: end an attempt without a result, for a reason, decided by two people."""

from __future__ import annotations

from api.usecases.ceremony.office import Office
from scheduler.domain.problem import DrawNumber
from scheduler.evidence.records import Event, Record


def void_draw(office: Office, number: DrawNumber, *, reason: str, by: str, second: str) -> Record:
    """Log that an attempt is void.

    Raises:
        FaultsError: if there is no such attempt, or the log forbids it.
    """
    office.attempt(number)
    record = office.make(Event.VOID, number, reason=reason, by=by, second=second)
    office.log_it(record)
    return record
