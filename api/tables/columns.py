"""Types of columns that both databases keep alike."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets time zones, so none is stored and UTC is put back."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Store UTC without saying so; refuse what has no time zone."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            message = "A moment needs a time zone."
            raise ValueError(message)
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Say again that it is UTC."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


DATA = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
"""Plain data; PostgreSQL can look inside."""

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""A serial number; SQLite counts up only what it calls INTEGER."""


def serial() -> Any:  # noqa: ANN401 - as SQLModel's Field
    """Return the field of a serial number that the database gives."""
    return Field(default=None, primary_key=True, sa_type=NUMBER)


def moment(**options: Any) -> Any:  # noqa: ANN401
    """Return the field of a moment."""
    return Field(sa_type=Moment, **options)


def data(**options: Any) -> Any:  # noqa: ANN401
    """Return the field of plain data."""
    return Field(sa_type=DATA, **options)
