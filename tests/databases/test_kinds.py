"""Both kinds of databases are given away alike."""

from __future__ import annotations

from sqlalchemy import text

from tests.databases.notebook import connected, note, notes, tables


def test_a_fresh_database_is_empty_and_takes_what_is_written(databases):
    url = databases.fresh_database()

    assert tables(url) == []
    note(url, 1)
    assert notes(url) == [1]


def test_what_happens_in_one_database_stays_there(databases):
    one, other = databases.fresh_database(), databases.fresh_database()

    note(one, 1)

    assert one != other
    assert tables(other) == []


def test_a_copy_holds_what_its_template_holds_and_changes_alone(databases):
    template = databases.fresh_database()
    note(template, 1)

    copy, later_copy = databases.fresh_database(template), databases.fresh_database(template)
    note(copy, 2)

    assert notes(copy) == [1, 2]
    assert notes(template) == notes(later_copy) == [1]


def test_a_database_can_be_dropped_while_it_is_open(databases):
    url = databases.fresh_database()
    note(url, 1)

    with connected(url) as connection:
        connection.execute(text("SELECT number FROM notes"))
        connection.commit()
        databases.drop(url)

    again = databases.fresh_database()
    assert tables(again) == []
