"""Bring a database to the version that this code knows, or back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from api.database.engine import connect

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(url: str, to: str = "head") -> None:
    """Bring the database up to version *to*."""
    _run(url, lambda config: command.upgrade(config, to))


def downgrade(url: str, to: str = "base") -> None:
    """Take the database back to version *to*."""
    _run(url, lambda config: command.downgrade(config, to))


def _run(url: str, do: Callable[[Config], None]) -> None:
    engine = connect(url)
    try:
        with engine.connect() as connection:
            config = _config()
            config.attributes["connection"] = connection
            do(config)
            connection.commit()
    finally:
        engine.dispose()


def newest() -> str | None:
    """Return the version that this code knows."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def current(connection: sa.Connection) -> str | None:
    """Return the version that a database has."""
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
