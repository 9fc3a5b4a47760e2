"""Logging in through an OpenID provider, with a browser."""

from __future__ import annotations

import base64
import binascii
import json

from fastapi import APIRouter, Request, Response
from sqlmodel import select

from api.routes.http.answers import ALWAYS, problems
from api.routes.http.authentication import PublicTx
from api.routes.http.cookies import set_session
from api.routes.http.transactions import TransactionalRoute
from api.tables.people import Account
from api.usecases.people.log_in import open_login
from api.usecases.people.oidc import Journey, address_of_login, subject_of
from api.usecases.refusals import refusal

router = APIRouter(route_class=TransactionalRoute, tags=["people"])

COOKIE = "doubledraw_oidc"
PATH = "/api/v1/oidc"
MINUTES = 10
HOME = "/"
SENT_ON = {302: {"description": "Sent on, to the address in `Location`."}}


@router.get(
    "/oidc/login",
    operation_id="logInElsewhere",
    status_code=302,
    response_class=Response,
    responses=ALWAYS | SENT_ON | problems(404),
)
def log_in(tx: PublicTx) -> Response:
    """Be sent to the provider to say who you are."""
    journey = Journey.begin()
    answer = Response(status_code=302)
    answer.headers["Location"] = address_of_login(tx.service.settings, journey)
    answer.set_cookie(
        COOKIE,
        _packed(journey),
        max_age=MINUTES * 60,
        path=PATH,
        httponly=True,
        samesite="lax",
        secure=tx.service.settings.base_url.startswith("https:"),
    )
    return answer


@router.get(
    "/oidc/callback",
    operation_id="comeBackLoggedIn",
    status_code=302,
    response_class=Response,
    responses=ALWAYS | SENT_ON | problems(401, 404),
)
def come_back(tx: PublicTx, request: Request) -> Response:
    """Come back from the provider, logged in if one has an account here."""
    settings = tx.service.settings
    journey = _unpacked(request.cookies.get(COOKIE, ""))
    now = int(tx.now.timestamp())
    subject = subject_of(settings, journey, str(request.url), now)
    query = select(Account).where(
        Account.issuer == settings.oidc_issuer, Account.subject == subject
    )
    account = tx.session.exec(query).first()
    if account is None or not account.active:
        raise refusal("oidc-account-unknown", "oidc")
    answer = Response(status_code=302, headers={"Location": HOME})
    set_session(answer, settings, open_login(tx, account).secret)
    answer.delete_cookie(COOKIE, path=PATH)
    return answer


def _packed(journey: Journey) -> str:
    told = json.dumps([journey.state, journey.nonce, journey.verifier])
    return base64.urlsafe_b64encode(told.encode()).decode()


def _unpacked(cookie: str) -> Journey:
    try:
        state, nonce, verifier = json.loads(base64.urlsafe_b64decode(cookie.encode("ascii")))
        return Journey(str(state), str(nonce), str(verifier))
    except (ValueError, TypeError, binascii.Error):
        raise refusal("oidc-answer-refused", "oidc") from None
