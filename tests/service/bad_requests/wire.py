"""Talk to a server byte by byte, as no client would."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

SECONDS = 5.0
LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    head: bytes
    body: bytes

    @property
    def problem(self) -> dict[str, Any]:
        """Return it as a problem, which it must be."""
        assert b"application/problem+json" in self.head, self.head
        return json.loads(self.body)


class Line:
    """A connection, and what was read of it and is not looked at yet."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self._read = b""

    def send(self, content: bytes) -> None:
        self.connection.sendall(content)

    def answer(self) -> Answer:
        """Return the next answer; its length must be said, as ours is."""
        head = self._until(b"\r\n\r\n")
        found = LENGTH.search(head)
        length = int(found[1]) if found else 0
        while len(self._read) < length:
            self._more()
        body, self._read = self._read[:length], self._read[length:]
        return Answer(int(head.split()[1]), head, body)

    def is_closed(self) -> bool:
        """Tell whether the server has hung up, with nothing more to say."""
        return not self._read and self.connection.recv(1) == b""

    def _until(self, end: bytes) -> bytes:
        while end not in self._read:
            self._more()
        head, _, self._read = self._read.partition(end)
        return head

    def _more(self) -> None:
        more = self.connection.recv(1 << 16)
        assert more, f"The server hung up after {self._read[:500]!r}."
        self._read += more


@contextmanager
def line_to(port: int) -> Iterator[Line]:
    """Give a connection to the server on this machine."""
    with socket.create_connection(("127.0.0.1", port), SECONDS) as connection:
        yield Line(connection)


def request(method: str, path: str, *headers: str, body: bytes = b"") -> bytes:
    """Return a request as it goes over the wire; of a body its length is said."""
    lines = [f"{method} /api/v1{path} HTTP/1.1", "Host: 127.0.0.1", *headers]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
