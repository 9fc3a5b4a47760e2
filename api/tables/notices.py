"""What the public may read: notices, only ever added; triggers see to that."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from api.tables.columns import NUMBER, data, moment, serial


class NoticeRow(SQLModel, table=True):
    """A notice as published. *digest* is the SHA-256 of *document* in canonical JSON."""

    __tablename__ = "notice"

    id: int | None = serial()
    kind: str = Field(index=True)
    subject: str = Field(index=True)
    supersedes: int | None = Field(default=None, foreign_key="notice.id", sa_type=NUMBER)
    title: str
    document: dict[str, Any] = data()
    digest: str
    published_at: datetime = moment(index=True)
    published_by: str


class NoticeHead(SQLModel, table=True):
    """The notice that counts for a subject, and what one may search it by.

    *words* holds names in lower case; *withdrawn* tells that none counts any more.
    """

    __tablename__ = "notice_head"
    __table_args__ = (
        Index("ix_notice_head_kind", "kind", "notice_id"),
        Index("ix_notice_head_body_id", "body_id", "notice_id"),
        Index("ix_notice_head_target_code", "target_code", "notice_id"),
    )

    kind: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    notice_id: int = Field(foreign_key="notice.id", unique=True, sa_type=NUMBER)
    words: str
    target_code: str | None = None
    target_name: str | None = None
    body_id: str | None = None
    published_at: datetime = moment()
    withdrawn: bool = False


class NoticeGram(SQLModel, table=True):
    """Two characters that stand beside each other in the words of a notice that counts.

    Chinese has no blanks between words, and people search for two characters: an index of pairs
    finds them in both databases alike.
    """

    __tablename__ = "notice_gram"

    gram: str = Field(primary_key=True)
    notice_id: int = Field(foreign_key="notice.id", primary_key=True, index=True, sa_type=NUMBER)


class Publication(SQLModel, table=True):
    """Results to be published, or a notice to be withdrawn: asked by one, confirmed by another.

    Of results, *file* is what was logged as their outcome, once the draw itself is published.
    """

    __tablename__ = "publication"

    id: int | None = serial()
    kind: str
    draw_id: int | None = Field(default=None, foreign_key="draw.id", index=True, sa_type=NUMBER)
    notice_id: int | None = Field(default=None, foreign_key="notice.id", sa_type=NUMBER)
    state: str = Field(index=True)
    reason: str = ""
    task_numbers: list[str] = data(default_factory=list)
    asked_by: str
    asked_at: datetime = moment()
    decided_by: str | None = None
    decided_at: datetime | None = moment(default=None, nullable=True)
    file: str | None = None
    logged_at: datetime | None = moment(default=None, nullable=True)
