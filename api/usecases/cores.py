"""The processor's cores that this process may use."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor


def cores() -> int:
    """Return how many there are, at least one."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def threads() -> ThreadPoolExecutor:
    """Return a thread for each core: compiled kernels run beside each other in them."""
    return ThreadPoolExecutor(cores())
