"""Who asks: a token in the Authorization header, or the cookie of a browser that logged in."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from api.routes.http.idempotency import claim
from api.routes.http.limits import count_sender, count_stranger
from api.routes.http.transactions import SAFE, close_session, service_of, session_of
from api.usecases.people.actor import Actor
from api.usecases.people.authenticate import by_session, by_token
from api.usecases.refusals import refusal
from api.usecases.transaction import Transaction

COOKIE = "doubledraw_session"
CSRF_HEADER = "X-CSRF-Token"
BEARER = "bearer "
PUBLIC = Actor(login="(public)")
LONG = 1 << 20
"""More bytes than anything has that is no file."""


async def whole_body(request: Request) -> bytes:
    """Return the body, read before a transaction begins: a slow sender must not hold one.

    Of a long one it is asked first who sends it, so that not everybody can fill our memory.

    Raises:
        FaultsError: if nobody proved who he is, and the body is long.
    """
    if _is_long(request):
        await run_in_threadpool(visitor, request)
    return await request.body()


async def strangers_body(request: Request) -> bytes:
    """Return the body of a request that everybody may make; it is never a file."""
    return await request.body()


def _is_long(request: Request) -> bool:
    """Tell whether a body is long, or nobody says how long it is."""
    told = request.headers.get("content-length", "")
    if not told:
        return "transfer-encoding" in request.headers
    return told.isdecimal() and int(told) > LONG


def authenticated(request: Request, body: Annotated[bytes, Depends(whole_body)]) -> Transaction:
    """Return the transaction of a request by somebody who proved who he is.

    Raises:
        FaultsError: if nobody did, or the request was repeated for something else.
    """
    service, session = service_of(request), session_of(request)
    now = service.clock()
    actor = _actor(request)
    claim(request, session, actor.login, _proof(request), body, now)
    return Transaction(service, session, actor, now)


def anybody(request: Request, body: Annotated[bytes, Depends(strangers_body)]) -> Transaction:
    """Return the transaction of a request that everybody may make."""
    del body
    count_stranger(request)
    service = service_of(request)
    return Transaction(service, session_of(request), PUBLIC, service.clock())


def visitor(request: Request) -> Actor:
    """Return who asks, and let go of the database: for answers that take long to send.

    Raises:
        FaultsError: if nobody proved who he is.
    """
    try:
        return _actor(request)
    finally:
        close_session(request)


def _actor(request: Request) -> Actor:
    session, now = session_of(request), service_of(request).clock()
    if request.headers.get("authorization", "").lower().startswith(BEARER):
        actor = by_token(session, _proof(request), now)
        if actor is None:
            count_stranger(request)
            raise refusal("token-unknown", "Authorization")
        _welcome(request, actor)
        return actor
    found = by_session(session, _proof(request), now)
    if found is None:
        count_stranger(request)
        raise refusal("not-logged-in", "Authorization")
    actor, login = found
    _welcome(request, actor)
    given = request.headers.get(CSRF_HEADER, "")
    if request.method not in SAFE and not hmac.compare_digest(
        given.encode(), login.csrf_token.encode()
    ):
        raise refusal("csrf-token-missing", CSRF_HEADER)
    request.state.login = login
    return actor


def _proof(request: Request) -> str:
    """Return the secret by which somebody proved who he is."""
    header = request.headers.get("authorization", "")
    bearer = header.lower().startswith(BEARER)
    return header[len(BEARER) :].strip() if bearer else request.cookies.get(COOKIE, "")


def _welcome(request: Request, actor: Actor) -> None:
    """Count somebody who proved who he is, and note for the log under which number he is known."""
    request.state.account = actor.account_id
    count_sender(request, actor.account_id)


Tx = Annotated[Transaction, Depends(authenticated)]
"""The transaction of somebody who is known."""

PublicTx = Annotated[Transaction, Depends(anybody)]
"""The transaction of anybody."""
