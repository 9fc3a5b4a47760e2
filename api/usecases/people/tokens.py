"""Tokens for programs: made and revoked by the people whose rights they carry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from api.tables.people import ApiToken
from api.usecases.people.roles import Operation
from api.usecases.people.secrets import digest_of, new_token
from api.usecases.refusals import not_found, refusal
from api.usecases.transaction import Transaction


def create_token(
    tx: Transaction, name: str, scopes: Sequence[str], expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """Make a token; it is told once and never again. It can do no more than whoever made it.

    Raises:
        FaultsError: if a scope is none, or whoever asks is no person logged in.
    """
    if tx.actor.account_id is None or tx.actor.scopes is not None:
        raise refusal("token-by-token", "token")
    unknown = sorted(set(scopes) - set(Operation))
    if unknown or not scopes:
        known = ", ".join(Operation)
        raise refusal("scope-unknown", "scopes", found=", ".join(unknown), known=known)
    secret = new_token()
    token = ApiToken(
        account_id=tx.actor.account_id,
        name=name,
        token_digest=digest_of(secret),
        scopes=sorted(set(scopes)),
        created_at=tx.now,
        expires_at=expires_at,
    )
    tx.session.add(token)
    tx.session.flush()
    tx.tell("token.created", ("token", token.id), name=name, scopes=token.scopes)
    return token, secret


def revoke_token(tx: Transaction, token_id: int) -> ApiToken:
    """Make a token of one's own worthless.

    Raises:
        FaultsError: if one has no such token.
    """
    token = tx.session.get(ApiToken, token_id)
    if token is None or token.account_id != tx.actor.account_id:
        raise not_found("token", token_id)
    if token.revoked_at is None:
        token.revoked_at = tx.now
        tx.session.add(token)
        tx.tell("token.revoked", ("token", token.id), name=token.name)
    return token


def own_tokens(tx: Transaction) -> Sequence[ApiToken]:
    """Return one's own tokens, newest first."""
    query = (
        select(ApiToken)
        .where(ApiToken.account_id == tx.actor.account_id)
        .order_by(col(ApiToken.id).desc())
    )
    return tx.session.exec(query).all()
