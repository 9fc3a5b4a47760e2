"""An officer's feed: the visits that were dispatched to him, with those that he left since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from api.files.calendar_feed import CalendarEntry, calendar_feed
from api.tables.draws import DrawRow
from api.tables.events import Event
from api.tables.people import Account
from api.tables.tasks import Assignment, CalendarFeed, TaskBody, TaskRow, VisitRow
from api.usecases.days import today
from api.usecases.draws.states import DrawState
from api.usecases.people.authenticate import actor_of
from api.usecases.people.roles import Operation
from api.usecases.people.secrets import digest_of
from api.usecases.refusals import not_found
from api.usecases.tasks.staffing import OVER
from api.usecases.tasks.states import AssignmentState, TaskState
from api.usecases.transaction import Transaction
from api.wording.telling import Lang
from api.wording.words import Words

BEFORE = timedelta(days=31)
AHEAD = timedelta(days=400)
SUMMARY = Words("检查：{targets}", "Inspection: {targets}")
TASKS = Words("任务：{numbers}", "Tasks: {numbers}")


def officer_feed(tx: Transaction, secret: str, lang: Lang) -> bytes:
    """Return the calendar that a secret address holds.

    Raises:
        FaultsError: if it holds none, or its officer may not work with tasks any more.
    """
    feed = tx.session.get(CalendarFeed, digest_of(secret))
    if feed is None or not _is_at_work(tx, feed.officer_id):
        raise not_found("feed", "…")
    entries = _entries(tx, feed.officer_id, lang)
    return calendar_feed(entries, whose=feed.officer_id, lang=lang)


def _is_at_work(tx: Transaction, officer_id: str) -> bool:
    query = select(Account).where(Account.officer_id == officer_id, col(Account.active))
    found = tx.session.exec(query).all()
    return any(actor_of(tx.session, account).reach(Operation.TASK_WORK) for account in found)


def _entries(tx: Transaction, officer_id: str, lang: Lang) -> list[CalendarEntry]:
    day = today(tx)
    query = (
        select(Assignment, VisitRow, TaskRow)
        .join(VisitRow, col(VisitRow.id) == col(Assignment.visit_id))
        .join(TaskRow, col(TaskRow.visit_id) == col(VisitRow.id))
        .join(
            TaskBody,
            sa.and_(
                col(TaskBody.task_number) == col(TaskRow.number),
                col(TaskBody.body_id) == col(Assignment.body_id),
            ),
        )
        .join(DrawRow, col(DrawRow.id) == col(TaskRow.draw_id))
        .where(
            Assignment.officer_id == officer_id,
            DrawRow.state == DrawState.DRAWN.value,
            TaskRow.state != TaskState.SEALED.value,
            col(VisitRow.day).between(day - BEFORE, day + AHEAD),
        )
        .order_by(col(TaskRow.number))
    )
    visits: dict[int, tuple[Assignment, VisitRow, list[TaskRow]]] = {}
    for place, visit, task in tx.session.exec(query):
        visits.setdefault(visit.id or 0, (place, visit, []))[2].append(task)
    changed = _last_changes(tx, visits)
    return [
        _entry(tx, place, visit, tasks, changed[visit_id], lang)
        for visit_id, (place, visit, tasks) in visits.items()
    ]


def _last_changes(tx: Transaction, visits: Iterable[int]) -> dict[int, datetime | None]:
    """Return when something last happened to each visit."""
    ids = [str(one) for one in visits]
    query = (
        select(Event.subject_id, sa.func.max(Event.at))
        .where(Event.subject == "visit", col(Event.subject_id).in_(ids))
        .group_by(Event.subject_id)
    )
    found: dict[int, datetime | None] = defaultdict(lambda: None)
    found.update({int(name): at for name, at in tx.session.exec(query)})
    return found


def _entry(
    tx: Transaction,
    place: Assignment,
    visit: VisitRow,
    tasks: list[TaskRow],
    changed: datetime | None,
    lang: Lang,
) -> CalendarEntry:
    live = [task for task in tasks if task.state not in OVER]
    shown = live or tasks
    moments = [task.dispatched_at for task in shown if task.dispatched_at]
    targets = "、".join(dict.fromkeys(task.target_name for task in shown))
    numbers = ", ".join(task.number for task in shown)
    return CalendarEntry(
        uid=f"visit-{visit.id}-{place.officer_id}@{tx.service.settings.origin.partition('/')[0]}",
        when=visit.day,
        summary=getattr(SUMMARY, lang).format(targets=targets),
        last_modified=max([*moments, *([changed] if changed else [])], default=tx.now),
        location=next((task.address for task in shown if task.address), ""),
        description=getattr(TASKS, lang).format(numbers=numbers),
        sequence=visit.version,
        cancelled=not live or place.state == AssignmentState.LEFT,
    )
