"""Every route in one transaction: kept before the answer leaves, and nothing kept if it fails."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlmodel import Session

from api.database.sessions import open_session
from api.routes.http.idempotency import ReplayError, keep_answer
from api.routes.http.strictness import StrictRoute
from api.usecases.service import Service

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def service_of(request: Request) -> Service:
    """Return the service that this application runs."""
    service: Service = request.app.state.service
    return service


def session_of(request: Request) -> Session:
    """Return the session of a request; the first who asks opens it."""
    opened: Session | None = getattr(request.state, "session", None)
    if opened is None:
        opened = open_session(service_of(request).engine, writes=request.method not in SAFE)
        request.state.session = opened
    return opened


def _session(request: Request) -> Session | None:
    opened: Session | None = getattr(request.state, "session", None)
    return opened


class TransactionalRoute(StrictRoute):
    """A route whose changes are kept all or not at all."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the usual handler."""
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                response = await inner(request)
                if _session(request) is not None:
                    await run_in_threadpool(_keep, request, response)
            except ReplayError as replay:
                return replay.response
            finally:
                if _session(request) is not None:
                    await run_in_threadpool(close_session, request)
            return response

        return handle


def _keep(request: Request, response: Response) -> None:
    session = _session(request)
    if session is None:
        return
    keep_answer(request, session, response)
    session.commit()
    session.close()
    request.state.session = None
    if request.method not in SAFE:
        service_of(request).queue.after_commit()


def close_session(request: Request) -> None:
    """Let go of the session of a request; what was not kept is gone."""
    session = _session(request)
    if session is not None:
        session.close()
        request.state.session = None
