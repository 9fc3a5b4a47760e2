"""A receiver of webhooks on this machine that does what its script says, and remembers."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Heard:
    """A request as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def data(self):
        return json.loads(self.body)

    @property
    def name(self) -> str:
        """The id that stays the same when a message is sent again."""
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """*script* has an answer for each request, the last one for all that follow.

    An answer is a status, with headers if need be, or something to do with the connection.
    """

    port: int = 0
    script: list = field(default_factory=lambda: [204])
    heard: list[Heard] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    arrived: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    def next_answer(self):
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


@contextmanager
def receiving(*script, tls=None):
    """Run a receiver in a thread; with a context, one that speaks *tls*."""
    receiver = Receiver(script=list(script) or [204])

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.heard.append(Heard(self.path, headers, body))
            receiver.arrived.set()
            answer = receiver.next_answer()
            if callable(answer):
                answer(self, receiver)
                return
            status, more = answer if isinstance(answer, tuple) else (answer, {})
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_arguments):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False
        request_queue_size = 128

        def handle_error(self, *_arguments):
            pass  # the sender hung up, as it should

    with Server(("127.0.0.1", 0), Handler) as server:
        receiver.port = server.server_address[1]
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            receiver.released.set()
            server.shutdown()
            thread.join()


def hang(_handler, receiver):
    """Say nothing until the test is over."""
    receiver.released.wait(30)


def hang_up(handler, _receiver):
    """End the connection without an answer."""
    handler.close_connection = True


def trickle(handler, receiver):
    """Begin an answer and never come to its end, a byte now and then."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nx-slow: ")
    while not receiver.released.wait(0.05):
        handler.wfile.write(b"a")
        handler.wfile.flush()


def flood(handler, receiver):
    """Answer, with a body that has no end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n")
    while not receiver.released.is_set():
        handler.wfile.write(b"a" * 65_536)
