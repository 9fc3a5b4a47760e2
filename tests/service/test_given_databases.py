"""Every test of the service is given a migrated database of its own."""

from __future__ import annotations

import pytest
from sqlalchemy import make_url

from tests.databases.notebook import note, notes, tables


def test_a_database_is_of_the_kind_that_the_test_is_named_after(database_url, request):
    assert make_url(database_url).get_backend_name() == request.node.callspec.id


def test_a_database_is_migrated(database_url):
    assert "alembic_version" in tables(database_url)


@pytest.mark.parametrize("number", [1, 2])
def test_a_database_holds_nothing_of_the_test_before(database_url, number):
    note(database_url, number)

    assert notes(database_url) == [number]
