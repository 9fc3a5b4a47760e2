"""Plans, with every version that they had."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from api.tables.columns import NUMBER, data, moment, serial


class PlanRow(SQLModel, table=True):
    """A plan as it stands. *document* is its canonical form, as in a file of plans."""

    __tablename__ = "plan"

    plan_id: str = Field(primary_key=True)
    version: int = 1
    state: str = Field(index=True)
    kind: str
    name: str
    initiating_body: str = Field(index=True)
    starts: date = Field(index=True)
    ends: date
    document: dict[str, Any] = data()
    draw_id: int | None = Field(default=None, index=True, sa_type=NUMBER)
    created_at: datetime = moment()
    updated_at: datetime = moment()


class PlanBody(SQLModel, table=True):
    """A body that takes part in a plan."""

    __tablename__ = "plan_body"

    plan_id: str = Field(foreign_key="plan.plan_id", primary_key=True)
    body_id: str = Field(primary_key=True, index=True)


class PlanVersion(SQLModel, table=True):
    """What a plan said in one of its versions."""

    __tablename__ = "plan_version"

    id: int | None = serial()
    plan_id: str = Field(foreign_key="plan.plan_id", index=True)
    version: int
    document: dict[str, Any] = data()
    at: datetime = moment()
    actor: str


class PolicyVersion(SQLModel, table=True):
    """A policy of the district; the newest one counts for new draws."""

    __tablename__ = "policy_version"

    id: int | None = serial()
    version: str = Field(unique=True)
    document: dict[str, Any] = data()
    digest: str
    at: datetime = moment()
    actor: str


class CalendarDay(SQLModel, table=True):
    """A day on which offices are open or closed against the rule of the week."""

    __tablename__ = "calendar_day"

    day: date = Field(primary_key=True)
    working: bool
    note: str = ""
