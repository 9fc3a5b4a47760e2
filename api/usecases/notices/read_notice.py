"""Read one notice, with what it superseded and what superseded it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from api.tables.notices import NoticeHead, NoticeRow
from api.usecases.refusals import not_found
from api.usecases.transaction import Transaction
from scheduler.evidence.canonical import canonical


@dataclass(frozen=True, slots=True)
class Link:
    """A notice of the chain of one subject."""

    id: int
    digest: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class ReadNotice:
    """A notice and the chain of its subject, oldest first.

    Of a subject that was withdrawn the last notice alone is told in full: it says why.
    """

    notice: NoticeRow
    chain: tuple[Link, ...]
    withdrawn: bool

    @property
    def is_told(self) -> bool:
        """Whether it is told in full."""
        return not self.withdrawn or self.notice.id == self.chain[-1].id

    @property
    def superseded_by(self) -> int | None:
        """The notice that came after it."""
        ids = [link.id for link in self.chain]
        place = ids.index(self.notice.id or 0) + 1
        return ids[place] if place < len(ids) else None


def read_notice(tx: Transaction, notice_id: int) -> ReadNotice:
    """Return a notice.

    Raises:
        FaultsError: if there is none.
    """
    notice = tx.session.get(NoticeRow, notice_id)
    if notice is None:
        raise not_found("notice", notice_id)
    head = tx.session.get_one(NoticeHead, (notice.kind, notice.subject))
    query = select(NoticeRow.id, NoticeRow.digest, NoticeRow.published_at).where(
        NoticeRow.kind == notice.kind, NoticeRow.subject == notice.subject
    )
    chain = tx.session.exec(query.order_by(col(NoticeRow.id))).all()
    links = tuple(Link(name or 0, digest, at) for name, digest, at in chain)
    return ReadNotice(notice, links, head.withdrawn)


def notice_bytes(tx: Transaction, notice_id: int) -> tuple[bytes, str]:
    """Return the bytes that a notice's digest is of, and the digest.

    Raises:
        FaultsError: if there is no such notice, or it is not told any more.
    """
    found = read_notice(tx, notice_id)
    if not found.is_told:
        raise not_found("notice", notice_id)
    return canonical(found.notice.document), found.notice.digest
