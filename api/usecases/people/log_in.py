"""Log in and out with a browser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import select

from api.tables.people import Account, LoginSession
from api.usecases.people.passwords import fits
from api.usecases.people.secrets import digest_of, new_session
from api.usecases.refusals import refusal
from api.usecases.transaction import Transaction


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A browser that may come again: its *secret*, and what it must send with every change."""

    account: Account
    secret: str
    login: LoginSession


def log_in(tx: Transaction, login: str, password: str) -> LoggedIn:
    """Open a session for an account.

    Raises:
        FaultsError: if name and password do not fit; it does not tell which.
    """
    account = tx.session.exec(select(Account).where(Account.login == login)).first()
    if not fits(password, account.password_hash if account else None):
        raise refusal("login-refused", "login")
    if account is None or not account.active:
        raise refusal("login-refused", "login")
    return open_login(tx, account)


def open_login(tx: Transaction, account: Account) -> LoggedIn:
    """Open a session for an account that has proved itself, here or elsewhere."""
    secret = new_session()
    ends = tx.now + timedelta(hours=tx.service.settings.session_hours)
    opened = LoginSession(
        token_digest=digest_of(secret),
        account_id=account.id or 0,
        csrf_token=new_session(),
        created_at=tx.now,
        expires_at=ends,
    )
    tx.session.add(opened)
    tx.tell("session.opened", ("account", account.login))
    return LoggedIn(account, secret, opened)


def log_out(tx: Transaction, login: LoginSession) -> None:
    """Close a session."""
    tx.session.delete(login)
    tx.tell("session.closed", ("account", tx.actor.login))
