"""Visits, tasks, teams, recusals and results."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from api.database.migrations.types import DATA, NUMBER

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "visit",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("draw_id", NUMBER, sa.ForeignKey("draw.id"), nullable=False),
        sa.Column("visit_no", sa.String(), nullable=False),
        sa.Column("premises_id", sa.String(), nullable=False),
        sa.Column("lead_body", sa.String(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("planned_day", sa.Date(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("check_code", sa.String(), nullable=False),
        sa.Column("checked_in_at", sa.DateTime()),
        sa.Column("checked_in_by", sa.String()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("draw_id", "visit_no"),
    )
    op.create_index("ix_visit_day", "visit", ["day"])
    op.create_index("ix_visit_draw_id", "visit", ["draw_id"])
    op.create_table(
        "task",
        sa.Column("number", sa.String(), primary_key=True),
        sa.Column("draw_id", NUMBER, sa.ForeignKey("draw.id"), nullable=False),
        sa.Column("visit_id", NUMBER, sa.ForeignKey("visit.id"), nullable=False),
        sa.Column("plan_id", sa.String(), nullable=False),
        sa.Column("target_id", sa.String(), nullable=False),
        sa.Column("target_name", sa.String(), nullable=False),
        sa.Column("address", sa.String()),
        sa.Column("lead_body", sa.String(), nullable=False),
        sa.Column("item_ids", DATA, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("dispatched_at", sa.DateTime()),
        sa.Column("recorded_at", sa.DateTime()),
        sa.Column("confirmed_at", sa.DateTime()),
        sa.Column("due", sa.Date()),
        sa.Column("notice_id", sa.Integer()),
    )
    op.create_index("ix_task_draw_id", "task", ["draw_id"])
    op.create_index("ix_task_due", "task", ["due"])
    op.create_index("ix_task_plan_id", "task", ["plan_id"])
    op.create_index("ix_task_state", "task", ["state"])
    op.create_index("ix_task_target_id", "task", ["target_id"])
    op.create_index("ix_task_visit_id", "task", ["visit_id"])
    op.create_table(
        "task_body",
        sa.Column("task_number", sa.String(), sa.ForeignKey("task.number"), primary_key=True),
        sa.Column("body_id", sa.String(), primary_key=True),
    )
    op.create_index("ix_task_body_body_id", "task_body", ["body_id"])
    op.create_table(
        "assignment",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("visit_id", NUMBER, sa.ForeignKey("visit.id"), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("slot", DATA, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("accepted_at", sa.DateTime()),
        sa.UniqueConstraint("visit_id", "body_id", "officer_id"),
    )
    op.create_index("ix_assignment_body_id", "assignment", ["body_id"])
    op.create_index("ix_assignment_officer_id", "assignment", ["officer_id"])
    op.create_index("ix_assignment_visit_id", "assignment", ["visit_id"])
    op.create_table(
        "recusal",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("visit_id", NUMBER, sa.ForeignKey("visit.id"), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("applied_by", sa.String(), nullable=False),
        sa.Column("applied_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by", sa.String()),
        sa.Column("decided_at", sa.DateTime()),
        sa.Column("decision", sa.String(), nullable=False),
    )
    op.create_index("ix_recusal_body_id", "recusal", ["body_id"])
    op.create_index("ix_recusal_officer_id", "recusal", ["officer_id"])
    op.create_index("ix_recusal_state", "recusal", ["state"])
    op.create_index("ix_recusal_visit_id", "recusal", ["visit_id"])
    op.create_table(
        "vacancy",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("draw_id", NUMBER, sa.ForeignKey("draw.id"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("visit_id", NUMBER, sa.ForeignKey("visit.id"), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("officer_id", sa.String()),
        sa.Column("task_number", sa.String(), sa.ForeignKey("task.number")),
        sa.Column("recusal_id", NUMBER, sa.ForeignKey("recusal.id")),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by", sa.String()),
        sa.Column("decided_at", sa.DateTime()),
        sa.Column("number", sa.Integer()),
        sa.Column("came", sa.String()),
        sa.Column("filled_at", sa.DateTime()),
        sa.Column("failure", DATA),
    )
    op.create_index("ix_vacancy_body_id", "vacancy", ["body_id"])
    op.create_index("ix_vacancy_draw_id", "vacancy", ["draw_id"])
    op.create_index("ix_vacancy_recusal_id", "vacancy", ["recusal_id"])
    op.create_index("ix_vacancy_state", "vacancy", ["state"])
    op.create_index("ix_vacancy_visit_id", "vacancy", ["visit_id"])
    op.create_table(
        "result",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("task_number", sa.String(), sa.ForeignKey("task.number"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("follow_up", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("present", sa.String(), nullable=False),
        sa.Column("withdrawal_asked", sa.Boolean()),
        sa.Column("started_at", sa.DateTime()),
        sa.Column("ended_at", sa.DateTime()),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_by", sa.String()),
        sa.Column("confirmed_at", sa.DateTime()),
        sa.Column("returned_by", sa.String()),
        sa.Column("returned_at", sa.DateTime()),
        sa.Column("returned_for", sa.String(), nullable=False),
        sa.UniqueConstraint("task_number", "version"),
    )
    op.create_index("ix_result_task_number", "result", ["task_number"])
    op.create_table(
        "item_result",
        sa.Column("result_id", NUMBER, sa.ForeignKey("result.id"), primary_key=True),
        sa.Column("item_id", sa.String(), primary_key=True),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
    )
    op.create_table(
        "signature",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("result_id", NUMBER, sa.ForeignKey("result.id"), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("officer_id", sa.String()),
        sa.Column("image", sa.String()),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
    )
    op.create_index("ix_signature_result_id", "signature", ["result_id"])
    op.create_table(
        "calendar_feed",
        sa.Column("secret_digest", sa.String(), primary_key=True),
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.UniqueConstraint("officer_id"),
    )


def downgrade() -> None:
    for table in (
        "calendar_feed",
        "signature",
        "item_result",
        "result",
        "vacancy",
        "recusal",
        "assignment",
        "task_body",
        "task",
        "visit",
    ):
        op.drop_table(table)
