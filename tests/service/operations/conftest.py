"""A service that keeps things, and a place where nothing is."""

from __future__ import annotations

import pytest


@pytest.fixture
def kept(house):
    """A service that keeps a file, an office with a key and a dossier, and what is left over."""
    from api.usecases.draws.office import office_of  # noqa: PLC0415 - loads all of the service
    from tests.service.operations.copies import keep_file  # noqa: PLC0415

    data = house.service.settings.data
    keep_file(house)
    office_of(house.service)
    dossier = data / "office" / "dossiers" / "120116-2026-000001"
    dossier.mkdir(parents=True)
    (dossier / "lock.json").write_text("{}")
    (data / "office" / ".numbering").touch()
    (data / "planbooks" / "1").mkdir(parents=True)
    (data / "planbooks" / "1" / "sums.txt").write_text("x")
    (data / "exports" / "export-1").mkdir(parents=True)
    (data / "exports" / "export-1" / "targets.xlsx").write_text("made anew")
    return house


@pytest.fixture
def elsewhere(databases, tmp_path):
    """Settings of a place where nothing is."""
    from api.settings import Settings  # noqa: PLC0415 - loads all of the service

    url = databases.fresh_database()
    yield Settings(
        data=tmp_path / "elsewhere", keys=tmp_path / "elsewhere" / "keys", DATABASE_URL=url
    )
    databases.drop(url)


@pytest.fixture
def archive(tmp_path):
    return tmp_path / "copies" / "backup.tar.gz"
