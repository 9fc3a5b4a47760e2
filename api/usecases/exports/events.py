"""Notices and events as exports: both only ever grow, so *since* is the last number seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import sqlalchemy as sa
from sqlmodel import col

from api.files.exports.pages import DATA, MOMENT, NUMBER, TEXT, TEXTS, Page
from api.tables.events import Event
from api.tables.notices import NoticeHead, NoticeRow
from api.usecases.audit.list_events import as_seen, seen
from api.usecases.exports.asking import Asked, Export, Query
from api.usecases.people.roles import Operation

EVENT = {
    "id": NUMBER,
    "at": MOMENT,
    "actor": TEXT,
    "action": TEXT,
    "subject": TEXT,
    "subject_id": TEXT,
    "bodies": TEXTS,
    "reason": TEXT,
    "facts": DATA,
}
NOTICE = {
    "id": NUMBER,
    "kind": TEXT,
    "subject": TEXT,
    "supersedes": NUMBER,
    "title": TEXT,
    "digest": TEXT,
    "published_at": MOMENT,
    "state": TEXT,
    "document": DATA,
}


def _events(asked: Asked) -> Query:
    query = sa.select(Event).where(seen(asked.tx))
    return query if asked.since is None else query.where(col(Event.id) > asked.since)


def _finish_events(asked: Asked, rows: Sequence[sa.RowMapping]) -> Page:
    return [asdict(as_seen(asked.tx, row["Event"])) for row in rows]


def _notices(asked: Asked) -> Query:
    names = (name for name in NOTICE if name != "state")
    state = sa.case(
        (col(NoticeHead.notice_id).is_(None), "superseded"),
        (col(NoticeHead.withdrawn), "withdrawn"),
        else_="current",
    )
    query = sa.select(
        *(col(getattr(NoticeRow, name)) for name in names), state.label("state")
    ).outerjoin(NoticeHead, col(NoticeHead.notice_id) == col(NoticeRow.id))
    return query if asked.since is None else query.where(col(NoticeRow.id) > asked.since)


def _finish_notices(_asked: Asked, rows: Sequence[sa.RowMapping]) -> Page:
    """Leave out what is said no more: it may have been withdrawn for that."""
    return [
        {name: row[name] for name in NOTICE}
        | ({"document": None, "title": ""} if row["state"] == "superseded" else {})
        for row in rows
    ]


EVENTS = Export(
    name="events",
    columns=EVENT,
    operation=None,
    key=col(Event.id),
    query=_events,
    finish=_finish_events,
)
NOTICES = Export(
    name="notices",
    columns=NOTICE,
    operation=Operation.PLAN_READ,
    key=col(NoticeRow.id),
    query=_notices,
    finish=_finish_notices,
)
