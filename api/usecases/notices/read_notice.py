"""Read one notice, with what it superseded and what superseded it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.tables.notices import NoticeRow
from api.usecases.notices.keep_notice import WITHDRAWN
from api.usecases.refusals import not_found
from api.usecases.transaction import Transaction
from scheduler.evidence.canonical import canonical

NOTICE = SQLModel.metadata.tables[str(NoticeRow.__tablename__)]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it was published."""

    id: int
    kind: str
    subject: str
    title: str
    digest: str
    published_at: datetime
    supersedes: int | None
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReadNotice:
    """A notice and the *chain* of its subject, oldest first.

    Of a subject that was withdrawn the last notice alone is told in full: it says why.
    """

    notice: Notice
    chain: tuple[Notice, ...]

    @property
    def withdrawn(self) -> bool:
        """Whether no notice of the subject counts any more."""
        return bool(self.chain[-1].document.get(WITHDRAWN))

    @property
    def is_told(self) -> bool:
        """Whether it is told in full."""
        return not self.withdrawn or self.notice is self.chain[-1]

    @property
    def superseded_by(self) -> int | None:
        """The notice that came after it."""
        place = self.chain.index(self.notice) + 1
        return self.chain[place].id if place < len(self.chain) else None


def read_notice(tx: Transaction, notice_id: int) -> ReadNotice:
    """Return a notice.

    Raises:
        FaultsError: if there is none.
    """
    this, other = NOTICE.alias(), NOTICE.alias()
    same = sa.and_(this.c.kind == other.c.kind, this.c.subject == other.c.subject)
    columns = (other.c[name] for name in Notice.__dataclass_fields__)
    query = sa.select(*columns).join_from(other, this, same).where(this.c.id == notice_id)
    chain = tuple(Notice(*row) for row in tx.session.execute(query.order_by(other.c.id)))
    for one in chain:
        if one.id == notice_id:
            return ReadNotice(one, chain)
    raise not_found("notice", notice_id)


def notice_bytes(tx: Transaction, notice_id: int) -> tuple[bytes, str]:
    """Return the bytes that a notice's digest is of, and the digest.

    Raises:
        FaultsError: if there is no such notice, or it is not told any more.
    """
    found = read_notice(tx, notice_id)
    if not found.is_told:
        raise not_found("notice", notice_id)
    return canonical(found.notice.document), found.notice.digest
