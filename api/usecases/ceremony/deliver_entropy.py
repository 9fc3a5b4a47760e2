"""Entropy: a declared source delivers its line of the seed text, sealed in the log."""

from __future__ import annotations

from api.files.evidence.secrets import Delivery, Secrets
from api.usecases.ceremony.alone import alone
from api.usecases.ceremony.entropy_context import context_of
from api.usecases.ceremony.office import Office
from api.usecases.ceremony.vacancies import nonces_elsewhere
from scheduler.domain.problem import DrawNumber
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.commitments import commitment
from scheduler.evidence.records import Event
from scheduler.evidence.sources.checking import check_delivery
from scheduler.evidence.sources.context import Context, Published
from scheduler.evidence.sources.context import Delivery as Given
from scheduler.evidence.sources.declaration import Declaration
from scheduler.evidence.sources.kinds import read_declarations


def entropy_name(source: int) -> str:
    """Return the name of the document that a source's line is."""
    return f"entropy/{source}"


def declared_sources(attempt: Attempt) -> tuple[Declaration, ...]:
    """Return the sources that an attempt's lock declares.

    Raises:
        FaultsError: if it has none.
    """
    lock = attempt.the(Event.LOCK)
    if lock is None:
        facts = {"needed": Event.LOCK.value, "draw": str(attempt.number)}
        raise FaultsError((Fault("event-too-early", str(attempt.number), facts),))
    return read_declarations(lock.fields["entropy"])


def source_missing(number: DrawNumber, source: int) -> FaultsError:
    """Return the error that source number *source*, from 0, has not delivered."""
    facts: dict[str, str | int] = {"source": source, "draw": str(number)}
    return FaultsError((Fault("source-missing", str(number), facts),))


@alone
def deliver_entropy(office: Office, number: DrawNumber, source: int, given: Given) -> Secrets:
    """Check and log what source number *source*, from 0, gives.

    What an interrupted call kept but did not log is kept: a second throw is no second chance.

    Raises:
        FaultsError: if it is not what was declared, or the log forbids it.
    """
    declared = declared_sources(office.attempt(number))
    dossier = office.dossier(number)
    secrets = dossier.secrets()
    known = source in range(len(declared))
    kept = secrets.sources[source] if known else None
    line = declared[source].line(given) if known else ""
    found = kept or Delivery(line=line, salt=office.outside.secret(), proof=given.proof)
    published = Published(line=found.line, at=office.outside.clock(), proof=found.proof)
    faults = check_delivery(declared, source, published, _context(office, number))
    if faults:
        raise FaultsError(faults)
    record = office.make(
        Event.ENTROPY,
        number,
        at=published.at,
        source=source,
        commitment=commitment(entropy_name(source), found.salt, found.line.encode()),
    )
    if kept is None:
        secrets = secrets.delivered(source, found)
        dossier.keep(secrets)
    if not office.attempt(number).has(Event.ENTROPY):
        dossier.keep_lock_checkpoint(office.log.note.encode())
    office.log_it(record)
    return secrets


def _context(office: Office, number: DrawNumber) -> Context:
    lock = office.attempt(number).the(Event.LOCK)
    if lock is None:
        message = f"Draw {number} is not locked."
        raise AssertionError(message)
    return context_of(
        office.history, number, lock.at, earlier_nonces=nonces_elsewhere(office, number)
    )
