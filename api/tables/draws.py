"""Draws: one or more plans, one window, one seed; and the jobs that workers do for them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from api.tables.columns import NUMBER, data, moment, serial


class DrawRow(SQLModel, table=True):
    """A draw and how far it has come; the office's log is the truth from its lock on.

    *series* and *attempt* are its number, given when it is first logged. *report* is what the
    check found. *snapshots* are the digests of what was frozen, by kind.
    """

    __tablename__ = "draw"
    __table_args__ = (UniqueConstraint("series", "attempt"),)

    id: int | None = serial()
    title: str
    mode: str = "official"
    state: str = Field(index=True)
    publication: str = "sealed"
    version: int = 1
    series: str | None = None
    attempt: int = 1
    starts: date
    ends: date
    announced: bool = False
    sources: dict[str, Any] = data(default_factory=dict)
    policy_version: str
    snapshots: dict[str, str] = data(default_factory=dict)
    report: dict[str, Any] | None = data(default=None, nullable=True)
    failure: dict[str, Any] | None = data(default=None, nullable=True)
    created_by: str
    created_at: datetime = moment()
    moments: dict[str, str] = data(default_factory=dict)


class DrawBody(SQLModel, table=True):
    """A body whose plan is in a draw, or whose officers go."""

    __tablename__ = "draw_body"

    draw_id: int = Field(foreign_key="draw.id", primary_key=True, sa_type=NUMBER)
    body_id: str = Field(primary_key=True, index=True)


class Approval(SQLModel, table=True):
    """A step that needs two people: asked for by one, confirmed by another."""

    __tablename__ = "approval"

    id: int | None = serial()
    draw_id: int = Field(foreign_key="draw.id", index=True, sa_type=NUMBER)
    step: str
    state: str
    reason: str = ""
    asked_by: str
    asked_at: datetime = moment()
    decided_by: str | None = None
    decided_at: datetime | None = moment(default=None, nullable=True)
    facts: dict[str, Any] = data(default_factory=dict)


class Job(SQLModel, table=True):
    """Work for a worker, on record in the transaction that asked for it."""

    __tablename__ = "job"

    id: str = Field(primary_key=True)
    kind: str
    subject_id: str = Field(index=True)
    state: str = Field(index=True)
    asked_by: str
    asked_at: datetime = moment()
    started_at: datetime | None = moment(default=None, nullable=True)
    ended_at: datetime | None = moment(default=None, nullable=True)
    starts: int = 0
    arguments: dict[str, Any] = data(default_factory=dict)
    result: dict[str, Any] | None = data(default=None, nullable=True)
    failure: dict[str, Any] | None = data(default=None, nullable=True)
