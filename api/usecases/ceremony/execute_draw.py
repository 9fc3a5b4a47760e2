"""Exec: make the draw, and log commitments to its seed and its result."""

from __future__ import annotations

from api.files.evidence.documents import result_documents
from api.files.planbook.edition import Edition
from api.usecases.ceremony.alone import alone
from api.usecases.ceremony.office import Office
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.commitments import commitments
from scheduler.evidence.records import Event, Record


@alone
def log_result(office: Office, edition: Edition) -> Record:
    """Log the result that *edition* holds; if it was logged before, make sure that it is the same.

    Raises:
        FaultsError: if the log forbids it, or holds another result.
    """
    number = edition.problem.number
    attempt, dossier = office.attempt(number), office.dossier(number)
    secrets = dossier.secrets()
    documents = result_documents(edition, secrets.entropy())
    logged = attempt.the(Event.EXEC)
    if logged is not None:
        if commitments(documents, secrets.salts) != logged.fields["documents"]:
            raise FaultsError((Fault("result-unlike", str(number), {"draw": str(number)}),))
        return logged
    secrets = secrets.with_salts({name: office.outside.secret() for name in documents})
    lock = attempt.the(Event.LOCK)
    record = office.make(
        Event.EXEC,
        number,
        lock=lock.digest if lock else "",
        documents=commitments(documents, secrets.salts),
    )
    dossier.keep(secrets)
    office.log_it(record)
    return record
