"""A world that has one of everything, made once for each kind of database."""

from functools import cache

import pytest


@pytest.fixture(scope="session")
def _worlds(_drawn_once, tmp_path_factory):
    from tests.service.security.people import Asking  # noqa: PLC0415 - loads all of the service
    from tests.service.security.world import World  # noqa: PLC0415

    opened = []

    @cache
    def world(databases):
        template = _drawn_once(databases)
        url = databases.fresh_database(template.url)
        drawn = template.copy(url, tmp_path_factory.mktemp("world") / "data")
        opened.append(drawn.house.service.engine)
        return Asking(World.around(drawn))

    yield world
    for engine in opened:
        engine.dispose()


@pytest.fixture
def asking(databases, _worlds):
    """Everybody who may ask, and a world that no test changes."""
    return _worlds(databases)
