"""Accounts: made, changed and given roles by administrators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlmodel import col, delete, select

from api.tables.people import Account, LoginSession
from api.tables.people import Grant as GrantRow
from api.usecases.people.actor import Grant
from api.usecases.people.passwords import hashed
from api.usecases.people.roles import Operation, Role
from api.usecases.refusals import not_found, refusal
from api.usecases.transaction import Transaction


def create_account(  # noqa: PLR0913 - what an account has
    tx: Transaction,
    login: str,
    display_name: str,
    *,
    password: str | None = None,
    grants: Iterable[Grant] = (),
    officer_id: str | None = None,
    identity: tuple[str, str] | None = None,
) -> Account:
    """Make an account, with a password of its own or the *identity* (issuer, subject) elsewhere.

    Raises:
        FaultsError: if it is not allowed, or the name is taken.
    """
    tx.actor.require(Operation.PEOPLE_WRITE)
    return new_account(
        tx,
        login,
        display_name,
        password=password,
        grants=grants,
        officer_id=officer_id,
        identity=identity,
    )


def new_account(  # noqa: PLR0913 - what an account has
    tx: Transaction,
    login: str,
    display_name: str,
    *,
    password: str | None = None,
    grants: Iterable[Grant] = (),
    officer_id: str | None = None,
    identity: tuple[str, str] | None = None,
) -> Account:
    """Make an account without asking who wants it; for the first one, and for set-up."""
    if tx.session.exec(select(Account).where(Account.login == login)).first():
        raise refusal("login-taken", "login", found=login)
    issuer, subject = identity or (None, None)
    account = Account(
        login=login,
        display_name=display_name,
        password_hash=None if password is None else hashed(password),
        issuer=issuer,
        subject=subject,
        officer_id=officer_id,
        created_at=tx.now,
    )
    tx.session.add(account)
    tx.session.flush()
    _grant(tx, account, grants)
    tx.tell("account.created", ("account", login))
    return account


def change_account(
    tx: Transaction,
    login: str,
    *,
    active: bool | None = None,
    display_name: str | None = None,
    password: str | None = None,
    grants: Iterable[Grant] | None = None,
) -> Account:
    """Change an account; whoever was logged in with it must log in again.

    Raises:
        FaultsError: if it is not allowed, there is no such account, or one would switch off one's
            own, or give oneself roles.
    """
    tx.actor.require(Operation.PEOPLE_WRITE)
    account = the_account(tx, login)
    wanted = None if grants is None else set(grants)
    if account.id == tx.actor.account_id:
        if active is False:
            raise refusal("own-account", "login", found=login)
        if wanted is not None and wanted != tx.actor.grants:
            raise refusal("own-roles", "grants", found=login)
    if display_name is not None:
        account.display_name = display_name
    if password is not None:
        account.password_hash = hashed(password)
    if active is not None:
        account.active = active
    if wanted is not None:
        tx.session.exec(delete(GrantRow).where(col(GrantRow.account_id) == account.id))
        _grant(tx, account, wanted)
    tx.session.exec(delete(LoginSession).where(col(LoginSession.account_id) == account.id))
    tx.session.add(account)
    tx.tell("account.changed", ("account", login))
    return account


def the_account(tx: Transaction, login: str) -> Account:
    """Return an account by its login.

    Raises:
        FaultsError: if there is none.
    """
    account = tx.session.exec(select(Account).where(Account.login == login)).first()
    if account is None:
        raise not_found("account", login)
    return account


def accounts(tx: Transaction) -> Sequence[Account]:
    """Return all accounts.

    Raises:
        FaultsError: if it is not allowed.
    """
    tx.actor.require(Operation.PEOPLE_READ)
    return tx.session.exec(select(Account).order_by(col(Account.login))).all()


def grants_of(tx: Transaction, account: Account) -> list[Grant]:
    """Return the roles of an account."""
    query = select(GrantRow).where(GrantRow.account_id == account.id)
    found = [Grant(Role(row.role), row.body_id) for row in tx.session.exec(query)]
    return sorted(found, key=lambda grant: (grant.role, grant.body_id or ""))


def _grant(tx: Transaction, account: Account, grants: Iterable[Grant]) -> None:
    for grant in set(grants):
        tx.session.add(
            GrantRow(account_id=account.id or 0, role=grant.role.value, body_id=grant.body_id)
        )
    tx.session.flush()
