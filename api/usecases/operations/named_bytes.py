"""Which bytes of the store the database names: they must be there when it is read again."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session, col, select

from api.tables.draws import DrawRow
from api.tables.registries import RegistryImport, Snapshot
from api.tables.tasks import Signature

COLUMNS = (
    RegistryImport.upload,
    RegistryImport.findings,
    RegistryImport.staged,
    Snapshot.digest,
    Signature.image,
)


def named_bytes(session: Session) -> Iterator[str]:
    """Yield the digest of everything in the store that a row names."""
    for column in COLUMNS:
        query = select(column).where(col(column).is_not(None)).distinct()
        yield from (digest for digest in session.exec(query) if digest)
    for snapshots in session.exec(select(DrawRow.snapshots)):
        yield from snapshots.values()
