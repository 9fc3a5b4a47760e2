"""The history that a log tells, read record by record."""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.errors import Fault, FaultsError
from scheduler.evidence.history import History
from scheduler.evidence.records import read_record


def history_of(records: Iterable[bytes]) -> tuple[History, tuple[Fault, ...]]:
    """Read the records of a log; return what they say, and what is wrong with them."""
    history = History()
    faults: list[Fault] = []
    for line, content in enumerate(records):
        try:
            faults += history.admit(read_record(content, line))
        except FaultsError as error:
            faults += error.faults
            history.skip()
    return history, tuple(faults)
