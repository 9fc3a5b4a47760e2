"""Keep a notice: a row that is never edited, and the head by which it is found."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, delete

from api.tables.notices import NoticeGram, NoticeHead, NoticeRow
from api.usecases.notices.grams import grams_of
from api.usecases.notices.kinds import NoticeKind
from api.usecases.transaction import Transaction
from scheduler.evidence.canonical import canonical
from scheduler.evidence.records import moment_text

WITHDRAWN = "withdrawn"
OF_ITSELF = ("published_at", "supersedes", "reason")
"""What a notice says about itself and not about its subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A notice to be published: what it is about, what it says, what it is searched by."""

    kind: NoticeKind
    subject: str
    title: str
    content: Mapping[str, Any]
    body_id: str | None
    target_name: str | None = None
    target_code: str | None = None

    @property
    def words(self) -> str:
        """What one may search it by."""
        return (self.target_name or self.title).casefold()


def keep_notice(tx: Transaction, draft: Draft, reason: str = "") -> NoticeRow:
    """Publish a notice; it supersedes the one before, unless that says the same."""
    head = tx.session.get(NoticeHead, (draft.kind.value, draft.subject), with_for_update=True)
    before = tx.session.get_one(NoticeRow, head.notice_id) if head else None
    told = {"kind": draft.kind.value, "subject": draft.subject, "title": draft.title}
    said = {**told, **draft.content}
    if before is not None and head is not None and not head.withdrawn and _said(before) == said:
        return before
    notice = _added(tx, draft.kind.value, draft.subject, said, before, reason)
    _place(tx, head, notice, draft)
    tx.tell(
        "notice.published",
        ("notice", notice.id),
        bodies=[draft.body_id] if draft.body_id else (),
        reason=reason,
        kind=draft.kind.value,
        about=draft.subject,
        digest=notice.digest,
        supersedes=notice.supersedes,
    )
    return notice


def withdraw_notice(tx: Transaction, head: NoticeHead, reason: str) -> NoticeRow:
    """Let the notice of a subject count no more; that it was withdrawn, and why, is public."""
    before = tx.session.get_one(NoticeRow, head.notice_id)
    said = {"kind": head.kind, "subject": head.subject, "title": "", WITHDRAWN: True}
    notice = _added(tx, head.kind, head.subject, said, before, reason)
    _forget(tx, head)
    head.notice_id, head.withdrawn = notice.id or 0, True
    head.words, head.target_name, head.target_code = "", None, None
    head.published_at = tx.now
    tx.session.add(head)
    tx.session.flush()
    tx.tell(
        "notice.withdrawn",
        ("notice", notice.id),
        bodies=[head.body_id] if head.body_id else (),
        reason=reason,
        kind=head.kind,
        about=head.subject,
    )
    return notice


def _said(notice: NoticeRow) -> dict[str, Any]:
    return {name: value for name, value in notice.document.items() if name not in OF_ITSELF}


def _added(
    tx: Transaction,
    kind: str,
    subject: str,
    said: Mapping[str, Any],
    before: NoticeRow | None,
    reason: str,
) -> NoticeRow:
    document = {
        **said,
        "published_at": moment_text(tx.now),
        "supersedes": None if before is None else {"id": before.id, "digest": before.digest},
        "reason": reason if before is not None else "",
    }
    notice = NoticeRow(
        kind=kind,
        subject=subject,
        supersedes=before.id if before else None,
        title=str(said["title"]),
        document=document,
        digest=hashlib.sha256(canonical(document)).hexdigest(),
        published_at=tx.now,
        published_by=tx.actor.login,
    )
    tx.session.add(notice)
    tx.session.flush()
    return notice


def _place(tx: Transaction, head: NoticeHead | None, notice: NoticeRow, draft: Draft) -> None:
    if head is None:
        head = NoticeHead(
            kind=draft.kind.value,
            subject=draft.subject,
            notice_id=notice.id or 0,
            words="",
            published_at=tx.now,
        )
    else:
        _forget(tx, head)
    head.notice_id, head.words, head.published_at = notice.id or 0, draft.words, tx.now
    head.target_name, head.target_code = draft.target_name, draft.target_code
    head.body_id, head.withdrawn = draft.body_id, False
    tx.session.add(head)
    tx.session.flush()
    tx.session.add_all(
        NoticeGram(gram=gram, notice_id=notice.id or 0) for gram in grams_of(draft.words)
    )
    tx.session.flush()


def _forget(tx: Transaction, head: NoticeHead) -> None:
    """Let nobody find the notice that counted so far by its words."""
    tx.session.exec(delete(NoticeGram).where(col(NoticeGram.notice_id) == head.notice_id))
