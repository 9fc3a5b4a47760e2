"""Services in processes of their own, which tests kill and start again."""

from __future__ import annotations

import pytest

from tests.service.processes import running_service


@pytest.fixture
def running(databases, tmp_path):
    """A service over a database of each kind; nothing is started yet."""
    url = databases.fresh_database()
    with running_service(url, tmp_path / "data") as service:
        yield service
    databases.drop(url)
