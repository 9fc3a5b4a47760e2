"""The processes of a service: one answers, one works; both end when this one does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from api.usecases.refusals import refusal

PATIENCE_SECONDS = 60
END_SECONDS = 30
LOOK_SECONDS = 0.1


@contextmanager
def running(
    commands: Mapping[str, list[str]], logs: Path, environment: Mapping[str, str]
) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Run commands of this program beside each other, each with a log of its own."""
    started: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, arguments in commands.items():
            with (logs / f"{name}.log").open("ab") as log:
                started[name] = subprocess.Popen(  # noqa: S603 - this program itself
                    [sys.executable, "-m", "api.cli", *arguments],
                    env={**os.environ, **environment},
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )
        yield started
    finally:
        for process in started.values():
            process.send_signal(signal.SIGTERM)
        for process in started.values():
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for_answer(address: str, started: Mapping[str, subprocess.Popen[bytes]]) -> None:
    """Wait until the service answers.

    Raises:
        FaultsError: if a process ended, or it takes too long.
    """
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        require_alive(started)
        try:
            if httpx.get(f"{address}/livez", timeout=5).is_success:
                return
        except httpx.TransportError:
            time.sleep(LOOK_SECONDS)
    raise refusal("service-silent", address, address=address)


def require_alive(started: Mapping[str, subprocess.Popen[bytes]]) -> None:
    """Refuse to go on without one of the processes.

    Raises:
        FaultsError: if one has ended.
    """
    for name, process in started.items():
        if process.poll() is not None:
            raise refusal("process-ended", name, process=name, found=process.returncode)
