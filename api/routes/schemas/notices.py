"""Notices and publications on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from api.routes.schemas.base import BodyId, Given, Moment, Reason, Told
from api.routes.schemas.plans import Document
from api.routes.schemas.tasks import TaskNumber
from api.usecases.notices.kinds import NoticeKind, PublicationKind, PublicationState


class PublicationIn(Given):
    """Confirmed results to publish: those named, those of a plan, or all of the draw."""

    draw_id: Annotated[int, Field(ge=1, le=1 << 53)]
    plan_id: BodyId | None = None
    task_numbers: Annotated[list[TaskNumber], Field(min_length=1, max_length=5_000)] | None = None
    reason: Reason = ""


class WithdrawalIn(Given):
    """Why a notice counts no more; that is public."""

    reason: Reason


class NoticeReasonIn(Given):
    """Why a notice is published anew; that is public."""

    reason: Reason = ""


class PublicationOut(Told):
    """What was asked to be public, and what was decided."""

    id: int
    kind: PublicationKind
    state: PublicationState
    draw_id: int | None
    notice_id: int | None
    task_numbers: list[str]
    reason: str
    asked_by: str
    asked_at: Moment
    decided_by: str | None
    decided_at: Moment | None
    file: str | None
    logged_at: Moment | None


class NoticeSummary(Told):
    """A notice that counts, in a list."""

    id: int
    kind: NoticeKind
    subject: str
    title: str
    target_name: str | None
    target_code: str | None
    body_id: str | None
    published_at: Moment
    digest: str


class PublishedOut(Told):
    """A notice that was just published, or one that says the same already."""

    id: int
    kind: NoticeKind
    subject: str
    title: str
    published_at: Moment
    digest: str


class NoticePage(Told):
    """A page of notices, and the cursor of the next one if there is more."""

    items: list[NoticeSummary]
    next: str | None = None


class LinkOut(Told):
    """A notice of the same subject."""

    id: int
    digest: str
    published_at: Moment


class NoticeOut(Told):
    """A notice. *digest* is the SHA-256 of *document* in canonical JSON (RFC 8785).

    *chain* has all notices of the subject, oldest first. Of a subject that was withdrawn only the
    last notice has a document: it says why.
    """

    id: int
    kind: NoticeKind
    subject: str
    title: str
    document: Document | None
    digest: str
    published_at: Moment
    supersedes: int | None
    superseded_by: int | None
    withdrawn: bool
    chain: list[LinkOut]


class PublicFile(Told):
    """A file of a published draw."""

    path: str
    bytes: int


class PublicDrawOut(Told):
    """A draw as everybody may know it: *files* make its bundle, *outcomes* tell its results."""

    number: str
    state: str
    published: bool
    starts: date
    ends: date
    plan_ids: list[str]
    moments: dict[str, str]
    files: list[PublicFile]
    outcomes: list[PublicFile]
