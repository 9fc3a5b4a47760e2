"""What the public may read: notices, only ever added; triggers see to that."""

from __future__ import annotations

from datetime import datetime
from typing import Any

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
    published_at: datetime = moment()
    published_by: str


class NoticeHead(SQLModel, table=True):
    """The notice that counts for a subject, and what one may search it by.

    *words* holds names and codes in lower case; *withdrawn* tells that none counts any more.
    """

    __tablename__ = "notice_head"

    kind: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    notice_id: int = Field(foreign_key="notice.id", unique=True, sa_type=NUMBER)
    words: str
    target_code: str | None = Field(default=None, index=True)
    target_name: str | None = Field(default=None, index=True)
    body_id: str | None = Field(default=None, index=True)
    published_at: datetime = moment()
    withdrawn: bool = False
