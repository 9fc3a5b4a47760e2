"""Databases for the tests of what gives databases to the tests."""

import pytest

from tests.databases.session import cluster_of_session
from tests.databases.sqlite import sqlite_databases


@pytest.fixture(scope="session")
def cluster(pytestconfig):
    """A cluster that tests may stop and kill: nobody else works with it."""
    with cluster_of_session(pytestconfig) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def files(tmp_path_factory):
    """SQLite databases."""
    with sqlite_databases(tmp_path_factory.mktemp("databases")) as files:
        yield files


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request):
    """Databases of one kind."""
    return request.getfixturevalue({"sqlite": "files", "postgresql": "cluster"}[request.param])
