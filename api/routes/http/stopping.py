"""The process has been asked to end: what could go on for long should come to an end by itself."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOPPING = threading.Event()
SIGNALS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def heard() -> Iterator[None]:
    """Set `STOPPING` when the process is asked to end, before the server hears of it."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is told of signals; a test's server runs in another
        return
    servers = {number: signal.getsignal(number) for number in SIGNALS}

    def hear(number: int, frame: FrameType | None) -> None:
        STOPPING.set()
        handler = servers[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for number in SIGNALS:
        signal.signal(number, hear)
    try:
        yield
    finally:
        for number, handler in servers.items():
            signal.signal(number, handler)
