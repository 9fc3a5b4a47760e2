"""Accounts, what they may do, and how they prove who they are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from api.tables.columns import NUMBER, data, moment, serial


class Account(SQLModel, table=True):
    """Somebody, or a machine, who may log in: by password, or as *subject* of an OIDC *issuer*."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: int | None = serial()
    login: str = Field(unique=True)
    display_name: str
    password_hash: str | None = None
    issuer: str | None = None
    subject: str | None = None
    officer_id: str | None = Field(default=None, index=True)
    active: bool = True
    created_at: datetime = moment()


class Grant(SQLModel, table=True):
    """A role of an account, in one body or, without a body, in the whole district."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("account_id", "role", "body_id"),)

    id: int | None = serial()
    account_id: int = Field(foreign_key="account.id", index=True, sa_type=NUMBER)
    role: str
    body_id: str | None = None


class LoginSession(SQLModel, table=True):
    """A browser that has logged in; the token itself is known to the browser alone."""

    __tablename__ = "login_session"

    token_digest: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True, sa_type=NUMBER)
    csrf_token: str
    created_at: datetime = moment()
    expires_at: datetime = moment()


class ApiToken(SQLModel, table=True):
    """A token for programs: what its account may do, less what its scopes leave out."""

    __tablename__ = "api_token"

    id: int | None = serial()
    account_id: int = Field(foreign_key="account.id", index=True, sa_type=NUMBER)
    name: str
    token_digest: str = Field(unique=True)
    scopes: list[str] = data()
    created_at: datetime = moment()
    expires_at: datetime | None = moment(default=None, nullable=True)
    revoked_at: datetime | None = moment(default=None, nullable=True)
