"""Sessions, accounts and tokens on the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from api.routes.schemas.base import (
    NO_CONTROLS,
    BodyId,
    Given,
    Instant,
    Moment,
    Name,
    Text,
    Told,
)
from api.usecases.people.roles import Operation, Role

Password = Annotated[str, StringConstraints(min_length=1, max_length=128)]


class LoginIn(Given):
    """Name and password."""

    login: Annotated[str, StringConstraints(max_length=64, pattern=NO_CONTROLS)]
    password: Password


class GrantIn(Given):
    """A role in a body, or in the whole district without one."""

    role: Role
    body_id: BodyId | None = None


class GrantOut(Told):
    """A role in a body, or in the whole district without one."""

    role: Role
    body_id: str | None


class SessionOut(Told):
    """Who is logged in. *csrf_token* must come with every change made with the cookie."""

    login: str
    display_name: str
    grants: list[GrantOut]
    csrf_token: str
    expires_at: Moment


class AccountIn(Given):
    """A new account: with a password, or known to an OIDC issuer under *subject*."""

    login: Name
    display_name: Text
    password: Password | None = None
    subject: Text | None = None
    officer_id: BodyId | None = None
    grants: Annotated[list[GrantIn], Field(max_length=100)] = []


class AccountChange(Given):
    """What is given changes; the rest stays."""

    display_name: Text | None = None
    password: Password | None = None
    active: bool | None = None
    grants: Annotated[list[GrantIn], Field(max_length=100)] | None = None


class AccountOut(Told):
    """An account; nobody is told its password."""

    login: str
    display_name: str
    active: bool
    officer_id: str | None
    grants: list[GrantOut]
    created_at: Moment


class TokenIn(Given):
    """A token for a program."""

    name: Text
    scopes: Annotated[list[Operation], Field(min_length=1, max_length=50)]
    expires_at: Instant | None = None


class TokenOut(Told):
    """A token, but not its secret."""

    id: int
    name: str
    scopes: list[str]
    created_at: Moment
    expires_at: Moment | None
    revoked_at: Moment | None


class NewTokenOut(TokenOut):
    """A token with its secret, told this once."""

    token: str
