"""The registries with their history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from api.database.migrations.types import DATA, NUMBER

revision = "0002"
down_revision = "0001"

CURRENT = sa.text("held_until IS NULL")


def upgrade() -> None:
    op.create_table(
        "registry_change",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("import_id", sa.Integer()),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
    )
    op.create_index("ix_registry_change_kind", "registry_change", ["kind"])
    op.create_table(
        "registry_import",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("upload", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("body_id", sa.String()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("n_rows", sa.Integer(), nullable=False),
        sa.Column("n_faults", sa.Integer(), nullable=False),
        sa.Column("n_notices", sa.Integer(), nullable=False),
        sa.Column("faults", DATA, nullable=False),
        sa.Column("notices", DATA, nullable=False),
        sa.Column("staged", sa.String()),
        sa.Column("findings", sa.String()),
        sa.Column("compared_with", sa.Integer(), nullable=False),
        sa.Column("differences", DATA),
        sa.Column("change_id", sa.Integer()),
    )
    op.create_index("ix_registry_import_kind", "registry_import", ["kind"])
    op.create_index("ix_registry_import_state", "registry_import", ["state"])
    op.create_table(
        "snapshot",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("n_rows", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
    )
    op.create_index("ix_snapshot_digest", "snapshot", ["digest"])
    op.create_index("ix_snapshot_kind", "snapshot", ["kind"])
    op.create_table(
        "body",
        sa.Column("row_id", NUMBER, primary_key=True),
        sa.Column("held_from", NUMBER, sa.ForeignKey("registry_change.id"), nullable=False),
        sa.Column("held_until", NUMBER, sa.ForeignKey("registry_change.id")),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
    )
    op.create_index("ix_body_held_until", "body", ["held_until"])
    op.create_index(
        "uq_body_current",
        "body",
        ["body_id"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_table(
        "item",
        sa.Column("row_id", NUMBER, primary_key=True),
        sa.Column("held_from", NUMBER, sa.ForeignKey("registry_change.id"), nullable=False),
        sa.Column("held_until", NUMBER, sa.ForeignKey("registry_change.id")),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("legal_basis", sa.String()),
        sa.Column("key_item", sa.Boolean(), nullable=False),
        sa.Column("applies_to", sa.String()),
    )
    op.create_index("ix_item_held_until", "item", ["held_until"])
    op.create_index(
        "uq_item_current",
        "item",
        ["item_id"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_table(
        "target",
        sa.Column("row_id", NUMBER, primary_key=True),
        sa.Column("held_from", NUMBER, sa.ForeignKey("registry_change.id"), nullable=False),
        sa.Column("held_until", NUMBER, sa.ForeignKey("registry_change.id")),
        sa.Column("target_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("target_type", sa.String(), nullable=False),
        sa.Column("premises_id", sa.String(), nullable=False),
        sa.Column("division_code", sa.String()),
        sa.Column("street", sa.String()),
        sa.Column("address", sa.String()),
        sa.Column("industry_code", sa.String()),
        sa.Column("credit_risk_class", sa.String()),
        sa.Column("reg_date", sa.Date()),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("whitelisted", sa.Boolean(), nullable=False),
        sa.Column("abnormal", sa.Boolean(), nullable=False),
        sa.Column("complaint_count_12m", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.String()),
        sa.Column("supervising_unit", sa.String()),
        sa.Column("labels", DATA, nullable=False),
        sa.Column("people", DATA, nullable=False),
        sa.Column("closed_days", DATA, nullable=False),
        sa.Column("easting", sa.Integer()),
        sa.Column("northing", sa.Integer()),
        sa.Column("extra", DATA, nullable=False),
    )
    op.create_index("ix_target_held_until", "target", ["held_until"])
    op.create_index("ix_target_name", "target", ["name"])
    op.create_index(
        "uq_target_current",
        "target",
        ["target_id"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_table(
        "officer",
        sa.Column("row_id", NUMBER, primary_key=True),
        sa.Column("held_from", NUMBER, sa.ForeignKey("registry_change.id"), nullable=False),
        sa.Column("held_until", NUMBER, sa.ForeignKey("registry_change.id")),
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("unit", sa.String()),
        sa.Column("cert_no", sa.String()),
        sa.Column("cert_valid_to", sa.Date()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("seconded", sa.Boolean(), nullable=False),
        sa.Column("front_line", sa.Boolean(), nullable=False),
        sa.Column("may_lead", sa.Boolean(), nullable=False),
        sa.Column("qualifications", DATA, nullable=False),
        sa.Column("max_visits", sa.Integer()),
        sa.Column("min_visits", sa.Integer()),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("senior", sa.Boolean(), nullable=False),
        sa.Column("base_street", sa.String()),
        sa.Column("easting", sa.Integer()),
        sa.Column("northing", sa.Integer()),
    )
    op.create_index("ix_officer_body_id", "officer", ["body_id"])
    op.create_index("ix_officer_held_until", "officer", ["held_until"])
    op.create_index(
        "uq_officer_current",
        "officer",
        ["officer_id"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_table(
        "conflict",
        sa.Column("row_id", NUMBER, primary_key=True),
        sa.Column("held_from", NUMBER, sa.ForeignKey("registry_change.id"), nullable=False),
        sa.Column("held_until", NUMBER, sa.ForeignKey("registry_change.id")),
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", sa.Date()),
        sa.Column("until", sa.Date()),
    )
    op.create_index("ix_conflict_held_until", "conflict", ["held_until"])
    op.create_index("ix_conflict_officer_id", "conflict", ["officer_id"])
    op.create_table(
        "relatives",
        sa.Column("row_id", NUMBER, primary_key=True),
        sa.Column("held_from", NUMBER, sa.ForeignKey("registry_change.id"), nullable=False),
        sa.Column("held_until", NUMBER, sa.ForeignKey("registry_change.id")),
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.Column("relative_id", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
    )
    op.create_index("ix_relatives_held_until", "relatives", ["held_until"])
    op.create_index("ix_relatives_officer_id", "relatives", ["officer_id"])
    op.create_table(
        "leave",
        sa.Column("row_id", NUMBER, primary_key=True),
        sa.Column("held_from", NUMBER, sa.ForeignKey("registry_change.id"), nullable=False),
        sa.Column("held_until", NUMBER, sa.ForeignKey("registry_change.id")),
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("absence", sa.String(), nullable=False),
    )
    op.create_index("ix_leave_held_until", "leave", ["held_until"])
    op.create_index("ix_leave_officer_id", "leave", ["officer_id"])
    op.create_table(
        "inspection",
        sa.Column("row_id", NUMBER, primary_key=True),
        sa.Column("held_from", NUMBER, sa.ForeignKey("registry_change.id"), nullable=False),
        sa.Column("held_until", NUMBER, sa.ForeignKey("registry_change.id")),
        sa.Column("visit_id", sa.String(), nullable=False),
        sa.Column("target_id", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("plan_id", sa.String()),
        sa.Column("plan_kind", sa.String(), nullable=False),
        sa.Column("cap_exempt", sa.Boolean(), nullable=False),
        sa.Column("item_ids", DATA, nullable=False),
        sa.Column("officer_ids", DATA, nullable=False),
    )
    op.create_index("ix_inspection_held_until", "inspection", ["held_until"])
    op.create_index("ix_inspection_target_id", "inspection", ["target_id"])
    op.create_index(
        "uq_inspection_current",
        "inspection",
        ["visit_id", "target_id", "body_id"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )


def downgrade() -> None:
    for table in (
        "inspection",
        "leave",
        "relatives",
        "conflict",
        "officer",
        "target",
        "item",
        "body",
        "snapshot",
        "registry_import",
        "registry_change",
    ):
        op.drop_table(table)
