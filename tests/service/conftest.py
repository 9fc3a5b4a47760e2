"""Databases for the tests of the service, of both kinds and already migrated."""

from functools import cache

import pytest

from tests.databases.session import cluster_of_session
from tests.databases.sqlite import sqlite_databases


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory):
    """SQLite databases, in a folder of this worker's."""
    with sqlite_databases(tmp_path_factory.mktemp("databases")) as databases:
        yield databases


@pytest.fixture(scope="session")
def postgresql(pytestconfig):
    """The cluster of this worker: a test may stop or kill it and start it again."""
    with cluster_of_session(pytestconfig) as cluster:
        yield cluster


# The kinds are fixtures of their own, so that going from one to the other does not end either.
@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def databases(request):
    """Databases of one kind; whoever asks is run with each."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def _migrated():
    """What gives the URL of a migrated database: one for each kind, to be copied."""
    from api.database.migrating import upgrade  # noqa: PLC0415 - loads all of the service

    @cache
    def migrated(databases):
        url = databases.fresh_database()
        upgrade(url)
        return url

    return migrated


@pytest.fixture
def database_url(databases, _migrated):
    """The URL of a migrated database that is this test's alone."""
    url = databases.fresh_database(_migrated(databases))
    yield url
    databases.drop(url)


@pytest.fixture
def house(database_url, tmp_path):
    """A service that is this test's alone, over a database of each kind."""
    from tests.service.house import open_house  # noqa: PLC0415 - loads all of the service

    opened = open_house(database_url, tmp_path / "data")
    yield opened
    opened.service.engine.dispose()


@pytest.fixture(scope="session")
def _drawn_once(_migrated, tmp_path_factory):
    """What gives the small draw that was made in a database of a kind, to be copied."""
    from tests.service.drawn import Template  # noqa: PLC0415 - loads all of the service

    @cache
    def drawn_once(databases):
        url = databases.fresh_database(_migrated(databases))
        return Template.make(url, tmp_path_factory.mktemp("drawn") / "data")

    return drawn_once


@pytest.fixture
def draw_settings():
    """Settings of the service in which there is a draw; a test may be parametrised with others."""
    return {}


@pytest.fixture
def drawn(databases, _drawn_once, tmp_path, draw_settings):
    """A service in which the smallest world was drawn, and its people."""
    template = _drawn_once(databases)
    url = databases.fresh_database(template.url)
    opened = template.copy(url, tmp_path / "data", **draw_settings)
    yield opened
    opened.house.service.engine.dispose()
    databases.drop(url)
