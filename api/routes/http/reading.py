"""Reading without logging in: one trip to a thread and back for an answer, and no more.

The usual way of a request, with a transaction among its dependencies, makes four such trips. The
whole town may ask here, while a draw needs the same processor.
"""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

from api.routes.http.authentication import PUBLIC
from api.routes.http.transactions import service_of
from api.usecases.service import Service
from api.usecases.transaction import Transaction, begin


async def read(request: Request, answer: Callable[[Transaction], Response]) -> Response:
    """Return what *answer* makes of a transaction of anybody's."""
    return await run_in_threadpool(_read, service_of(request), answer)


def _read(service: Service, answer: Callable[[Transaction], Response]) -> Response:
    with begin(service, PUBLIC, writes=False) as tx:
        return answer(tx)
