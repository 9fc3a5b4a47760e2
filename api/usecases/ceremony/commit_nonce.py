"""Commit: a body binds itself to a nonce before the lock, and nobody learns the nonce."""

from __future__ import annotations

from api.usecases.ceremony.office import Office
from scheduler.domain.problem import DrawNumber
from scheduler.evidence.records import Event, Record


def commit_nonce(office: Office, number: DrawNumber, *, party: str, commit: str) -> Record:
    """Log the commitment of *party*.

    Raises:
        FaultsError: if it is none, or the log forbids it.
    """
    record = office.make(Event.COMMIT, number, party=party, commit=commit)
    office.log_it(record)
    return record
