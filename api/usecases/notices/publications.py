"""Publications: results become public, or a notice is withdrawn, once two people decided it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlmodel import col, select

from api.tables.draws import DrawRow
from api.tables.notices import NoticeHead, NoticeRow, Publication
from api.tables.tasks import TaskRow
from api.usecases.notices.candidates import candidates, not_ready
from api.usecases.notices.keep_notice import withdraw_notice
from api.usecases.notices.kinds import PublicationKind, PublicationState
from api.usecases.people.roles import Operation
from api.usecases.refusals import not_found, refusal
from api.usecases.transaction import Transaction
from scheduler.errors import FaultsError


def ask_results(
    tx: Transaction,
    draw_id: int,
    *,
    plan_id: str | None = None,
    numbers: Sequence[str] | None = None,
    reason: str = "",
) -> Publication:
    """Ask to publish confirmed results of a draw: those named, of a plan, or all of one's bodies.

    Raises:
        FaultsError: if it is not allowed, or with all that stands against it.
    """
    tasks = candidates(tx, draw_id, plan_id, numbers)
    if any(task.notice_id is not None for task in tasks) and not reason.strip():
        raise refusal("reason-missing", "reason")
    asked = Publication(
        kind=PublicationKind.RESULTS.value,
        draw_id=draw_id,
        state=PublicationState.OPEN.value,
        reason=reason,
        task_numbers=[task.number for task in tasks],
        asked_by=tx.actor.login,
        asked_at=tx.now,
    )
    return _asked(tx, asked)


def ask_withdrawal(tx: Transaction, notice_id: int, reason: str) -> Publication:
    """Ask that a notice counts no more.

    Raises:
        FaultsError: if it is not allowed, no reason is given, or it counts no more already.
    """
    if not reason.strip():
        raise refusal("reason-missing", "reason")
    head = _head(tx, notice_id)
    _require_bodies(tx, _bodies_of_head(head))
    asked = Publication(
        kind=PublicationKind.WITHDRAWAL.value,
        notice_id=notice_id,
        state=PublicationState.OPEN.value,
        reason=reason,
        asked_by=tx.actor.login,
        asked_at=tx.now,
    )
    return _asked(tx, asked)


def confirm(tx: Transaction, publication_id: int) -> Publication:
    """Confirm as the second person; a worker publishes results.

    Raises:
        FaultsError: if it is not allowed, was asked for by the same person, or no longer possible.
    """
    asked = _open(tx, publication_id)
    _require_bodies(tx, _bodies(tx, asked))
    if asked.asked_by.casefold() == tx.actor.login.casefold():
        raise refusal("second-person-same", str(publication_id), step=asked.kind)
    _confirm(tx, asked)
    return asked


def reject(tx: Transaction, publication_id: int, reason: str) -> Publication:
    """Say no as the second person; or as the first, who takes back what he asked for.

    Raises:
        FaultsError: if it is not allowed, or past.
    """
    asked = _open(tx, publication_id)
    own = asked.asked_by == tx.actor.login
    if not own:
        _require_bodies(tx, _bodies(tx, asked))
    state = PublicationState.TAKEN_BACK if own else PublicationState.REJECTED
    _decide(tx, asked, state, reason)
    return asked


def publications(
    tx: Transaction,
    *,
    state: PublicationState | None = None,
    draw_id: int | None = None,
    before: int | None = None,
    limit: int = 50,
) -> Sequence[Publication]:
    """Return what was asked for in matters of one's bodies, newest first; one more than *limit*.

    Raises:
        FaultsError: if it is not allowed.
    """
    reach = tx.actor.require_anywhere(Operation.TASK_READ)
    query = select(Publication)
    if state is not None:
        query = query.where(Publication.state == state.value)
    if draw_id is not None:
        query = query.where(Publication.draw_id == draw_id)
    found: list[Publication] = []
    while len(found) <= limit:
        page = query if before is None else query.where(col(Publication.id) < before)
        rows = tx.session.exec(page.order_by(col(Publication.id).desc()).limit(limit + 1)).all()
        if not rows:
            break
        before = rows[-1].id
        found += [row for row in rows if reach.everybody or reach.touches(_bodies(tx, row))]
    return found[: limit + 1]


def the_publication(tx: Transaction, publication_id: int) -> Publication:
    """Return what was asked for in matters of one's bodies.

    Raises:
        FaultsError: if there is nothing of that number.
    """
    found = tx.session.get(Publication, publication_id)
    reach = tx.actor.reach(Operation.TASK_READ)
    if found is None or not reach.touches(_bodies(tx, found)):
        raise not_found("publication", publication_id)
    return found


def _asked(tx: Transaction, asked: Publication) -> Publication:
    tx.session.add(asked)
    tx.session.flush()
    tx.tell(
        "publication.asked",
        ("publication", asked.id),
        bodies=_bodies(tx, asked),
        reason=asked.reason,
        kind=asked.kind,
        count=len(asked.task_numbers),
    )
    if not tx.service.settings.second_person:
        _confirm(tx, asked)
    return asked


def _open(tx: Transaction, publication_id: int) -> Publication:
    asked = tx.session.get(
        Publication, publication_id, with_for_update=True, populate_existing=True
    )
    if asked is None or not tx.actor.reach(Operation.NOTICE_PUBLISH).touches(_bodies(tx, asked)):
        raise not_found("publication", publication_id)
    if asked.state != PublicationState.OPEN:
        facts = {"found": asked.state, "expected": PublicationState.OPEN.value}
        raise refusal("wrong-state", str(publication_id), kind="publication", **facts)
    return asked


def _confirm(tx: Transaction, asked: Publication) -> None:
    if asked.kind == PublicationKind.WITHDRAWAL:
        head = _head(tx, asked.notice_id or 0)
        _decide(tx, asked, PublicationState.DONE, "")
        withdraw_notice(tx, head, asked.reason)
        return
    draw = tx.session.get_one(DrawRow, asked.draw_id)
    query = select(TaskRow).where(col(TaskRow.number).in_(asked.task_numbers))
    faults = tuple(not_ready(tx, draw, tx.session.exec(query).all()))
    if faults:
        raise FaultsError(faults)
    _decide(tx, asked, PublicationState.CONFIRMED, "")
    tx.enqueue("publish-results", asked.id)


def _decide(tx: Transaction, asked: Publication, state: PublicationState, reason: str) -> None:
    asked.state, asked.decided_by, asked.decided_at = state.value, tx.actor.login, tx.now
    tx.session.add(asked)
    tx.session.flush()
    bodies = _bodies(tx, asked)
    tx.tell(f"publication.{state}", ("publication", asked.id), bodies=bodies, reason=reason)


def _bodies(tx: Transaction, asked: Publication) -> list[str]:
    if asked.notice_id is not None:
        notice = tx.session.get_one(NoticeRow, asked.notice_id)
        head = tx.session.get_one(NoticeHead, (notice.kind, notice.subject))
        return _bodies_of_head(head)
    query = select(TaskRow.lead_body).where(col(TaskRow.number).in_(asked.task_numbers)).distinct()
    return sorted(tx.session.exec(query))


def _bodies_of_head(head: NoticeHead) -> list[str]:
    return [] if head.body_id is None else [head.body_id]


def _require_bodies(tx: Transaction, bodies: Iterable[str]) -> None:
    """Refuse who may not publish for each of *bodies*; without any it is the district's matter."""
    listed = list(bodies)
    if not listed:
        tx.actor.require(Operation.NOTICE_PUBLISH)
    for body_id in listed:
        tx.actor.require(Operation.NOTICE_PUBLISH, [body_id])


def _head(tx: Transaction, notice_id: int) -> NoticeHead:
    """Return the head of the subject of a notice that counts."""
    query = select(NoticeHead).where(NoticeHead.notice_id == notice_id).with_for_update()
    head = tx.session.exec(query).first()
    if head is None:
        raise not_found("notice", notice_id)
    if head.withdrawn:
        raise refusal("wrong-state", str(notice_id), kind="notice", found="withdrawn", expected="-")
    return head
