"""The cluster of a run of tests: one for each worker, because half a second starts one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.databases.postgres import Cluster, postgres_cluster
from tests.databases.programs import postgres_programs


@contextmanager
def cluster_of_session(config: pytest.Config) -> Iterator[Cluster]:
    """Run a cluster for the tests of this process."""
    capturing = config.pluginmanager.getplugin("capturemanager")
    with capturing.global_and_fixture_disabled():
        postgres_programs()  # installs them if need be, and whoever waits should see that
    with postgres_cluster() as cluster:
        yield cluster
