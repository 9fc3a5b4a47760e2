"""So many requests a minute from one address, before anything is done about them.

Many people may share an address, so this limit is high; what one of them may ask for is counted
once it is known who it is. Logins that fail have a limit of their own, which is low.
"""

from __future__ import annotations

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.routes.http.limits import Allowance, Limits, address_of, refused
from api.routes.http.problems import problem_response
from scheduler.errors import Fault

FREE = ("/livez",)
LOGIN = "/sessions"
CREATED = 201


class RateLimit:
    """Refuses what is too much, and says when to come again."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app = app
        self.limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or tell when to come again."""
        if scope["type"] != "http" or scope["path"] in FREE:
            await self.app(scope, receive, send)
            return
        address = address_of(scope)
        login = scope["method"] == "POST" and scope["path"].endswith(LOGIN)
        for allowance in (self.limits.addresses, *([self.limits.logins] if login else [])):
            seconds = allowance.take(address)
            if seconds:
                await _refuse(allowance, seconds, scope, receive, send)
                return

        async def answer(message: Message) -> None:
            if login and message["type"] == "http.response.start" and message["status"] == CREATED:
                self.limits.logins.give_back(address)
            await send(message)

        await self.app(scope, receive, answer)


async def _refuse(
    allowance: Allowance, seconds: float, scope: Scope, receive: Receive, send: Send
) -> None:
    facts = refused(allowance, seconds)
    fault = Fault("too-many-requests", scope["path"], facts)
    headers = {"Retry-After": str(facts["retry_seconds"])}
    await problem_response(Request(scope), (fault,), headers)(scope, receive, send)
