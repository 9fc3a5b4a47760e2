"""Answers that everybody gets are kept for a moment: a town may ask for the same notice at once.

They say themselves how long anybody may keep them (`Cache-Control`); here it is seconds, so that
nobody sees a notice late, and a bounded number of bytes.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.routes.middleware.metrics import PUBLIC_ANSWERS

MOST_BYTES = 32 << 20
LARGEST = 256 << 10
FINE = 200
NOT_MODIFIED = 304
MAY_BE_KEPT = re.compile(rb"(?:^|[ ,])public(?:$|[ ,])")
PREFERENCES = (b"accept-language", b"accept", b"accept-encoding")
"""What an answer may depend on beside its address."""


@dataclass(slots=True)
class Answer:
    """What was answered, and until when that may be said again."""

    until: float
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    @property
    def tag(self) -> bytes:
        """Its `ETag`."""
        return next((value for name, value in self.headers if name == b"etag"), b"")


class PublicAnswers:
    """Says again what was answered a moment ago below *prefix*."""

    def __init__(
        self, app: ASGIApp, prefix: str, seconds: float, clock: Callable[[], float] = monotonic
    ) -> None:
        self.app = app
        self.prefix = prefix
        self.seconds = seconds
        self.clock = clock
        self.kept: OrderedDict[tuple[bytes, ...], Answer] = OrderedDict()
        self.size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if (
            scope["type"] != "http"
            or scope["method"] != "GET"
            or not scope["path"].startswith(self.prefix)
        ):
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        key = (
            scope["raw_path"],
            scope["query_string"],
            *(headers.get(name, b"") for name in PREFERENCES),
        )
        found = self.kept.get(key)
        if found is not None and found.until > self.clock():
            PUBLIC_ANSWERS.labels("kept").inc()
            await _say(found, headers.get(b"if-none-match"), send)
            return
        PUBLIC_ANSWERS.labels("made").inc()
        heard = _Hearing(send, self.clock() + self.seconds)
        await self.app(scope, receive, heard)
        if heard.answer is not None and heard.complete:
            self._keep(key, heard.answer)

    def _keep(self, key: tuple[bytes, ...], answer: Answer) -> None:
        earlier = self.kept.pop(key, None)
        self.size += len(answer.body) - (len(earlier.body) if earlier else 0)
        self.kept[key] = answer
        while self.size > MOST_BYTES:
            _, oldest = self.kept.popitem(last=False)
            self.size -= len(oldest.body)


class _Hearing:
    """Passes an answer on, and remembers it if everybody may have it."""

    def __init__(self, send: Send, until: float) -> None:
        self.send = send
        self.until = until
        self.answer: Answer | None = None
        self.complete = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == FINE:
            headers = list(message["headers"])
            allowed = b", ".join(value for name, value in headers if name == b"cache-control")
            if MAY_BE_KEPT.search(allowed):
                self.answer = Answer(self.until, headers)
        elif message["type"] == "http.response.body" and self.answer is not None:
            self.answer.body += message.get("body", b"")
            self.complete = not message.get("more_body", False)
            if len(self.answer.body) > LARGEST:
                self.answer = None
        await self.send(message)


async def _say(answer: Answer, known: bytes | None, send: Send) -> None:
    """Answer, or tell that nothing has changed to somebody who has it."""
    same = known is not None and answer.tag != b"" and answer.tag in known
    headers = answer.headers
    if same:
        headers = [pair for pair in headers if pair[0] not in {b"content-length", b"content-type"}]
    status, body = (NOT_MODIFIED, b"") if same else (FINE, answer.body)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
