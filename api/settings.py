"""Settings of the service, from the environment; what is not given has a default that works."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

POSTGRESQL = ("postgres://", "postgresql://")
DRIVER = "postgresql+psycopg://"


class Settings(BaseSettings):
    """Where things are kept, and the numbers that a district may want to change.

    Every field is read from `DOUBLEDRAW_<NAME>`; the database also from `DATABASE_URL`.
    """

    model_config = SettingsConfigDict(env_prefix="DOUBLEDRAW_", extra="ignore")

    data: Path = Path("data")
    database_url: Annotated[
        str, Field(validation_alias=AliasChoices("DATABASE_URL", "DOUBLEDRAW_DATABASE_URL"))
    ] = ""
    keys: Path | None = None
    origin: str = "doubledraw.example/120116"
    division: str = "120116"
    district_name: str = "天津市滨海新区"
    base_url: str = "http://127.0.0.1:8000"

    second_person: bool = True
    """Whether lock, void and publication need a second person."""
    publication_days: int = 20
    """Working days within which a result is published."""
    session_hours: int = 12
    upload_megabytes: int = 64
    body_megabytes: int = 4
    requests_per_minute: int = 1200
    login_attempts_per_minute: int = 10
    worker_jobs: int = 2

    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""

    @property
    def database(self) -> str:
        """The database as SQLAlchemy calls it: SQLite beside the data if none was named."""
        if not self.database_url:
            return f"sqlite:///{self.data.resolve() / 'doubledraw.sqlite3'}"
        for start in POSTGRESQL:
            if self.database_url.startswith(start):
                return DRIVER + self.database_url.removeprefix(start)
        return self.database_url

    @property
    def office(self) -> Path:
        """The folder of the office that makes draws: its log and its dossiers."""
        return self.data / "office"

    @property
    def office_keys(self) -> Path:
        """The folder of the office's keys; better elsewhere than the data, so that it is a knob."""
        return self.keys or self.data / "keys"

    @property
    def store(self) -> Path:
        """The folder of what was uploaded and frozen, by digest."""
        return self.data / "store"

    @property
    def exports(self) -> Path:
        """The folder of files made for people to fetch."""
        return self.data / "exports"
