"""The server of the tests can go away and come back, and keeps what was committed."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from tests.databases.notebook import connected, note, notes


@pytest.fixture
def url(cluster):
    """A database in which a 1 was noted."""
    url = cluster.fresh_database()
    note(url, 1)
    yield url
    cluster.drop(url)


def asked(url, question):
    with connected(url) as connection:
        return connection.execute(text(question)).scalar_one()


def test_the_owner_of_a_database_is_no_superuser(url):
    assert asked(url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


def test_text_is_utf_8_and_sorted_by_code_point(url):
    assert asked(url, "SHOW server_encoding") == "UTF8"
    assert asked(url, "SELECT 'B' < 'a'") is True


@pytest.mark.parametrize("ending", ["stop", "kill"])
def test_a_server_that_ended_comes_back_where_it_was_with_all_that_was_committed(
    ending, cluster, url
):
    getattr(cluster, ending)()
    with pytest.raises(OperationalError, match="refused"):
        notes(url)
    cluster.start()

    note(url, 2)
    assert notes(url) == [1, 2]


@pytest.mark.parametrize(
    ("ending", "farewell"),
    [("stop", "administrator command"), ("kill", "closed the connection unexpectedly")],
)
def test_an_open_connection_hears_of_a_stop_and_not_of_a_kill(ending, farewell, cluster, url):
    with connected(url) as connection:
        connection.execute(text("SELECT 1"))
        getattr(cluster, ending)()

        with pytest.raises(OperationalError, match=farewell):
            connection.execute(text("SELECT 1"))


@pytest.mark.parametrize("order", ["start", "stop", "kill"])
def test_an_order_may_come_twice(order, cluster, url):
    getattr(cluster, order)()
    getattr(cluster, order)()
    cluster.start()

    assert notes(url) == [1]


def test_the_next_database_starts_a_server_that_was_left_stopped(cluster):
    cluster.stop()

    note(cluster.fresh_database(), 1)
