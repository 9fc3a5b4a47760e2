"""A POST with an Idempotency-Key counts once: whoever repeats it gets the first answer again.

The key is put on record in the transaction of the request itself. Of many at once one goes ahead;
the others wait for the end of its transaction and then find its answer.

What was asked is kept as a hash, and what its sender proved himself by goes into it. So nobody
gets an answer by a token that may do less, and nobody can guess a password from the hash of the
request that had it.
"""

from __future__ import annotations

import hmac
from datetime import datetime

from fastapi import Request, Response
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from api.tables.requests import IdempotentRequest
from api.usecases.refusals import refusal

HEADER = "Idempotency-Key"
LONGEST = 200
KEPT_HEADERS = ("content-type", "location", "etag", "retry-after", "link")
NO_STORE = "no-store"
"""What an answer that tells a secret says in Cache-Control: nobody keeps it, and neither do we."""


class ReplayError(Exception):
    """The request was answered before; *response* is that answer."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


def claim(
    request: Request, session: Session, sender: str, proof: str, body: bytes, now: datetime
) -> None:
    """Put the key of a request on record, if it has one; *proof* is the sender's token.

    Raises:
        ReplayError: if it was answered before.
        FaultsError: if the key was used for something else, or is too long.
    """
    key = request.headers.get(HEADER)
    if key is None or request.method != "POST":
        return
    if not 0 < len(key) <= LONGEST:
        raise refusal("idempotency-key-length", HEADER, longest=LONGEST)
    target = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
    fingerprint = hmac.digest(proof.encode(), target + body, "sha256").hex()
    row = IdempotentRequest(sender=sender, key=key, fingerprint=fingerprint, at=now)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        raise _answered(session, row) from None
    request.state.idempotent = row


def _answered(session: Session, row: IdempotentRequest) -> Exception:
    found = session.get(IdempotentRequest, (row.sender, row.key), populate_existing=True)
    if found is None:
        return refusal("idempotency-key-busy", HEADER)
    if found.fingerprint != row.fingerprint:
        return refusal("idempotency-key-reused", HEADER, found=row.key)
    if not found.status:
        return refusal("idempotency-answer-untold", HEADER)
    headers = {**found.headers, "idempotent-replayed": "true"}
    return ReplayError(Response(found.body, found.status, headers=headers))


def tell_once(response: Response) -> None:
    """Say of an answer that it tells a secret, which nobody may keep and we tell no second time."""
    response.headers["Cache-Control"] = NO_STORE


def keep_answer(request: Request, session: Session, response: Response) -> None:
    """Keep the answer to a request that has a key; of one that told a secret, only that it came."""
    row: IdempotentRequest | None = getattr(request.state, "idempotent", None)
    if row is None or response.headers.get("cache-control") == NO_STORE:
        return
    row.status, row.body = response.status_code, bytes(response.body)
    row.headers = {
        name: response.headers[name] for name in KEPT_HEADERS if name in response.headers
    }
    session.add(row)
