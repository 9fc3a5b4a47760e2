"""Alembic's way in: runs migrations on the connection that it was given."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

from api import tables as _tables  # noqa: F401 - so that metadata knows them

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
