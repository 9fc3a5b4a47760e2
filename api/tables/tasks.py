"""What a draw sends people to do: visits, tasks, who goes, and what was found."""

from __future__ import annotations

from datetime import date, datetime

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
    """An application that an officer withdraw (回避), and what the head of the body decided."""

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
    vacancy: int | None = None
    replacement: str | None = None


class ResultRow(SQLModel, table=True):
    """What was found in a task, in each version that was handed in."""

    __tablename__ = "result"
    __table_args__ = (UniqueConstraint("task_number", "version"),)

    id: int | None = serial()
    task_number: str = Field(foreign_key="task.number", index=True)
    version: int
    category: str
    follow_up: str
    method: str
    remark: str = ""
    recorded_by: str
    recorded_at: datetime = moment()
    confirmed_by: str | None = None
    returned_for: str = ""


class ItemResult(SQLModel, table=True):
    """What was found of one item."""

    __tablename__ = "item_result"

    result_id: int = Field(foreign_key="result.id", primary_key=True, sa_type=NUMBER)
    item_id: str = Field(primary_key=True)
    category: str
    remark: str = ""


class Signature(SQLModel, table=True):
    """A signature under a record: an image in the store by digest, or that it was refused."""

    __tablename__ = "signature"

    id: int | None = serial()
    task_number: str = Field(foreign_key="task.number", index=True)
    party: str
    officer_id: str | None = None
    image: str | None = None
    refused: bool = False
    remark: str = ""
    signed_at: datetime = moment()
