"""Secrets that people and programs carry: only their digests are kept."""

from __future__ import annotations

import hashlib
import secrets

TOKEN_PREFIX = "dd_"  # noqa: S105 - so that scanners find one that leaked
TOKEN_BYTES = 32


def new_token() -> str:
    """Return a token for a program."""
    return TOKEN_PREFIX + secrets.token_urlsafe(TOKEN_BYTES)


def new_session() -> str:
    """Return a secret for a browser."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret: it is long and random, so no slow hash is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()
