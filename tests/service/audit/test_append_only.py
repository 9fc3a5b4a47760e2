"""What happened stays on record: the database itself refuses to change or forget it."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api.tables.notices import NoticeRow

INSERT = (
    "INSERT INTO event (id, at, actor, action, subject, subject_id, bodies, reason, facts) "
    "VALUES (1, '2020-01-01', 'x', 'x', 'x', 'x', '', '', '{}')"
)


@pytest.fixture
def recorded(house):
    """A service in which something happened and something was published."""
    with house.transaction() as tx:
        tx.tell("plan.created", ("plan", "P01"))
        tx.session.add(
            NoticeRow(
                kind="plan",
                subject="P01",
                title="x",
                document={},
                digest="0",
                published_at=tx.now,
                published_by="x",
            )
        )
    return house


def refused(house, statement):
    """Return why a statement was refused."""
    with house.service.engine.connect() as connection:
        with pytest.raises(DBAPIError) as caught:
            connection.execute(text(statement))
        connection.rollback()
    return str(caught.value.orig)


@pytest.mark.parametrize("statement", ["UPDATE event SET id = 7", "UPDATE notice SET id = 7"])
def test_a_row_is_not_changed(recorded, statement):
    assert "append-only" in refused(recorded, statement)


@pytest.mark.parametrize("statement", ["DELETE FROM event WHERE id = 1", "DELETE FROM notice"])
def test_a_row_is_not_deleted(recorded, statement):
    assert "append-only" in refused(recorded, statement)


@pytest.mark.parametrize("statement", ["TRUNCATE event CASCADE", "TRUNCATE notice CASCADE"])
def test_a_table_is_not_emptied(recorded, statement):
    if recorded.service.engine.dialect.name == "sqlite":
        statement = statement.replace("TRUNCATE", "DELETE FROM").removesuffix(" CASCADE")

    assert "append-only" in refused(recorded, statement)


def test_a_row_is_not_replaced_by_another_of_its_number(recorded):
    statement = INSERT + " ON CONFLICT (id) DO UPDATE SET actor = excluded.actor"
    if recorded.service.engine.dialect.name == "sqlite":
        statement = INSERT.replace("INSERT", "INSERT OR REPLACE")

    assert "append-only" in refused(recorded, statement)


def test_a_row_is_added(recorded):
    with recorded.transaction() as tx:
        assert tx.tell("plan.changed", ("plan", "P01")).id == 2
