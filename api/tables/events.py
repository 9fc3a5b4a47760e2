"""What has happened: who, when, what, why. Rows are only ever added; triggers see to that."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from api.tables.columns import data, moment, serial


class Event(SQLModel, table=True):
    """One change: the audit, the progress of draws and what other systems are told, in one.

    *actor* is an account's login, or a name in brackets for the service itself. *bodies* has the
    ids of those whom it concerns, each between commas: `,B01,B02,`.
    """

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_subject", "subject", "subject_id", "id"),)

    id: int | None = serial()
    at: datetime = moment()
    actor: str = Field(index=True)
    action: str = Field(index=True)
    subject: str
    subject_id: str
    bodies: str = ""
    reason: str = ""
    facts: dict[str, Any] = data(default_factory=dict)
