"""Settings of the service, from the environment; what is not given has a default that works."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

POSTGRESQL = ("postgres://", "postgresql://")
DRIVER = "postgresql+psycopg://"


class Settings(BaseSettings):
    """Where things are kept, and the numbers that a district may want to change.

    Every field is read from `DOUBLEDRAW_<NAME>`; the database also from `DATABASE_URL`.
    """

    model_config = SettingsConfigDict(env_prefix="DOUBLEDRAW_", extra="ignore", frozen=True)

    data: Path = Path("data")
    database_url: Annotated[
        str, Field(validation_alias=AliasChoices("DATABASE_URL", "DOUBLEDRAW_DATABASE_URL"))
    ] = ""
    keys: Path | None = None
    origin: str = "doubledraw.example/120116"
    division: str = "120116"
    district_name: str = "天津市滨海新区"
    base_url: str = "http://127.0.0.1:8000"
    trusted_proxies: str = "127.0.0.1"
    """Addresses of proxies that are believed when they say for whom they ask, with commas."""

    second_person: bool = True
    """Whether lock, void and publication need a second person."""
    publication_days: int = 20
    """Working days within which a result is published."""
    recording_days: int = 3
    """Working days after a visit within which its result is recorded."""
    session_hours: int = 12
    upload_megabytes: int = 64
    body_megabytes: int = 4
    requests_per_minute: int = 1200
    """Requests of one sender who proved who he is, and of one address for all who did not."""
    requests_per_minute_of_address: int = 12_000
    """Requests of one address altogether: an office of many people may share one."""
    login_attempts_per_minute: int = 10
    """Logins of one address that fail."""
    worker_jobs: int = 1
    """Jobs that one worker does at the same time."""
    worker_name: str = "worker-1"
    """What a dead worker left is taken up by the next one of this name, so each has its own."""
    worker_late_seconds: int = 60
    """After so long without a sign of life a worker counts as gone."""

    webhook_hosts: str = ""
    """Names of hosts that webhooks may go to, with blanks between; empty for any."""
    webhook_private_hosts: bool = False
    """Whether webhooks may go to addresses inside: of this machine or of a private network."""

    metrics_token: str = ""
    """What a program that reads /metrics must carry; without it only this machine may."""
    logs: Literal["auto", "json", "text"] = "auto"
    """How the log is written: for machines, for people, or as standard error is a terminal."""

    public_answers_seconds: float = 3.0
    """How long a public answer is said again without asking the database; 0 for never."""

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
