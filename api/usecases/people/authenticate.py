"""Find out who asks, from what they carry."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from api.tables.people import Account, ApiToken, LoginSession
from api.tables.people import Grant as GrantRow
from api.usecases.people.actor import Actor, Grant
from api.usecases.people.roles import Role
from api.usecases.people.secrets import digest_of


def actor_of(session: Session, account: Account, scopes: frozenset[str] | None = None) -> Actor:
    """Return an account as somebody who acts."""
    query = select(GrantRow).where(GrantRow.account_id == account.id)
    grants = frozenset(Grant(Role(row.role), row.body_id) for row in session.exec(query))
    return Actor(
        login=account.login,
        account_id=account.id,
        grants=grants,
        officer_id=account.officer_id,
        scopes=scopes,
    )


def by_token(session: Session, token: str, now: datetime) -> Actor | None:
    """Return whose token this is; None if it is nobody's, revoked or over."""
    query = select(ApiToken).where(ApiToken.token_digest == digest_of(token))
    found = session.exec(query).first()
    if found is None or found.revoked_at is not None:
        return None
    if found.expires_at is not None and found.expires_at <= now:
        return None
    account = session.get(Account, found.account_id)
    if account is None or not account.active:
        return None
    return actor_of(session, account, frozenset(found.scopes))


def by_session(session: Session, secret: str, now: datetime) -> tuple[Actor, LoginSession] | None:
    """Return whose browser this is; None if it has not logged in, or not lately."""
    query = (
        select(LoginSession, Account)
        .join(Account, col(Account.id) == col(LoginSession.account_id))
        .where(LoginSession.token_digest == digest_of(secret))
    )
    found = session.exec(query).first()
    if found is None:
        return None
    login, account = found
    if login.expires_at <= now or not account.active:
        return None
    return actor_of(session, account), login
