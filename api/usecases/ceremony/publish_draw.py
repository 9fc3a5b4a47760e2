"""Publish: open the documents of a draw, to everybody and to auditors, decided by two people."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from api.files.evidence.bundles import Published, manifest, write_bundles
from api.files.evidence.documents import lock_documents, result_documents
from api.files.evidence.replacements import public_replacements
from api.files.planbook.edition import Edition
from api.files.planbook.folder import refuse_occupied
from api.usecases.ceremony.log_files import log_files
from api.usecases.ceremony.office import Office
from api.usecases.ceremony.reopen_dossier import reopened
from api.usecases.ceremony.vacancies import standing
from api.usecases.steps import Steps
from scheduler.domain.planbook import PlanBook
from scheduler.domain.problem import DrawNumber
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.commitments import commitment, sha256_hex
from scheduler.evidence.records import Event


def publish_draw(  # noqa: PLR0913 - who, what, and where to
    office: Office,
    number: DrawNumber,
    public: Path,
    audit: Path,
    steps: Steps,
    *,
    by: str,
    second: str,
) -> None:
    """Log the publication and write both bundles; if it was logged before, only write them.

    Raises:
        FaultsError: if the log forbids it, a folder is taken, or the dossier is not as logged.
    """
    for folder in (public, audit):
        refuse_occupied(folder, replace=False)
    attempt, secrets = office.attempt(number), office.dossier(number).secrets()
    found = reopened(office, number, steps)
    book, replaced = standing(attempt, secrets.documents, found.lock, found.book)
    _refuse_early(office, attempt, book)
    steps.begin("seal")
    edition = Edition(found.lock, found.book)
    documents = lock_documents(found.lock, secrets.rows)
    documents |= result_documents(edition, secrets.entropy())
    documents |= _redrawn(attempt, secrets.documents) | public_replacements(replaced)
    _check(attempt, documents, secrets.salts)
    listed = sha256_hex(manifest(number, documents))
    if not attempt.has(Event.PUBLISH):
        due = attempt.the(Event.EXEC) or attempt.the(Event.LOCK)
        record = office.make(
            Event.PUBLISH,
            number,
            exec=due.digest if due else "",
            manifest=listed,
            by=by,
            second=second,
        )
        office.log_it(record)
    steps.begin("write")
    published = Published(number, documents, secrets.salts, log_files(office, number))
    write_bundles(published, public, audit)
    steps.end()


def _redrawn(attempt: Attempt, kept: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the documents of vacancies that were logged."""
    names = [
        name
        for event in (Event.VACANCY, Event.REPLACE)
        for record in attempt.of(event)
        for name in record.fields["documents"]
    ]
    return {name: kept[name] for name in names if name in kept}


def _refuse_early(office: Office, attempt: Attempt, book: PlanBook) -> None:
    """Keep a draw sealed until its visits are over, unless they are announced anyway."""
    lock = attempt.the(Event.LOCK)
    last = max((visit.day for visit in book.visits), default=None)
    if last is None or lock is None or lock.fields["announced"] or attempt.is_void:
        return
    if office.outside.clock().date() <= last:
        facts = {"draw": str(attempt.number), "day": last.isoformat()}
        raise FaultsError((Fault("visits-not-over", str(attempt.number), facts),))


def _check(attempt: Attempt, documents: Mapping[str, bytes], salts: Mapping[str, str]) -> None:
    """Make sure that the documents are those that were committed to."""
    faults = []
    sealing = (Event.LOCK, Event.EXEC, Event.VACANCY, Event.REPLACE)
    for record in (one for one in attempt.records if one.event in sealing):
        for name, committed in record.fields["documents"].items():
            content = documents.get(name)
            if content is None or commitment(name, salts.get(name, ""), content) != committed:
                faults.append(Fault("document-unlike", name, {"file": name}))
    if faults:
        raise FaultsError(tuple(faults))
