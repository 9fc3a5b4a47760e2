"""Plans, policies, the calendar, draws and their jobs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from api.database.migrations.types import DATA, NUMBER

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "plan",
        sa.Column("plan_id", sa.String(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("initiating_body", sa.String(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("document", DATA, nullable=False),
        sa.Column("draw_id", NUMBER),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
    )
    op.create_index("ix_plan_draw_id", "plan", ["draw_id"])
    op.create_index("ix_plan_initiating_body", "plan", ["initiating_body"])
    op.create_index("ix_plan_starts", "plan", ["starts"])
    op.create_index("ix_plan_state", "plan", ["state"])
    op.create_table(
        "plan_body",
        sa.Column("plan_id", sa.String(), sa.ForeignKey("plan.plan_id"), primary_key=True),
        sa.Column("body_id", sa.String(), primary_key=True),
    )
    op.create_index("ix_plan_body_body_id", "plan_body", ["body_id"])
    op.create_table(
        "plan_version",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("plan_id", sa.String(), sa.ForeignKey("plan.plan_id"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", DATA, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
    )
    op.create_index("ix_plan_version_plan_id", "plan_version", ["plan_id"])
    op.create_table(
        "policy_version",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("document", DATA, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.UniqueConstraint("version"),
    )
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_table(
        "draw",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("publication", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("series", sa.String()),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.Column("sources", DATA, nullable=False),
        sa.Column("policy_version", sa.String(), nullable=False),
        sa.Column("snapshots", DATA, nullable=False),
        sa.Column("report", DATA),
        sa.Column("failure", DATA),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("moments", DATA, nullable=False),
        sa.UniqueConstraint("series", "attempt"),
    )
    op.create_index("ix_draw_state", "draw", ["state"])
    op.create_table(
        "draw_body",
        sa.Column("draw_id", NUMBER, sa.ForeignKey("draw.id"), primary_key=True),
        sa.Column("body_id", sa.String(), primary_key=True),
    )
    op.create_index("ix_draw_body_body_id", "draw_body", ["body_id"])
    op.create_table(
        "approval",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("draw_id", NUMBER, sa.ForeignKey("draw.id"), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by", sa.String()),
        sa.Column("decided_at", sa.DateTime()),
        sa.Column("facts", DATA, nullable=False),
    )
    op.create_index("ix_approval_draw_id", "approval", ["draw_id"])
    op.create_table(
        "job",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("started_at", sa.DateTime()),
        sa.Column("ended_at", sa.DateTime()),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("arguments", DATA, nullable=False),
        sa.Column("result", DATA),
        sa.Column("failure", DATA),
    )
    op.create_index("ix_job_state", "job", ["state"])
    op.create_index("ix_job_subject_id", "job", ["subject_id"])


def downgrade() -> None:
    for table in (
        "job",
        "approval",
        "draw_body",
        "draw",
        "calendar_day",
        "policy_version",
        "plan_version",
        "plan_body",
        "plan",
    ):
        op.drop_table(table)
