"""The cookie of a browser that has logged in: no script can read it."""

from __future__ import annotations

from fastapi import Response

from api.routes.http.authentication import COOKIE
from api.settings import Settings

SECONDS = 3600


def set_session(response: Response, settings: Settings, secret: str) -> None:
    """Let the browser carry *secret* from now on."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=settings.session_hours * SECONDS,
        httponly=True,
        samesite="lax",
        secure=settings.base_url.startswith("https:"),
    )
