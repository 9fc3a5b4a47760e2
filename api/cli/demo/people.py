"""The first people of a service: two, because a draw is locked by two."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlmodel import select

from api.database.migrating import upgrade
from api.jobs.durable import migrate_queue
from api.jobs.inline import InlineQueue
from api.settings import Settings
from api.tables.people import Account
from api.usecases.make_service import make_service
from api.usecases.people.accounts import new_account
from api.usecases.people.actor import SERVICE, Grant
from api.usecases.people.passwords import hashed
from api.usecases.people.roles import Role
from api.usecases.transaction import Transaction, begin

PASSWORD_BYTES = 12


@dataclass(frozen=True, slots=True)
class Login:
    """Name and password of somebody."""

    login: str
    password: str


PEOPLE = (
    ("planner", "计划员", Role.PLANNER),
    ("office", "联席会议办公室", Role.JOINT_OFFICE),
    ("supervisor", "监督员", Role.SUPERVISOR),
    ("admin", "系统管理员", Role.ADMIN),
)
"""Login, name, role in the whole district."""


def set_up(settings: Settings) -> list[Login]:
    """Migrate the database, and give the first people new passwords."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    upgrade(settings.database)
    migrate_queue(settings.database)
    service = make_service(settings, InlineQueue())
    try:
        with begin(service, SERVICE) as tx:
            return [_login(tx, login, name, role) for login, name, role in PEOPLE]
    finally:
        service.engine.dispose()


def _login(tx: Transaction, login: str, name: str, role: Role) -> Login:
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    account = tx.session.exec(select(Account).where(Account.login == login)).first()
    if account is None:
        new_account(tx, login, name, password=password, grants=[Grant(role)])
    else:
        account.password_hash = hashed(password)
        tx.session.add(account)
    return Login(login, password)
