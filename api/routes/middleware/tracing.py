"""A number for every request, in its answer and in the log; and one line of log per request."""

from __future__ import annotations

import re
import secrets
from time import perf_counter

import structlog
from fastapi import Request
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.routes.http.failures import internal
from api.routes.middleware.metrics import REQUESTS, SECONDS

PARENT = re.compile(rb"00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")
HEADER = b"x-trace-id"
HUNG_UP = 499
"""What the log says of a sender who did not wait for his answer, as other servers do."""

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""Methods that are told apart; a sender can make up any number of others."""

log = structlog.get_logger()


class Tracing:
    """Takes the trace id of a caller who has one (W3C Trace Context), else makes one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = PARENT.fullmatch(dict(scope["headers"]).get(b"traceparent", b""))
        trace_id = given[1].decode() if given else secrets.token_hex(16)
        scope.setdefault("state", {})["trace_id"] = trace_id
        begun, status, begun_to_answer = perf_counter(), 500, False

        async def answer(message: Message) -> None:
            nonlocal status, begun_to_answer
            if message["type"] == "http.response.start":
                status, begun_to_answer = message["status"], True
                message["headers"] = [*message["headers"], (HEADER, trace_id.encode())]
            await send(message)

        with structlog.contextvars.bound_contextvars(trace_id=trace_id):
            try:
                await self.app(scope, receive, answer)
            except ClientDisconnect:
                status = HUNG_UP
            except Exception as error:
                # Further out nobody knows the number, nor what headers an answer has.
                if begun_to_answer:
                    raise
                await internal(Request(scope), error)(scope, receive, answer)
            finally:
                _told(scope, status, perf_counter() - begun)


def _told(scope: Scope, status: int, seconds: float) -> None:
    route = getattr(scope.get("route"), "path", "(none)")
    method = scope["method"] if scope["method"] in METHODS else "(other)"
    REQUESTS.labels(method, route, status).inc()
    SECONDS.labels(method, route).observe(seconds)
    log.info(
        "request",
        method=method,
        route=route,
        status=status,
        milliseconds=round(seconds * 1000, 1),
        account=scope.get("state", {}).get("account"),
    )
