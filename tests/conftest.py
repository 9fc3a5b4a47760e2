"""Settings for all tests."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# Tests write thousands of small files that are meant to outlive a power cut. Where there is room,
# they do so in memory, which takes half the time.
MEMORY, ROOM = Path("/dev/shm"), 6 << 30  # noqa: S108 - made for just this
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

# Kernels are compiled at their first call, so one example may take seconds; time is measured in
# benchmarks. On CI the same examples are tried every time: a red run means a change.
settings.register_profile("project", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("project")


@pytest.fixture(scope="session", autouse=True)
def _keys_of_their_own(tmp_path_factory):
    """Keep the keys of offices that tests open away from those of whoever runs the tests."""
    os.environ["DOUBLEDRAW_KEYS"] = str(tmp_path_factory.mktemp("settings") / "keys")
