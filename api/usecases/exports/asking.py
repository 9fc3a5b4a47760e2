"""What is asked of an export, and how its rows are read: a page at a time.

Each page has a transaction of its own, and begins after the last key of the one before. So a
reader, however slow, holds no connection and no old state of the database, and memory is bounded;
what changes meanwhile stands in the export either as it was or as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from api.files.exports.pages import Columns, Page
from api.tables.events import Event
from api.usecases.people.actor import NOBODY, Actor, Reach
from api.usecases.people.roles import Operation
from api.usecases.service import Service
from api.usecases.transaction import Transaction, begin

ROWS_AT_ONCE = 2_000
KEY = "key_of_export"

Query = sa.Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for what: *reach* is whose matters he may read; *since* leaves out what is older."""

    tx: Transaction
    reach: Reach
    since: int | None

    def touched(self, subject: str) -> sa.Select[str]:
        """Return the ids of those *subject*s to which something happened since."""
        query = sa.select(col(Event.subject_id)).where(col(Event.subject) == subject)
        return query.where(col(Event.id) > (self.since or 0))

    def whole(self, bodies: Sequence[str]) -> bool:
        """Tell whether a row that concerns *bodies* is the reader's own matter alone."""
        return self.reach.everybody or all(body_id in self.reach for body_id in bodies)


@dataclass(frozen=True, slots=True)
class Export:
    """A table that goes out.

    *query* selects rows without order; *key* rises through them and is never the same twice;
    *finish* makes of a page's rows what goes out, and masks what is not for the reader. Without an
    *operation* the query itself judges what may be read.
    """

    name: str
    columns: Columns
    operation: Operation | None
    key: Any
    query: Callable[[Asked], Query]
    finish: Callable[[Asked, Sequence[sa.RowMapping]], Page]


def pages(service: Service, actor: Actor, export: Export, since: int | None) -> Iterator[Page]:
    """Yield the rows of an export, a page at a time.

    Raises:
        FaultsError: if it is not allowed.
    """
    after: object = None
    while True:
        with begin(service, actor, writes=False) as tx:
            operation = export.operation
            reach = actor.require_anywhere(operation) if operation else NOBODY
            asked = Asked(tx, reach, since)
            query = export.query(asked).add_columns(export.key.label(KEY))
            if after is not None:
                query = query.where(export.key > after)
            query = query.order_by(export.key).limit(ROWS_AT_ONCE)
            rows = tx.session.execute(query).mappings().all()
            page = export.finish(asked, rows)
        if page:
            yield page
        if len(rows) < ROWS_AT_ONCE:
            return
        after = rows[-1][KEY]


def collected(
    asked: Asked, owner: object, value: object, owners: Sequence[object]
) -> dict[object, list[str]]:
    """Return, for each of *owners*, the values that rows of another table have for it, sorted."""
    query = select(owner, value).where(col(owner).in_(owners))  # type: ignore[call-overload]
    found: dict[object, list[str]] = {one: [] for one in owners}
    for one, held in asked.tx.session.execute(query):
        found[one].append(held)
    return {one: sorted(held) for one, held in found.items()}
