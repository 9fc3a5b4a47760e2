"""Requests that must count once however often they are sent."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from api.tables.columns import data, moment


class IdempotentRequest(SQLModel, table=True):
    """A request with a key of its sender's, and the answer that every repetition gets."""

    __tablename__ = "idempotent_request"

    sender: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    fingerprint: str
    at: datetime = moment()
    status: int = 0
    headers: dict[str, str] = data(default_factory=dict)
    body: bytes = b""
