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


@pytest.fixture(scope="session")
def _lives(_migrated, tmp_path_factory):
    from tests.service.house import open_house  # noqa: PLC0415 - loads all of the service
    from tests.service.security.lived import Lived  # noqa: PLC0415
    from tests.service.security.logged import logged  # noqa: PLC0415

    opened = []

    @cache
    def lived(databases):
        url = databases.fresh_database(_migrated(databases))
        house = open_house(url, tmp_path_factory.mktemp("lived") / "data")
        opened.append(house.service.engine)
        with logged() as log:
            made = Lived.in_house(house)
        made.log = log.getvalue()
        return made

    yield lived
    for engine in opened:
        engine.dispose()


@pytest.fixture
def lived(databases, _lives):
    """A service in which everything has happened, with marks in all that is private."""
    return _lives(databases)
