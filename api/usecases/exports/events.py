"""Notices and events as exports: both only ever grow, so *since* is the last number seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import sqlalchemy as sa
from sqlmodel import col

from api.files.exports.pages import DATA, MOMENT, NUMBER, TEXT, TEXTS, TRUTH, Page
from api.tables.events import Event
from api.tables.notices import NoticeHead, NoticeRow
from api.usecases.audit.list_events import as_seen, seen_events
from api.usecases.exports.asking import Asked, Export
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
    "counts": TRUTH,
    "document": DATA,
}


def _events(asked: Asked) -> sa.Select[tuple[object, ...]]:
    query: sa.Select[tuple[object, ...]] = seen_events(asked.tx)
    return query if asked.since is None else query.where(col(Event.id) > asked.since)


def _finish_events(asked: Asked, rows: Sequence[sa.RowMapping]) -> Page:
    return [asdict(as_seen(asked.tx, row["Event"])) for row in rows]


def _notices(asked: Asked) -> sa.Select[tuple[object, ...]]:
    names = (name for name in NOTICE if name != "counts")
    counts = sa.and_(col(NoticeHead.notice_id).is_not(None), ~col(NoticeHead.withdrawn))
    query = sa.select(
        *(col(getattr(NoticeRow, name)) for name in names), counts.label("counts")
    ).outerjoin(NoticeHead, col(NoticeHead.notice_id) == col(NoticeRow.id))
    return query if asked.since is None else query.where(col(NoticeRow.id) > asked.since)


def _finish_notices(_asked: Asked, rows: Sequence[sa.RowMapping]) -> Page:
    """Leave out what does not count any more: it may have been withdrawn for what it says."""
    page = []
    for row in rows:
        made = dict(row) | {"counts": bool(row["counts"])}
        if not made["counts"]:
            made["document"] = None
        page.append({name: made[name] for name in NOTICE})
    return page


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
