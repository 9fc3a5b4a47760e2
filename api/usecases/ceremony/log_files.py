"""The log as bundles and plan books carry it, with a proof for each record of a draw."""

from __future__ import annotations

from api.files.evidence.bundles import PROOFS
from api.files.evidence.dossier import LOCK_CHECKPOINT
from api.files.evidence.log_folder import CHECKPOINT, KEYS, RECORDS, read_keys
from api.usecases.ceremony.office import Office
from scheduler.domain.problem import DrawNumber
from scheduler.evidence.proofs import RecordProof


def log_files(office: Office, number: DrawNumber) -> dict[str, bytes]:
    """Return path -> content: the log, its checkpoint and keys, proofs of the attempt's records."""
    log = office.log
    mine = {record.content for record in office.history.attempt(number).records}
    proofs = {
        f"{PROOFS}/{line}.tlog-proof": RecordProof.of(log.tree, line, log.note).encode()
        for line, record in enumerate(log.records)
        if record in mine
    }
    witnessed = office.dossier(number).lock_checkpoint()
    return ({} if witnessed is None else {LOCK_CHECKPOINT: witnessed}) | {
        RECORDS: b"".join(record + b"\n" for record in log.records),
        CHECKPOINT: log.note.encode(),
        KEYS: read_keys(log.folder).encode(),
        **proofs,
    }
