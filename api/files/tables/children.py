"""Parsers of foreign formats run as children with limits: their death is a fault, not ours."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass

TIMEOUT_SECONDS = 180
"""Wall time; the children's own limits on processor time are shorter."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended; *exit_code* is None if it was stopped for taking too long."""

    exit_code: int | None
    output: bytes
    said: str


def run_child(
    script: str, *arguments: str, content: bytes, timeout: float = TIMEOUT_SECONDS
) -> Ended:
    """Run one of our scripts by this interpreter, isolated, with *content* as its input."""
    command = [sys.executable, "-I", script, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and file
            command,
            input=content,
            capture_output=True,
            timeout=timeout,
            check=False,
            # Threads reserve address space, which is limited; a parser needs few of them.
            env={**os.environ, "POLARS_MAX_THREADS": "2"},
        )
    except subprocess.TimeoutExpired:
        return Ended(None, b"", "")
    return Ended(done.returncode, done.stdout, done.stderr.decode(errors="replace"))
