"""Entropy: a declared source delivers its line of the seed text, sealed in the log."""

from __future__ import annotations

from collections.abc import Mapping

from api.files.evidence.secrets import Delivery, Secrets
from api.usecases.ceremony.office import Office
from scheduler.domain.problem import DrawNumber
from scheduler.evidence.commitments import commitment
from scheduler.evidence.records import Event

NO_PROOF: Mapping[str, str] = {}


def entropy_name(source: int) -> str:
    """Return the name of the document that a source's line is."""
    return f"entropy/{source}"


def deliver_entropy(
    office: Office,
    number: DrawNumber,
    source: int,
    line: str,
    proof: Mapping[str, str] = NO_PROOF,
) -> Secrets:
    """Log the *line* of source number *source*, from 0; it has been checked.

    What an interrupted call kept but did not log is kept: a second throw is no second chance.

    Raises:
        FaultsError: if the log forbids it.
    """
    dossier = office.dossier(number)
    secrets = dossier.secrets()
    kept = secrets.sources[source] if source < len(secrets.sources) else None
    given = kept or Delivery(line=line, salt=office.outside.secret(), proof=proof)
    record = office.make(
        Event.ENTROPY,
        number,
        source=source,
        commitment=commitment(entropy_name(source), given.salt, given.line.encode()),
    )
    if kept is None:
        secrets = secrets.delivered(source, given)
        dossier.keep(secrets)
    office.log_it(record)
    return secrets
