"""A service to ask in tests: a database, a folder, a clock that tests set, and people to log in."""

from __future__ import annotations

import hashlib
import weakref
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from fastapi.testclient import TestClient

from api.app import create_app
from api.database.engine import connect
from api.files.store import Store
from api.jobs.inline import InlineQueue
from api.logs import configure_logs
from api.routes.http.limits import Limits
from api.settings import Settings
from api.usecases.jobs.run_job import run_job
from api.usecases.people.accounts import new_account
from api.usecases.people.actor import SERVICE, Grant
from api.usecases.people.authenticate import actor_of
from api.usecases.people.roles import Operation, Role
from api.usecases.people.tokens import create_token
from api.usecases.service import Service
from api.usecases.transaction import begin
from tests.api.offices import Clock

PREFIX = "/api/v1"
START = datetime(2026, 11, 25, 1, 0, 0, tzinfo=UTC)


OF_TESTS = {
    "requests_per_minute": 1_000_000,
    "login_attempts_per_minute": 1_000_000,
    "requests_per_minute_of_address": 1_000_000,
    "public_answers_seconds": 0,
}
"""Tests ask fast, and want to see at once what they did."""


@dataclass
class House:
    """A service without a network: jobs run at once, in the process that asks for them."""

    service: Service
    clock: Clock
    app: object
    tokens: dict[str, str] = field(default_factory=dict)

    def join(self, login: str, role: Role, body_id: str | None = None, **more: str) -> Person:
        """Let somebody with a role come in; return him with a client of his own."""
        return self.join_with(login, [Grant(role, body_id)], **more)

    def join_with(self, login: str, grants: list[Grant], **more: str) -> Person:
        """Let somebody with several roles come in."""
        with begin(self.service, SERVICE) as tx:
            account = new_account(
                tx, login, login, grants=grants, officer_id=more.get("officer_id")
            )
            actor = actor_of(tx.session, account)
        with begin(self.service, actor) as tx:
            _, token = create_token(tx, "tests", [scope.value for scope in Operation])
        return Person(self, login, token)

    def visitor(self) -> Person:
        """Return somebody whom nobody knows."""
        return Person(self, "", "")

    @contextmanager
    def transaction(self, actor=SERVICE):
        """Give a transaction to arrange or look at things directly."""
        with begin(self.service, actor) as tx:
            yield tx


class Person(TestClient):
    """A client that carries its token; addresses are those below the API's prefix."""

    def __init__(self, house: House, login: str, token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        super().__init__(
            house.app,
            base_url=f"http://testserver{PREFIX}",
            headers={**headers, "Accept-Language": "en"},
            raise_server_exceptions=False,
        )
        self.login = login

    def send_file(self, kind: str, name: str, content: bytes, **params: str):
        """Import a file up to its report; return the answer that tells it."""
        sent = self.post(
            f"/registries/{kind}/imports", params={"file_name": name, **params}, content=content
        )
        assert sent.status_code == 202, sent.text
        return self.get(sent.headers["location"].removeprefix(PREFIX))

    def commit_file(self, kind: str, name: str, content: bytes, **params: str):
        """Import a file without faults to its end."""
        found = self.send_file(kind, name, content, **params)
        done = self.post(
            f"/imports/{found.json()['id']}/commit",
            json={},
            headers={"If-Match": found.headers["etag"]},
        )
        assert done.status_code == 200, done.text
        return done


def secrets(word: str):
    """Return a source of secrets that follow from *word*."""
    numbers = count()
    return lambda: hashlib.sha256(f"{word} {next(numbers)}".encode()).hexdigest()


def open_house(database_url: str, folder: Path, word: str = "house", **settings) -> House:
    """Open a service over a migrated database; its secrets follow from *word*."""
    configure_logs("json")
    clock, queue = Clock(START), InlineQueue()
    known = Settings(
        data=folder,
        keys=folder / "keys",
        DATABASE_URL=database_url,
        **OF_TESTS | settings,
    )
    service = Service(
        settings=known,
        engine=connect(known.database),
        clock=clock,
        secret=secrets(word),
        queue=queue,
        store=Store(known.store),
    )
    queue.run = lambda job_id: run_job(service, job_id)
    house = House(service, clock, _application(service, usual=not settings))
    if not settings:
        weakref.finalize(house, _FREE.append, house.app)
    return house


_FREE = []
"""Applications that no house uses any more: making one takes a third of a second."""


def _application(service: Service, *, usual: bool):
    """Return an application for *service*; one with the usual settings may have served before."""
    if not usual or not _FREE:
        return create_app(service)
    app = _FREE.pop()
    app.state.service, app.state.limits = service, Limits.of(service.settings)
    return app
