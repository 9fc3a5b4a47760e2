"""Small records, and a history that is built from them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from scheduler.domain.problem import DrawNumber
from scheduler.evidence.history import History
from scheduler.evidence.records import Event, Record, write_record

FIRST = DrawNumber(series="120116-2026-000012")
AGAIN = DrawNumber(series="120116-2026-000012", attempt=2)
NEXT = DrawNumber(series="120116-2026-000013")
START = datetime(2026, 11, 30, 8, tzinfo=UTC)
HASH = "0a" * 32
OTHER_HASH = "0b" * 32
DOCUMENTS = {"seed.txt": HASH}

FIELDS = {
    Event.COMMIT: {"party": "amr", "commit": HASH},
    Event.LOCK: {
        "profile": "sha256-ticket-1",
        "algorithms": {"targets": "1"},
        "announced": False,
        "plans": ["P01"],
        "entropy": [{"type": "local"}, {"type": "drand"}],
        "documents": DOCUMENTS,
    },
    Event.ENTROPY: {"source": 0, "commitment": HASH},
    Event.EXEC: {"lock": HASH, "documents": DOCUMENTS},
    Event.VACANCY: {
        "number": 1,
        "kind": "officer",
        "reason": "recusal",
        "by": "chief",
        "second": "deputy",
        "entropy": [{"type": "local"}],
        "documents": DOCUMENTS,
    },
    Event.REPLACE: {"number": 1, "vacancy": HASH, "documents": DOCUMENTS},
    Event.VOID: {"reason": "source-missing", "by": "chief", "second": "deputy"},
    Event.PUBLISH: {"exec": HASH, "manifest": HASH, "by": "chief", "second": "deputy"},
    Event.OUTCOME: {"documents": DOCUMENTS},
}
"""What a record of each event may say."""

QUOTES = {Event.EXEC: "lock", Event.REPLACE: "vacancy", Event.PUBLISH: "exec"}


def record(event: Event, draw: DrawNumber = FIRST, *, at: datetime = START, **changes) -> Record:
    """Return a record of one event, with some fields changed."""
    return write_record(event, draw, at, **{**FIELDS[event], **changes})


class Log:
    """A history to which records are added; each quotes what it must, if nothing else is said."""

    def __init__(self) -> None:
        self.history = History()
        self.at = START

    def would(self, event: Event, draw: DrawNumber = FIRST, **changes) -> Record:
        """Return the record that would come next."""
        due = self._quoted(event, draw)
        quoted = {QUOTES[event]: due.digest} if due else {}
        return record(event, draw, **{"at": self.at, **quoted, **changes})

    def _quoted(self, event: Event, draw: DrawNumber) -> Record | None:
        """Return the record that one of this event has to quote."""
        attempt = self.history.attempt(draw)
        if event is Event.REPLACE:
            return next(reversed(attempt.of(Event.VACANCY)), None)
        if event not in QUOTES:
            return None
        return attempt.the(Event(QUOTES[event])) or attempt.the(Event.LOCK)

    def add(self, event: Event, draw: DrawNumber = FIRST, **changes) -> Record:
        """Add what comes next, which nothing may forbid."""
        found = self.would(event, draw, **changes)
        assert self.history.admit(found) == ()
        self.at = found.at
        return found

    def faults(self, event: Event, draw: DrawNumber = FIRST, **changes) -> list[str]:
        """Return the codes of why an event cannot be next."""
        return [one.code for one in self.history.faults_of(self.would(event, draw, **changes))]

    def allows(self, event: Event, draw: DrawNumber = FIRST, **changes) -> bool:
        return not self.faults(event, draw, **changes)

    def later(self, seconds: float) -> datetime:
        return self.at + timedelta(seconds=seconds)


def log_up_to(event: Event | None, draw: DrawNumber = FIRST, **changes) -> Log:
    """Return a log in which an attempt has come as far as *event*, and no further."""
    log = Log()
    for one, fields in (
        (Event.COMMIT, {}),
        (Event.LOCK, {}),
        (Event.ENTROPY, {"source": 0}),
        (Event.ENTROPY, {"source": 1}),
        (Event.EXEC, {}),
        (Event.PUBLISH, {}),
    ):
        if event is None:
            break
        log.add(one, draw, **({**fields, **changes} if one is event else fields))
        if one is event and fields.get("source") != 0:
            break
    return log
