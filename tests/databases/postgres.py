"""PostgreSQL databases in a cluster that is thrown away."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from threading import Lock

import psycopg
from psycopg.sql import SQL, Identifier, Literal
from sqlalchemy import URL, make_url

from tests.databases.programs import postgres_programs
from tests.databases.server import SUPERUSER

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"

SERVICE = "doubledraw"
"""Who owns the databases: no superuser, because the service has to do without."""

CHOICE_OF_STRATEGY = 150000


class Cluster:
    """A server for tests, owned by the process of `tests.databases.guardian`."""

    def __init__(self, guardian: subprocess.Popen[str]) -> None:
        self._guardian = guardian
        self._turn = Lock()
        self._password = token_hex(16)
        self._ask("create", self._password)
        told = self._ask("start")
        self.folder = Path(told["folder"])
        self.port: int = told["port"]
        role = SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}")
        with self._superuser() as connection:
            connection.execute(role.format(Identifier(SERVICE), Literal(self._password)))

    def fresh_database(self, template: str | None = None) -> str:
        """Return the URL of a new database: empty, or a copy of a *template* that nobody uses."""
        name = f"test_{token_hex(8)}"
        source = "template1" if template is None else str(make_url(template).database)
        create = SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
            Identifier(name), Identifier(SERVICE), Identifier(source)
        )
        with self._superuser() as connection:
            # Newer servers have a choice of ways, and the only one of older servers is quick.
            if connection.info.server_version >= CHOICE_OF_STRATEGY:
                create += SQL(" STRATEGY FILE_COPY")
            connection.execute(create)
        url = URL.create("postgresql+psycopg", SERVICE, self._password, HOST, self.port, name)
        return url.render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Remove the database, also if somebody still has it open."""
        name = Identifier(str(make_url(url).database))
        with self._superuser() as connection:
            connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))

    def start(self) -> None:
        """Have the server running, on the port that it had, and wait until it takes connections."""
        self._ask("start")

    def stop(self) -> None:
        """Stop the server as an administrator does: connections end with a word of farewell."""
        self._ask("stop")

    def kill(self) -> None:
        """End the server at once, as a power cut does: connections just break."""
        self._ask("kill")

    def _superuser(self) -> psycopg.Connection:
        self.start()  # a test that failed may have left it stopped
        return psycopg.connect(
            host=HOST,
            port=self.port,
            user=SUPERUSER,
            password=self._password,
            dbname=SUPERUSER,
            autocommit=True,
        )

    def _ask(self, *order: str) -> dict:
        with self._turn:
            self._guardian.stdin.write(" ".join(order) + "\n")
            self._guardian.stdin.flush()
            answer = self._guardian.stdout.readline()
        if not answer:
            raise RuntimeError("The process that guards the server has ended.")
        told = json.loads(answer)
        if told["error"] is not None:
            raise RuntimeError(f"PostgreSQL did not start:\n{told['error']}")
        return told


@contextmanager
def postgres_cluster() -> Iterator[Cluster]:
    """Run a server on loopback, with all it needs in a folder that goes with it."""
    argv = [sys.executable, "-m", "tests.databases.guardian", str(postgres_programs())]
    with subprocess.Popen(
        argv,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for the tests; the guardian follows when they end
    ) as guardian:
        try:
            yield Cluster(guardian)
        finally:
            with suppress(BrokenPipeError):
                guardian.stdin.close()
            guardian.wait()
