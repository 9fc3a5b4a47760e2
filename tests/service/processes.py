"""The service as people run it: a process that answers, and one that works."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from api.database.migrating import upgrade
from api.jobs.durable import DurableQueue, migrate_queue
from api.settings import Settings
from api.usecases.make_service import make_service
from api.usecases.people.accounts import new_account
from api.usecases.people.actor import SERVICE, Grant
from api.usecases.people.authenticate import actor_of
from api.usecases.people.roles import Operation, Role
from api.usecases.people.tokens import create_token
from api.usecases.transaction import begin
from tests.databases.server import free_port

ROOT = Path(__file__).parents[2]
PATIENCE = 60
API = (
    "from api.settings import Settings; from api.serving import serve; "
    "serve(Settings(), '127.0.0.1', {port}, 1)"
)
WORKER = (
    "from api.settings import Settings; from api.worker import run_worker; run_worker(Settings())"
)


@dataclass
class Running:
    """A service in processes of its own, over a database and a folder."""

    settings: Settings
    port: int
    started: dict[str, subprocess.Popen] = field(default_factory=dict)
    clients: list[httpx.Client] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}/api/v1"

    def start(self, name: str) -> subprocess.Popen:
        """Start the process `api` or `worker`."""
        code = API.format(port=self.port) if name == "api" else WORKER
        environment = os.environ | {
            "DOUBLEDRAW_DATA": str(self.settings.data),
            "DATABASE_URL": self.settings.database,
            "DOUBLEDRAW_REQUESTS_PER_MINUTE": "1000000",
            "DOUBLEDRAW_REQUESTS_PER_MINUTE_OF_ADDRESS": "1000000",
        }
        log = (self.settings.data / f"{name}.log").open("ab")
        self.started[name] = subprocess.Popen(
            [sys.executable, "-c", code], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        log.close()
        if name == "api":
            self.wait_until_it_answers()
        return self.started[name]

    def kill(self, name: str) -> None:
        """End a process at once, as a power cut would."""
        self.started[name].kill()
        self.started[name].wait()

    def stop(self, name: str) -> int:
        """Ask a process to end, and return how it did."""
        self.started[name].send_signal(signal.SIGTERM)
        return self.started[name].wait(PATIENCE)

    def log(self, name: str) -> str:
        """Return what a process wrote."""
        return (self.settings.data / f"{name}.log").read_text(errors="replace")

    def wait_until_it_answers(self) -> None:
        """Wait for the first answer."""
        wait_for(self._answers, "an answer")

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.address}/registries", timeout=5).status_code == 401
        except httpx.TransportError:
            return False

    def join(self, login: str, role: Role, body_id: str | None = None) -> httpx.Client:
        """Let somebody with a role come in; return a client of his."""
        service = make_service(self.settings, DurableQueue(self.settings.database))
        with begin(service, SERVICE) as tx:
            account = new_account(tx, login, login, grants=[Grant(role, body_id)])
            actor = actor_of(tx.session, account)
        with begin(service, actor) as tx:
            _, token = create_token(tx, "tests", [scope.value for scope in Operation])
        service.queue.close()
        service.engine.dispose()
        headers = {"Authorization": f"Bearer {token}", "Accept-Language": "en"}
        client = httpx.Client(base_url=self.address, headers=headers, timeout=60)
        self.clients.append(client)
        return client


def wait_for(condition, what: str, seconds: float = PATIENCE):
    """Return the first true answer of *condition*."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    message = f"Waited {seconds} s for {what}."
    raise AssertionError(message)


@contextmanager
def running_service(database_url: str, folder: Path, **settings):
    """Give a service whose database is migrated; nothing is started yet, all is ended after."""
    folder.mkdir(parents=True, exist_ok=True)
    known = Settings(data=folder, DATABASE_URL=database_url, **settings)
    upgrade(known.database)
    migrate_queue(known.database)
    running = Running(known, free_port())
    try:
        yield running
    finally:
        for client in running.clients:
            client.close()
        for process in running.started.values():
            process.kill()
            process.wait()
