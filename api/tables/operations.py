"""What the running of the service leaves behind."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from api.tables.columns import moment


class Heartbeat(SQLModel, table=True):
    """A worker, and when it last gave a sign of life."""

    __tablename__ = "heartbeat"

    worker: str = Field(primary_key=True)
    seen_at: datetime = moment()
