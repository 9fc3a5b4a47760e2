"""SQLite databases are files, and a copy of one is whole."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.databases.notebook import connected, note, notes
from tests.databases.sqlite import sqlite_databases


def test_a_template_is_not_copied_before_all_of_it_is_in_its_file(tmp_path):
    with sqlite_databases(tmp_path) as databases:
        template = databases.fresh_database()
        with connected(template) as connection:
            connection.execute(text("PRAGMA journal_mode = WAL"))
            connection.execute(text("CREATE TABLE other (number INTEGER)"))
            connection.commit()
            with pytest.raises(RuntimeError, match="still open"):
                databases.fresh_database(template)
        note(template, 1)

        assert notes(databases.fresh_database(template)) == [1]


def test_a_dropped_database_leaves_no_file(tmp_path):
    with sqlite_databases(tmp_path) as databases:
        url = databases.fresh_database()
        with connected(url) as connection:
            connection.execute(text("PRAGMA journal_mode = WAL"))
            connection.execute(text("CREATE TABLE other (number INTEGER)"))
            databases.drop(url)

            assert list(tmp_path.iterdir()) == []


def test_no_file_is_left_in_the_end(tmp_path):
    with sqlite_databases(tmp_path) as databases:
        note(databases.fresh_database(), 1)

    assert list(tmp_path.iterdir()) == []
