"""The registries with their history: a row holds from one change on, until another ends it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from api.tables.columns import NUMBER, data, moment, serial

CURRENT = text("held_until IS NULL")


def current_once(table: str, *key: str) -> Index:
    """Return the index that lets each key stand in one current row only."""
    return Index(
        f"uq_{table}_current", *key, unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT
    )


class RegistryChange(SQLModel, table=True):
    """A change of one registry: an import that was committed, or an edit by hand."""

    __tablename__ = "registry_change"

    id: int | None = serial()
    kind: str = Field(index=True)
    at: datetime = moment()
    actor: str
    import_id: int | None = None
    added: int = 0
    changed: int = 0
    removed: int = 0
    reason: str = ""


class RegistryImport(SQLModel, table=True):
    """A file on its way into a registry: received, parsed, then committed or discarded.

    *upload*, *staged* and *findings* are digests in the store: the bytes as sent, the good rows,
    and all that was found. *faults* and *notices* hold as much of that as an answer does.
    *compared_with* is the change that the registry had come to when differences were told.
    """

    __tablename__ = "registry_import"

    id: int | None = serial()
    kind: str = Field(index=True)
    file_name: str
    upload: str
    mode: str
    body_id: str | None = None
    state: str = Field(index=True)
    version: int = 1
    created_by: str
    created_at: datetime = moment()
    n_rows: int = 0
    n_faults: int = 0
    n_notices: int = 0
    faults: list[dict[str, Any]] = data(default_factory=list)
    notices: list[dict[str, Any]] = data(default_factory=list)
    staged: str | None = None
    findings: str | None = None
    compared_with: int = 0
    differences: dict[str, Any] | None = data(default=None, nullable=True)
    change_id: int | None = None


class Snapshot(SQLModel, table=True):
    """A registry as it was after a change: immutable, named by the SHA-256 of its canonical CSV."""

    __tablename__ = "snapshot"

    id: int | None = serial()
    kind: str = Field(index=True)
    digest: str = Field(index=True)
    change_id: int
    n_rows: int
    taken_at: datetime = moment()


class Held(SQLModel):
    """From which change on a row holds, and until which; without an end it is current."""

    row_id: int | None = serial()
    held_from: int = Field(foreign_key="registry_change.id", sa_type=NUMBER)
    held_until: int | None = Field(
        default=None, foreign_key="registry_change.id", sa_type=NUMBER, index=True
    )


class BodyRow(Held, table=True):
    """行政执法主体."""

    __tablename__ = "body"
    __table_args__ = (current_once("body", "body_id"),)

    body_id: str
    name: str
    level: str


class ItemRow(Held, table=True):
    """抽查事项."""

    __tablename__ = "item"
    __table_args__ = (current_once("item", "item_id"),)

    item_id: str
    name: str
    body_id: str
    legal_basis: str | None
    key_item: bool
    applies_to: str | None


class TargetRow(Held, table=True):
    """检查对象名录库. Columns that the registry does not know stand in *extra*."""

    __tablename__ = "target"
    __table_args__ = (
        current_once("target", "target_id"),
        Index("ix_target_name", "name"),
    )

    target_id: str
    name: str
    target_type: str
    premises_id: str
    division_code: str | None
    street: str | None
    address: str | None
    industry_code: str | None
    credit_risk_class: str | None
    reg_date: date | None
    active: bool
    whitelisted: bool
    abnormal: bool
    complaint_count_12m: int
    group_id: str | None
    supervising_unit: str | None
    labels: list[str] = data()
    people: list[str] = data()
    closed_days: list[str] = data()
    easting: int | None
    northing: int | None
    extra: dict[str, Any] = data()


class OfficerRow(Held, table=True):
    """执法检查人员名录库."""

    __tablename__ = "officer"
    __table_args__ = (
        current_once("officer", "officer_id"),
        Index("ix_officer_body_id", "body_id"),
    )

    officer_id: str
    name: str
    body_id: str
    unit: str | None
    cert_no: str | None
    cert_valid_to: date | None
    status: str
    seconded: bool
    front_line: bool
    may_lead: bool
    qualifications: list[str] = data()
    max_visits: int | None
    min_visits: int | None
    role: str
    senior: bool
    base_street: str | None
    easting: int | None
    northing: int | None


class ConflictRow(Held, table=True):
    """回避."""

    __tablename__ = "conflict"

    officer_id: str = Field(index=True)
    subject: str
    subject_id: str
    relation: str
    state: str
    since: date | None
    until: date | None


class RelativesRow(Held, table=True):
    """近亲属."""

    __tablename__ = "relatives"

    officer_id: str = Field(index=True)
    relative_id: str
    relation: str


class LeaveRow(Held, table=True):
    """请假."""

    __tablename__ = "leave"

    officer_id: str = Field(index=True)
    starts: date
    ends: date
    absence: str


class InspectionRow(Held, table=True):
    """历史检查: inspections made before or elsewhere, for caps and gaps."""

    __tablename__ = "inspection"
    __table_args__ = (current_once("inspection", "visit_id", "target_id", "body_id"),)

    visit_id: str
    target_id: str = Field(index=True)
    body_id: str
    day: date
    plan_id: str | None
    plan_kind: str
    cap_exempt: bool
    item_ids: list[str] = data()
    officer_ids: list[str] = data()
