"""Logging in and out, accounts, tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.routes.http.answers import ALWAYS, CHANGED, FOUND, KNOWN, problems
from api.routes.http.authentication import COOKIE, PublicTx, Tx
from api.routes.http.cookies import set_session
from api.routes.http.idempotency import tell_once
from api.routes.http.transactions import TransactionalRoute
from api.routes.schemas.people import (
    AccountChange,
    AccountIn,
    AccountOut,
    GrantIn,
    GrantOut,
    LoginIn,
    NewTokenOut,
    SessionOut,
    TokenIn,
    TokenOut,
)
from api.tables.people import Account, LoginSession
from api.usecases.people import accounts as people
from api.usecases.people import log_in as logging_in
from api.usecases.people import tokens
from api.usecases.people.actor import Grant
from api.usecases.people.authenticate import actor_of
from api.usecases.refusals import refusal
from api.usecases.transaction import Transaction

router = APIRouter(route_class=TransactionalRoute, tags=["people"])

Login = Annotated[str, Path(max_length=64, pattern=r"^[A-Za-z0-9._@-]+$")]


@router.post("/sessions", operation_id="logIn", status_code=201, responses=ALWAYS | problems(401))
def log_in(tx: PublicTx, given: LoginIn, response: Response) -> SessionOut:
    """Log in with a browser: the answer sets a cookie that no script can read."""
    opened = logging_in.log_in(tx, given.login, given.password)
    set_session(response, tx.service.settings, opened.secret)
    tell_once(response)
    return _session(tx, opened.account, opened.login)


@router.get("/sessions/current", operation_id="getSession", responses=KNOWN)
def get_session(tx: Tx, request: Request) -> SessionOut:
    """Tell who is logged in with this browser."""
    login: LoginSession | None = getattr(request.state, "login", None)
    if login is None:
        raise refusal("not-logged-in", "Cookie")
    return _session(tx, people.the_account(tx, tx.actor.login), login)


@router.delete("/sessions/current", operation_id="logOut", status_code=204, responses=KNOWN)
def log_out(tx: Tx, request: Request, response: Response) -> None:
    """Log out."""
    login: LoginSession | None = getattr(request.state, "login", None)
    if login is not None:
        logging_in.log_out(tx, login)
    response.delete_cookie(COOKIE)


@router.get("/accounts", operation_id="listAccounts", responses=KNOWN)
def list_accounts(tx: Tx) -> list[AccountOut]:
    """List all accounts."""
    return [_account(tx, account) for account in people.accounts(tx)]


@router.post(
    "/accounts", operation_id="createAccount", status_code=201, responses=KNOWN | problems(409)
)
def create_account(tx: Tx, given: AccountIn) -> AccountOut:
    """Make an account."""
    issuer = tx.service.settings.oidc_issuer
    made = people.create_account(
        tx,
        given.login,
        given.display_name,
        password=given.password,
        grants=_grants(given.grants),
        officer_id=given.officer_id,
        identity=(issuer, given.subject) if given.subject and issuer else None,
    )
    return _account(tx, made)


@router.patch("/accounts/{login}", operation_id="changeAccount", responses=CHANGED)
def change_account(tx: Tx, login: Login, given: AccountChange) -> AccountOut:
    """Change an account; whoever is logged in with it must log in again."""
    changed = people.change_account(
        tx,
        login,
        active=given.active,
        display_name=given.display_name,
        password=given.password,
        grants=None if given.grants is None else _grants(given.grants),
    )
    return _account(tx, changed)


@router.get("/tokens", operation_id="listTokens", responses=KNOWN)
def list_tokens(tx: Tx) -> list[TokenOut]:
    """List your own tokens."""
    return [TokenOut.model_validate(token) for token in tokens.own_tokens(tx)]


@router.post("/tokens", operation_id="createToken", status_code=201, responses=KNOWN)
def create_token(tx: Tx, given: TokenIn, response: Response) -> NewTokenOut:
    """Make a token; its secret is told this once."""
    tell_once(response)
    token, secret = tokens.create_token(tx, given.name, given.scopes, given.expires_at)
    return NewTokenOut(**TokenOut.model_validate(token).model_dump(), token=secret)


@router.delete("/tokens/{token_id}", operation_id="revokeToken", status_code=204, responses=FOUND)
def revoke_token(tx: Tx, token_id: Annotated[int, Path(ge=1, le=1 << 53)]) -> None:
    """Make a token of your own worthless."""
    tokens.revoke_token(tx, token_id)


def _grants(given: list[GrantIn]) -> list[Grant]:
    return [Grant(grant.role, grant.body_id) for grant in given]


def _account(tx: Transaction, account: Account) -> AccountOut:
    grants = [GrantOut.model_validate(grant) for grant in people.grants_of(tx, account)]
    return AccountOut(
        login=account.login,
        display_name=account.display_name,
        active=account.active,
        officer_id=account.officer_id,
        grants=grants,
        created_at=account.created_at,
    )


def _session(tx: Transaction, account: Account, login: LoginSession) -> SessionOut:
    actor = actor_of(tx.session, account)
    grants = sorted(actor.grants, key=lambda grant: (grant.role, grant.body_id or ""))
    return SessionOut(
        login=account.login,
        display_name=account.display_name,
        grants=[GrantOut.model_validate(grant) for grant in grants],
        csrf_token=login.csrf_token,
        expires_at=login.expires_at,
    )
