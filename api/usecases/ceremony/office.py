"""An office that makes draws: its log, which all may read, and its dossiers, which nobody may.

Nothing is done that the log forbids, and nothing counts before the log holds it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from api.files.evidence.dossier import Dossier
from api.files.evidence.log_file import LogFile
from api.files.evidence.office_keys import OfficeKeys
from api.files.planbook.edition import draw_label
from api.usecases.ceremony.histories import history_of
from scheduler.domain.problem import DrawNumber
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.history import History
from scheduler.evidence.keys import VerifierKey
from scheduler.evidence.records import Event, Record, read_record, write_record

LOG = "log"
DOSSIERS = "dossiers"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What comes from outside: the time, and fresh secrets of 64 hexadecimal digits."""

    clock: Callable[[], datetime]
    secret: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Office:
    """An open office. *history* is what its log says."""

    folder: Path
    log: LogFile
    history: History
    outside: Surroundings

    def dossier(self, number: DrawNumber) -> Dossier:
        """Return the dossier of an attempt, whether or not there is one."""
        return Dossier(self.folder / DOSSIERS / draw_label(number))

    def attempt(self, number: DrawNumber) -> Attempt:
        """Return how far an attempt has come.

        Raises:
            FaultsError: if the log knows nothing of it.
        """
        found = self.history.attempt(number)
        if not found.records:
            raise FaultsError((Fault("draw-unknown", str(number), {"draw": str(number)}),))
        return found

    def make(
        self, event: Event, number: DrawNumber, /, *, at: datetime | None = None, **fields: object
    ) -> Record:
        """Make a record of something that happens now, or did *at* a moment just past.

        The log must allow it.

        Raises:
            FaultsError: if the log forbids it.
        """
        record = write_record(event, number, at or self.outside.clock(), **fields)
        faults = self.history.faults_of(record)
        if faults:
            raise FaultsError(faults)
        return record

    def log_it(self, record: Record) -> None:
        """Add a record to the log; after this it has happened.

        Raises:
            FaultsError: if somebody else added one meanwhile; then look again at what may happen.
        """
        self.log.append(record.content, expected_size=self.history.size)
        self.history.admit(record)

    def refresh(self) -> None:
        """Take in what others added or cosigned since.

        Raises:
            FaultsError: if the log is damaged, or a record that never could have been.
        """
        self.log.refresh()
        for line in range(self.history.size, len(self.log.records)):
            faults = self.history.admit(read_record(self.log.records[line], line))
            if faults:
                raise FaultsError(faults)


def open_office(folder: Path, keys: Path, outside: Surroundings, *, origin: str) -> Office:
    """Open the office in *folder*; if it is new, make it and its key, named *origin*.

    Raises:
        FaultsError: if its log or its key is damaged, or a record that never could have been.
    """
    office_keys = OfficeKeys(keys, folder / LOG)
    if office_keys.known.current is None:
        office_keys.create(origin, bytes.fromhex(outside.secret()))
    log = LogFile(folder / LOG, office_keys.load())
    history, faults = history_of(log.records)
    if faults:
        raise FaultsError(faults)
    return Office(folder, log, history, outside)


def rotate_key(office: Office, keys: Path) -> VerifierKey:
    """Give the office's log a new key; the one so far counts for what it has signed.

    Raises:
        FaultsError: if the key so far is gone.
    """
    key = OfficeKeys(keys, office.log.folder).rotate(bytes.fromhex(office.outside.secret()))
    LogFile(office.log.folder, key)  # signs the head with the new key
    return key.verifier
