"""One at a time: a file that a single process holds, until it lets go or dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

READ_ONLY = os.O_RDONLY
READ_AND_WRITE = os.O_RDWR | os.O_CREAT | os.O_APPEND


@contextmanager
def held(path: Path, flags: int = READ_ONLY) -> Iterator[int]:
    """Wait until nobody else holds the file at *path*, and yield its descriptor while we do.

    The kernel lets go when the process ends, however it ends. Whoever renames the file away breaks
    this, so only files that stay are held.
    """
    descriptor = os.open(path, flags, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)
