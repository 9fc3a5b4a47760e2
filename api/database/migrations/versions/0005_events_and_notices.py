"""What happened and what was published, which is never edited; webhooks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from api.database.migrations.guards import guard, unguard
from api.database.migrations.types import DATA, NUMBER

revision = "0005"
down_revision = "0004"

GUARDED = ("event", "notice")
"""Tables whose rows stay as they are."""


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("bodies", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("facts", DATA, nullable=False),
    )
    op.create_index("ix_event_action", "event", ["action"])
    op.create_index("ix_event_actor", "event", ["actor"])
    op.create_index("ix_event_subject", "event", ["subject", "subject_id", "id"])
    op.create_table(
        "notice",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("supersedes", NUMBER, sa.ForeignKey("notice.id")),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("document", DATA, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("published_by", sa.String(), nullable=False),
    )
    op.create_index("ix_notice_kind", "notice", ["kind"])
    op.create_index("ix_notice_published_at", "notice", ["published_at"])
    op.create_index("ix_notice_subject", "notice", ["subject"])
    op.create_table(
        "notice_head",
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("subject", sa.String(), primary_key=True),
        sa.Column("notice_id", NUMBER, sa.ForeignKey("notice.id"), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("target_code", sa.String()),
        sa.Column("target_name", sa.String()),
        sa.Column("body_id", sa.String()),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("notice_id"),
    )
    op.create_index("ix_notice_head_body_id", "notice_head", ["body_id", "notice_id"])
    op.create_index("ix_notice_head_kind", "notice_head", ["kind", "notice_id"])
    op.create_index("ix_notice_head_target_code", "notice_head", ["target_code", "notice_id"])
    op.create_table(
        "notice_gram",
        sa.Column("gram", sa.String(), primary_key=True),
        sa.Column("notice_id", NUMBER, sa.ForeignKey("notice.id"), primary_key=True),
    )
    op.create_index("ix_notice_gram_notice_id", "notice_gram", ["notice_id"])
    op.create_table(
        "publication",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("draw_id", NUMBER, sa.ForeignKey("draw.id")),
        sa.Column("notice_id", NUMBER, sa.ForeignKey("notice.id")),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("task_numbers", DATA, nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by", sa.String()),
        sa.Column("decided_at", sa.DateTime()),
        sa.Column("file", sa.String()),
        sa.Column("logged_at", sa.DateTime()),
    )
    op.create_index("ix_publication_draw_id", "publication", ["draw_id"])
    op.create_index("ix_publication_state", "publication", ["state"])
    op.create_table(
        "webhook_endpoint",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("old_secret", sa.String()),
        sa.Column("old_until", sa.DateTime()),
        sa.Column("actions", DATA, nullable=False),
        sa.Column("body_id", sa.String()),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("failing_since", sa.DateTime()),
        sa.Column("stopped_for", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "webhook_delivery",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("endpoint_id", NUMBER, sa.ForeignKey("webhook_endpoint.id"), nullable=False),
        sa.Column("event_id", NUMBER, sa.ForeignKey("event.id"), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime()),
        sa.Column("last_status", sa.Integer()),
        sa.Column("last_failure", sa.String(), nullable=False),
        sa.Column("delivered_at", sa.DateTime()),
    )
    op.create_index("ix_webhook_delivery_endpoint_id", "webhook_delivery", ["endpoint_id"])
    op.create_index("ix_webhook_delivery_event_id", "webhook_delivery", ["event_id"])
    op.create_index("ix_webhook_delivery_next_at", "webhook_delivery", ["next_at"])
    op.create_index("ix_webhook_delivery_state", "webhook_delivery", ["state"])
    for table in GUARDED:
        for statement in guard(op.get_bind().dialect.name, table):
            op.execute(statement)


def downgrade() -> None:
    for table in GUARDED:
        for statement in unguard(op.get_bind().dialect.name, table):
            op.execute(statement)
    for table in (
        "webhook_delivery",
        "webhook_endpoint",
        "publication",
        "notice_gram",
        "notice_head",
        "notice",
        "event",
    ):
        op.drop_table(table)
