"""What a draw sends people to do: visits, tasks, who goes, and what was found."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from api.tables.columns import NUMBER, data, moment, serial


class VisitRow(SQLModel, table=True):
    """One coming together at one premises, on *day*; *planned_day* is that of the draw."""

    __tablename__ = "visit"
    __table_args__ = (UniqueConstraint("draw_id", "visit_no"),)

    id: int | None = serial()
    draw_id: int = Field(foreign_key="draw.id", index=True, sa_type=NUMBER)
    visit_no: str
    premises_id: str
    lead_body: str
    starts: date
    ends: date
    planned_day: date
    day: date = Field(index=True)
    check_code: str
    checked_in_at: datetime | None = moment(default=None, nullable=True)
    checked_in_by: str | None = None
    version: int = 1


class TaskRow(SQLModel, table=True):
    """One target of one plan (任务). *due* is the last day for its result to be public."""

    __tablename__ = "task"

    number: str = Field(primary_key=True)
    draw_id: int = Field(foreign_key="draw.id", index=True, sa_type=NUMBER)
    visit_id: int = Field(foreign_key="visit.id", index=True, sa_type=NUMBER)
    plan_id: str = Field(index=True)
    target_id: str = Field(index=True)
    target_name: str
    address: str | None
    lead_body: str
    item_ids: list[str] = data(default_factory=list)
    state: str = Field(index=True)
    version: int = 1
    dispatched_at: datetime | None = moment(default=None, nullable=True)
    recorded_at: datetime | None = moment(default=None, nullable=True)
    confirmed_at: datetime | None = moment(default=None, nullable=True)
    due: date | None = Field(default=None, index=True)
    notice_id: int | None = None


class TaskBody(SQLModel, table=True):
    """A body that takes part in a task."""

    __tablename__ = "task_body"

    task_number: str = Field(foreign_key="task.number", primary_key=True)
    body_id: str = Field(primary_key=True, index=True)


class Assignment(SQLModel, table=True):
    """An officer's, or an expert's, place in the team that a body sends to a visit."""

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("visit_id", "body_id", "officer_id"),)

    id: int | None = serial()
    visit_id: int = Field(foreign_key="visit.id", index=True, sa_type=NUMBER)
    body_id: str = Field(index=True)
    officer_id: str = Field(index=True)
    role: str
    slot: list[str] = data(default_factory=list)
    state: str
    accepted_at: datetime | None = moment(default=None, nullable=True)


class RecusalRow(SQLModel, table=True):
    """An application that an officer withdraw (回避), and what the head of the body decided.

    *decision* is why; what came of it stands in the vacancy that it opened.
    """

    __tablename__ = "recusal"

    id: int | None = serial()
    visit_id: int = Field(foreign_key="visit.id", index=True, sa_type=NUMBER)
    body_id: str = Field(index=True)
    officer_id: str = Field(index=True)
    origin: str
    relation: str
    reason: str
    state: str = Field(index=True)
    version: int = 1
    applied_by: str
    applied_at: datetime = moment()
    decided_by: str | None = None
    decided_at: datetime | None = moment(default=None, nullable=True)
    decision: str = ""


class VacancyRow(SQLModel, table=True):
    """A place or a target that came free after the draw, asked for by one and confirmed by another.

    *number* is that of the vacancy in the office's log; *came* is who or what took its place,
    empty if nobody could. Of a target *task_number* is its task, and *officer_id* is not given.
    """

    __tablename__ = "vacancy"

    id: int | None = serial()
    draw_id: int = Field(foreign_key="draw.id", index=True, sa_type=NUMBER)
    kind: str
    reason: str
    visit_id: int = Field(foreign_key="visit.id", index=True, sa_type=NUMBER)
    body_id: str = Field(index=True)
    officer_id: str | None = None
    task_number: str | None = Field(default=None, foreign_key="task.number")
    recusal_id: int | None = Field(
        default=None, foreign_key="recusal.id", index=True, sa_type=NUMBER
    )
    state: str = Field(index=True)
    version: int = 1
    note: str = ""
    asked_by: str
    asked_at: datetime = moment()
    decided_by: str | None = None
    decided_at: datetime | None = moment(default=None, nullable=True)
    number: int | None = None
    came: str | None = None
    filled_at: datetime | None = moment(default=None, nullable=True)
    failure: dict[str, Any] | None = data(default=None, nullable=True)


class ResultRow(SQLModel, table=True):
    """What was found in a task, in each version: a draft until it is handed in.

    In a draft *category*, *follow_up* and *method* may be empty still. *present* is who was there
    for the firm; *withdrawal_asked* whether the firm wanted an officer to withdraw.
    """

    __tablename__ = "result"
    __table_args__ = (UniqueConstraint("task_number", "version"),)

    id: int | None = serial()
    task_number: str = Field(foreign_key="task.number", index=True)
    version: int
    state: str
    category: str = ""
    follow_up: str = ""
    method: str = ""
    remark: str = ""
    present: str = ""
    withdrawal_asked: bool | None = None
    started_at: datetime | None = moment(default=None, nullable=True)
    ended_at: datetime | None = moment(default=None, nullable=True)
    recorded_by: str
    recorded_at: datetime = moment()
    confirmed_by: str | None = None
    confirmed_at: datetime | None = moment(default=None, nullable=True)
    returned_by: str | None = None
    returned_at: datetime | None = moment(default=None, nullable=True)
    returned_for: str = ""


class ItemResult(SQLModel, table=True):
    """What was found of one item; *category* is empty in a draft that says nothing of it yet."""

    __tablename__ = "item_result"

    result_id: int = Field(foreign_key="result.id", primary_key=True, sa_type=NUMBER)
    item_id: str = Field(primary_key=True)
    category: str
    remark: str = ""


class Signature(SQLModel, table=True):
    """A signature under a record: an image in the store by digest, or that it was refused.

    *content* is the digest of what the record said; once it says something else, it is unsigned.
    """

    __tablename__ = "signature"

    id: int | None = serial()
    result_id: int = Field(foreign_key="result.id", index=True, sa_type=NUMBER)
    content: str
    party: str
    officer_id: str | None = None
    image: str | None = None
    refused: bool = False
    remark: str = ""
    signed_at: datetime = moment()


class CalendarFeed(SQLModel, table=True):
    """A secret address at which an officer's calendar finds his visits; only its digest is kept."""

    __tablename__ = "calendar_feed"

    secret_digest: str = Field(primary_key=True)
    officer_id: str = Field(unique=True)
    created_at: datetime = moment()
