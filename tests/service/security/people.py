"""Everybody who asks, with what he carries; and how the world looked before he did."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import contextmanager
from functools import cached_property
from unittest import mock

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.usecases.people.accounts import new_account
from api.usecases.people.actor import SERVICE, Grant
from api.usecases.people.authenticate import actor_of
from api.usecases.people.roles import Operation, Role
from api.usecases.people.tokens import create_token
from api.usecases.transaction import begin
from tests.service.security.cases import Case
from tests.service.security.rights import EVERYBODY, Who
from tests.service.security.world import MEMBER, World

EXTENT = [scope.value for scope in Operation]


class Asking:
    """A world, and people who ask it for things."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.house = world.drawn.house
        self.client = self.house.visitor()
        self._narrow: dict[frozenset[str], dict[str, str]] = {}

    def join(self, login: str, grants: Iterable[Grant], officer_id: str | None = None):
        """Let somebody come in; return him as one who acts."""
        with begin(self.house.service, SERVICE) as tx:
            account = new_account(tx, login, login, grants=grants, officer_id=officer_id)
            return actor_of(tx.session, account)

    def token(self, actor, scopes: Iterable[str] = tuple(EXTENT), **more) -> dict[str, str]:
        """Make a token for somebody; return what he sends with each request."""
        with begin(self.house.service, actor) as tx:
            _, token = create_token(tx, "tests", sorted(scopes), **more)
        return {"Authorization": f"Bearer {token}"}

    @cached_property
    def carrying(self) -> dict[Who, dict[str, str]]:
        """What each of everybody sends."""
        return {
            who: self.token(self.join(who.login, [Grant(who.role, who.body_id)], who.officer_id))
            for who in EVERYBODY
        }

    @cached_property
    def everything(self):
        """Somebody who may do everything everywhere, and is sent to the tasks in question."""
        return self.join("everything", [Grant(role) for role in Role], MEMBER)

    def with_scopes(self, scopes: frozenset[str]) -> dict[str, str]:
        """Return a token of somebody who may do everything, narrowed to *scopes*."""
        if scopes not in self._narrow:
            self._narrow[scopes] = self.token(self.everything, scopes)
        return self._narrow[scopes]

    def send(self, case: Case, carried: dict[str, str], **at):
        """Send the request of a case; *at* replaces parts of its address."""
        self.world.drawn.set_day(case.day)
        headers = {"If-Match": "*", "Last-Event-ID": "999999999", **carried}
        return self.client.request(**case.request(self.world.ids, **at), headers=headers)

    @contextmanager
    def nothing_kept(self):
        """Let requests be done to their end, but for that their transactions are not kept."""
        with mock.patch("api.routes.http.transactions._keep", _let_go):
            yield
        self.house.service.queue._waiting.clear()  # noqa: SLF001 - asked for and not kept

    def looks(self) -> str:
        """Return a digest of all that the database and the folder hold."""
        found = hashlib.sha256()
        with self.house.service.engine.connect() as connection:
            for table in SQLModel.metadata.sorted_tables:
                rows = connection.execute(sa.select(table).order_by(*table.primary_key))
                for row in rows:
                    found.update(repr(tuple(row)).encode())
        data = self.house.service.settings.data
        for path in sorted(data.rglob("*")):
            if path.is_file():
                found.update(f"{path.relative_to(data)} {path.stat().st_mtime_ns}".encode())
        return found.hexdigest()


def _let_go(request, _response) -> None:
    session = getattr(request.state, "session", None)
    if session is not None:
        session.flush()
        session.close()
        request.state.session = None
