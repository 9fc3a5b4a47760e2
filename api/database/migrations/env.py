"""Alembic's way in: runs migrations on the connection that it was given."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

from api import tables

assert tables  # noqa: S101 - imported for what it declares

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
