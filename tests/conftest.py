"""Settings for all tests."""

import os

import pytest
from hypothesis import settings

# Kernels are compiled at their first call, so one example may take seconds; time is measured in
# benchmarks. On CI the same examples are tried every time: a red run means a change.
settings.register_profile("project", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("project")


@pytest.fixture(scope="session", autouse=True)
def _keys_of_their_own(tmp_path_factory):
    """Keep the keys of offices that tests open away from those of whoever runs the tests."""
    os.environ["DOUBLEDRAW_KEYS"] = str(tmp_path_factory.mktemp("settings") / "keys")
