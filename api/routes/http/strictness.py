"""Read what was sent strictly: where it could mean two things, it is refused and not guessed at.

JSON has no NaN; a key or a parameter that stands twice may mean the first or the last, and whoever
checked one may have let the other pass; half a surrogate is no text that a database could keep.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from api.usecases.refusals import refusal

LONG = 1 << 16
"""Bodies longer than this are parsed beside the event loop, which others wait for."""

SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
JSON = re.compile(r"application/(?:[\w.+-]+\+)?json\s*(?:;.*)?", re.IGNORECASE)
PLAIN = ("", "identity")


class StrictRequest(Request):
    """A request whose JSON has one meaning."""

    async def json(self) -> Any:  # noqa: ANN401 - whatever was sent
        """Return what the body says; every ValueError is told as JSON that cannot be read."""
        body = await self.body()
        return await run_in_threadpool(read_json, body) if len(body) > LONG else read_json(body)


class StrictRoute(APIRoute):
    """A route that takes JSON as JSON alone, nothing packed, and each parameter once."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the usual handler."""
        inner, takes_json = super().get_route_handler(), self.body_field is not None

        async def handle(request: Request) -> Response:
            strict = StrictRequest(request.scope, request.receive)
            _refuse_repeated(strict)
            await _refuse_other_types(strict, takes_json=takes_json)
            return await inner(strict)

        return handle


def read_json(body: bytes) -> Any:  # noqa: ANN401 - whatever was sent
    """Return what JSON says.

    Raises:
        ValueError: if it is none, or says something twice, or what is no number or no text.
        RecursionError: if it is nested too deep.
    """
    found = json.loads(body, parse_constant=_refuse_constant, object_pairs_hook=_once)
    if SURROGATE.search(body):
        json.dumps(found, ensure_ascii=False).encode()
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        message = "A key stands twice."
        raise ValueError(message)
    return found


def _refuse_repeated(request: Request) -> None:
    """Refuse a parameter that stands twice: none of ours is a list."""
    if not request.scope["query_string"]:
        return
    counted = Counter(name for name, _ in request.query_params.multi_items())
    for name, count in counted.items():
        if count > 1:
            raise refusal("parameter-repeated", name, found=name)


async def _refuse_other_types(request: Request, *, takes_json: bool) -> None:
    packed = request.headers.get("content-encoding", "").strip().lower()
    if packed not in PLAIN:
        raise refusal("media-type-unknown", "Content-Encoding")
    given = request.headers.get("content-type", "").strip()
    if takes_json and not JSON.fullmatch(given) and await request.body():
        raise refusal("media-type-unknown", "Content-Type")
