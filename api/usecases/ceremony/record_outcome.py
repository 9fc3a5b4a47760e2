"""Outcome: the results of the visits, logged as published."""

from __future__ import annotations

from pathlib import Path

from api.usecases.ceremony.office import Office
from scheduler.domain.problem import DrawNumber
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.commitments import NO_SALT, commitment
from scheduler.evidence.records import Event, Record


def record_outcome(office: Office, number: DrawNumber, file: Path) -> Record:
    """Log the file of results that is published of a draw, by its name.

    Raises:
        FaultsError: if it cannot be read, or the log forbids it.
    """
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise FaultsError((Fault("file-missing", str(file), {"file": str(file)}),)) from None
    except OSError as error:
        facts = {"file": str(file), "found": error.strerror or ""}
        raise FaultsError((Fault("file-unreadable", str(file), facts),)) from None
    office.attempt(number)
    documents = {file.name: commitment(file.name, NO_SALT, content)}
    record = office.make(Event.OUTCOME, number, documents=documents)
    office.log_it(record)
    return record
