"""So many requests a minute from one sender; logging in has a lower limit of its own."""

from __future__ import annotations

import hashlib

from fastapi import Request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from api.routes.http.problems import problem_response
from scheduler.errors import Fault

FREE = ("/livez", "/readyz", "/metrics")
LOGIN = "/sessions"
MINUTE = 60


class RateLimit:
    """Counts by token or cookie where there is one, else by address."""

    def __init__(self, app: ASGIApp, usual: int, logins: int) -> None:
        self.app = app
        self.usual = RateLimitItemPerMinute(usual)
        self.logins = RateLimitItemPerMinute(logins)
        self.limiter = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or tell when to come again."""
        if scope["type"] != "http" or scope["path"] in FREE:
            await self.app(scope, receive, send)
            return
        login = scope["method"] == "POST" and scope["path"].endswith(LOGIN)
        limit = self.logins if login else self.usual
        if self.limiter.hit(limit, _sender(scope, by_address=login)):
            await self.app(scope, receive, send)
            return
        fault = Fault("too-many-requests", scope["path"], {"limit": limit.amount})
        response = problem_response(Request(scope), (fault,), {"Retry-After": str(MINUTE)})
        await response(scope, receive, send)


def _sender(scope: Scope, *, by_address: bool) -> str:
    headers = dict(scope["headers"])
    carried = headers.get(b"authorization") or headers.get(b"cookie")
    if carried and not by_address:
        return hashlib.sha256(carried).hexdigest()
    client = scope.get("client")
    return client[0] if client else ""
