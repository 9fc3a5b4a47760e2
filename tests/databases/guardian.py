"""A process that owns a server and its folder, and outlives whoever asked for them.

Tests may be interrupted, or killed at any moment; then nobody is left who could clean up. So the
server belongs to a small process beside them, which takes orders on its standard input. However
the tests end, that input ends too: then the server goes, the folder goes, and so does the process.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from types import FrameType

from tests.databases.server import NotStartedError, Server, owner

MEMORY = Path("/dev/shm")  # noqa: S108 - mkdtemp makes a folder in it that is ours alone
ENOUGH_BYTES = 2**30
PR_SET_CHILD_SUBREAPER = 36


def main(programs: Path) -> None:
    """Run a server until standard input ends."""
    signal.signal(signal.SIGTERM, _leave)
    # What a killed server leaves becomes a child of ours, so that we can wait for the end of it.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    with (
        suppress(BrokenPipeError),
        tempfile.TemporaryDirectory(prefix="doubledraw-postgres-", dir=_place()) as name,
    ):
        _serve(Server(programs, Path(name)))


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit()


def _place() -> str:
    """Return where folders are made: in memory, where a database is copied three times as fast."""
    with suppress(OSError):
        if shutil.disk_usage(MEMORY).free >= ENOUGH_BYTES:
            return str(MEMORY)
    return tempfile.gettempdir()


def _serve(server: Server) -> None:
    if account := owner():
        os.chown(server.folder, account["user"], account["group"])
    orders = {
        "create": server.create,
        "start": server.start,
        "stop": server.stop,
        "kill": server.kill,
    }
    try:
        for line in sys.stdin:
            order, *words = line.split()
            error = None
            try:
                orders[order](*words)
            except NotStartedError as reason:
                error = str(reason)
            answer = {"error": error, "folder": str(server.folder), "port": server.port}
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
    finally:
        server.end()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
