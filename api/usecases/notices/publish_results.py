"""A worker's step: make results public, some at a time, and log what was published."""

from __future__ import annotations

import hashlib

from sqlmodel import col, select

from api.files.planbook.edition import draw_label
from api.tables.draws import DrawRow
from api.tables.notices import NoticeHead, NoticeRow, Publication
from api.tables.tasks import TaskRow, VisitRow
from api.usecases.draws.inputs import number_of
from api.usecases.notices.keep_notice import keep_notice
from api.usecases.notices.kinds import NoticeKind, PublicationState
from api.usecases.notices.outcomes import outcome_file, write_outcome
from api.usecases.notices.result_notice import result_draft
from api.usecases.people.actor import SERVICE
from api.usecases.service import Service
from api.usecases.tasks.changing import enter
from api.usecases.tasks.states import TaskState
from api.usecases.tasks.the_task import Sight, task_bodies
from api.usecases.transaction import Transaction, begin
from scheduler.evidence.canonical import canonical

AT_ONCE = 50
"""Results in one transaction, so that others can write in between."""


def publish_results(service: Service, publication_id: int) -> None:
    """Publish what was confirmed; begun again after a death, it goes on where it stopped."""
    while _publish_some(service, publication_id):
        pass
    with begin(service, SERVICE) as tx:
        asked = tx.session.get(Publication, publication_id, with_for_update=True)
        if asked is None or asked.state != PublicationState.CONFIRMED:
            return
        _finish(tx, asked)


def _publish_some(service: Service, publication_id: int) -> bool:
    """Publish a few results; tell whether there may be more."""
    with begin(service, SERVICE) as tx:
        asked = tx.session.get(Publication, publication_id)
        if asked is None or asked.state != PublicationState.CONFIRMED:
            return False
        query = select(TaskRow).where(
            col(TaskRow.number).in_(asked.task_numbers),
            TaskRow.state == TaskState.CONFIRMED.value,
        )
        tasks = tx.session.exec(query.order_by(col(TaskRow.number)).limit(AT_ONCE)).all()
        for task in tasks:
            _publish(tx, asked, task)
        return bool(tasks)


def _publish(tx: Transaction, asked: Publication, task: TaskRow) -> None:
    visit = tx.session.get_one(VisitRow, task.visit_id, with_for_update=True)
    tx.session.refresh(task)
    if task.state != TaskState.CONFIRMED:
        return
    sight = Sight(
        task=task,
        visit=visit,
        draw=tx.session.get_one(DrawRow, task.draw_id),
        bodies=tuple(task_bodies(tx, task.number)),
        mine=None,
        reads=True,
    )
    notice = keep_notice(tx, result_draft(tx, sight), asked.reason)
    task.notice_id = notice.id
    enter(tx, task, TaskState.PUBLISHED, notice=notice.id, publication=asked.id)


def _finish(tx: Transaction, asked: Publication) -> None:
    """Write the file of what was published; it is logged once the draw itself is published."""
    draw = tx.session.get_one(DrawRow, asked.draw_id)
    number = number_of(draw)
    if number is None:
        message = f"Draw {draw.id} has results and no number."
        raise AssertionError(message)
    query = (
        select(NoticeRow)
        .join(NoticeHead, col(NoticeHead.notice_id) == col(NoticeRow.id))
        .where(
            NoticeHead.kind == NoticeKind.RESULT.value,
            col(NoticeHead.subject).in_(asked.task_numbers),
        )
        .order_by(col(NoticeRow.id))
    )
    results = [
        {"task": one.subject, "notice": one.id, "digest": one.digest}
        for one in tx.session.exec(query)
    ]
    content = canonical({"draw": str(number), "publication": asked.id, "results": results})
    asked.file = outcome_file(asked)
    write_outcome(tx.service, draw_label(number), asked.file, content)
    asked.state = PublicationState.DONE.value
    tx.session.add(asked)
    tx.session.flush()
    bodies = sorted({task.lead_body for task in _tasks(tx, asked)})
    digest = hashlib.sha256(content).hexdigest()
    facts = {"file": asked.file, "digest": digest}
    tx.tell("publication.done", ("publication", asked.id), bodies=bodies, **facts)
    tx.enqueue("log-outcomes", draw.id)


def _tasks(tx: Transaction, asked: Publication) -> list[TaskRow]:
    query = select(TaskRow).where(col(TaskRow.number).in_(asked.task_numbers))
    return list(tx.session.exec(query))
