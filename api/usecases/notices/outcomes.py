"""Outcomes: files of what was published of a draw, and their place in the office's log.

The log takes an outcome after the draw's own publication, which comes after its last visit; files
of results that were public before wait for it.
"""

from __future__ import annotations

from pathlib import Path

from sqlmodel import col, select

from api.files.evidence.atomic import PUBLIC_FILE, write_atomically
from api.files.planbook.edition import draw_label
from api.tables.draws import DrawRow
from api.tables.notices import Publication
from api.usecases.ceremony.alone import alone
from api.usecases.ceremony.office import Office
from api.usecases.ceremony.record_outcome import record_outcome
from api.usecases.draws.inputs import number_of
from api.usecases.draws.office import office_of
from api.usecases.people.actor import SERVICE
from api.usecases.service import Service
from api.usecases.transaction import begin
from scheduler.domain.problem import DrawNumber
from scheduler.evidence.records import Event

OUTCOMES = "outcomes"


def outcome_file(asked: Publication) -> str:
    """Return the name of the file of a publication."""
    return f"results-{asked.id}.json"


def outcome_folder(service: Service, label: str) -> Path:
    """Return the folder of the files of what was published of a draw."""
    return service.settings.data / OUTCOMES / label


def write_outcome(service: Service, label: str, name: str, content: bytes) -> None:
    """Write a file of results, whole or not at all."""
    folder = outcome_folder(service, label)
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(folder / name, content, PUBLIC_FILE)


def log_outcomes(service: Service, draw_id: int) -> None:
    """Log the files of a draw that are not logged yet, if the draw itself is published."""
    with begin(service, SERVICE) as tx:
        draw = tx.session.get(DrawRow, draw_id)
        number = number_of(draw) if draw else None
        query = select(Publication).where(
            Publication.draw_id == draw_id,
            col(Publication.file).is_not(None),
            col(Publication.logged_at).is_(None),
        )
        waiting = [one.id for one in tx.session.exec(query.order_by(col(Publication.id)))]
    if number is None or not waiting:
        return
    office = office_of(service)
    if not office.attempt(number).has(Event.PUBLISH):
        return
    for publication_id in waiting:
        with begin(service, SERVICE) as tx:
            asked = tx.session.get(Publication, publication_id, with_for_update=True)
            if asked is None or asked.file is None or asked.logged_at is not None:
                continue
            path = outcome_folder(service, draw_label(number)) / asked.file
            _record(office, number, path)
            asked.logged_at = tx.now
            tx.session.add(asked)
            tx.tell("publication.logged", ("publication", asked.id), file=asked.file)


@alone
def _record(office: Office, number: DrawNumber, path: Path) -> None:
    """Log a file, unless somebody died after logging it and before telling the database."""
    logged = office.attempt(number).of(Event.OUTCOME)
    if not any(path.name in record.fields["documents"] for record in logged):
        record_outcome(office, number, path)
