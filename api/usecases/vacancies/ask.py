"""Ask that a place or a target be drawn anew; a second person confirms, then a worker draws."""

from __future__ import annotations

from sqlmodel import col, select

from api.tables.draws import DrawRow
from api.tables.tasks import Assignment, RecusalRow, VacancyRow, VisitRow
from api.usecases.draws.states import Publication
from api.usecases.people.roles import Operation
from api.usecases.refusals import refusal
from api.usecases.tasks.states import AWAITED, RECORDABLE, TeamRole
from api.usecases.tasks.the_task import (
    places_of,
    require_task_state,
    the_live_task,
    visit_bodies,
)
from api.usecases.transaction import Transaction
from api.usecases.vacancies.states import WAITING, VacancyState
from api.usecases.vacancies.the_vacancy import enter, require_vacancy_state, the_vacancy
from scheduler.domain.vacancies import REASONS, Reason, VacancyKind


def ask_for_place(
    tx: Transaction, number: str, officer_id: str, cause: Reason, note: str
) -> VacancyRow:
    """Ask that the place of an officer be drawn anew: he is on leave, or gone, or not certified.

    Raises:
        FaultsError: if it is not allowed, he is not sent there, or it was asked for already.
    """
    sight = the_live_task(tx, number)
    require_task_state(sight.task, *AWAITED, *RECORDABLE)
    _require_cause(VacancyKind.OFFICER, cause)
    places = places_of(tx, sight.visit, sight.bodies)
    place = next((one for one in places if one.officer_id == officer_id), None)
    tx.actor.require(Operation.TASK_MANAGE, [place.body_id] if place else sight.bodies)
    if place is None:
        raise refusal("officer-not-in-team", "officer_id", found=officer_id)
    return _asked(tx, sight.draw, _of_place(tx, sight.draw, place, cause, note))


def ask_for_recusal(tx: Transaction, recusal: RecusalRow, visit: VisitRow) -> VacancyRow | None:
    """Ask that the place of an officer who has to avoid a firm be drawn anew.

    None if he is not sent there any more.

    Raises:
        FaultsError: if it was asked for already, or the draw is public.
    """
    places = places_of(tx, visit, visit_bodies(tx, visit))
    place = next((one for one in places if one.officer_id == recusal.officer_id), None)
    if place is None:
        return None
    draw = tx.session.get_one(DrawRow, visit.draw_id)
    vacancy = _of_place(tx, draw, place, Reason.RECUSAL, "")
    vacancy.recusal_id = recusal.id
    return _asked(tx, draw, vacancy)


def ask_for_target(tx: Transaction, number: str, cause: Reason, note: str) -> VacancyRow:
    """Ask that the first reserve come for a target that is dissolved, unreachable, or moved away.

    Raises:
        FaultsError: if it is not allowed, too late, or was asked for already.
    """
    sight = the_live_task(tx, number)
    require_task_state(sight.task, *AWAITED)
    _require_cause(VacancyKind.TARGET, cause)
    tx.actor.require(Operation.TASK_MANAGE, [sight.task.lead_body])
    vacancy = VacancyRow(
        draw_id=sight.task.draw_id,
        kind=VacancyKind.TARGET.value,
        reason=cause.value,
        visit_id=sight.task.visit_id,
        body_id=sight.task.lead_body,
        task_number=number,
        state=VacancyState.OPEN.value,
        note=note,
        asked_by=tx.actor.login,
        asked_at=tx.now,
    )
    return _asked(tx, sight.draw, vacancy)


def _require_cause(kind: VacancyKind, cause: Reason) -> None:
    """Refuse a cause of another kind; a recusal is applied for and decided first."""
    known = [one for one in REASONS[kind] if one is not Reason.RECUSAL]
    if cause not in known:
        facts = {"kind": kind.value, "reason": cause.value, "known": ", ".join(known)}
        raise refusal("vacancy-reason-unfit", "cause", **facts)


def _of_place(
    tx: Transaction, draw: DrawRow, place: Assignment, cause: Reason, note: str
) -> VacancyRow:
    if place.role == TeamRole.EXPERT:
        raise refusal("experts-not-redrawn", place.officer_id, officer=place.officer_id)
    return VacancyRow(
        draw_id=draw.id or 0,
        kind=VacancyKind.OFFICER.value,
        reason=cause.value,
        visit_id=place.visit_id,
        body_id=place.body_id,
        officer_id=place.officer_id,
        state=VacancyState.OPEN.value,
        note=note,
        asked_by=tx.actor.login,
        asked_at=tx.now,
    )


def _asked(tx: Transaction, draw: DrawRow, vacancy: VacancyRow) -> VacancyRow:
    _refuse_between(draw)
    earlier = tx.session.exec(
        select(VacancyRow).where(
            VacancyRow.visit_id == vacancy.visit_id,
            VacancyRow.kind == vacancy.kind,
            col(VacancyRow.state).in_(WAITING),
            VacancyRow.officer_id == vacancy.officer_id,
            VacancyRow.task_number == vacancy.task_number,
        )
    ).first()
    if earlier is not None:
        raise refusal("vacancy-asked", str(vacancy.visit_id), number=earlier.id or 0)
    enter(tx, vacancy, VacancyState.OPEN, vacancy.note)
    if not tx.service.settings.second_person:
        _confirm(tx, vacancy)
    return vacancy


def confirm(tx: Transaction, vacancy_id: int) -> VacancyRow:
    """Confirm as the second person; a worker draws then.

    Raises:
        FaultsError: if it is not allowed, was asked for by the same person, or past.
    """
    found = the_vacancy(tx, vacancy_id, update=True)
    tx.actor.require(Operation.DRAW_APPROVE, [found.body_id])
    require_vacancy_state(found, VacancyState.OPEN)
    if found.asked_by.casefold() == tx.actor.login.casefold():
        raise refusal("second-person-same", str(vacancy_id), step="vacancy")
    _confirm(tx, found)
    return found


def reject(tx: Transaction, vacancy_id: int, reason: str) -> VacancyRow:
    """Say no as the second person; or as the first, who takes back what he asked for.

    Raises:
        FaultsError: if it is not allowed, or past.
    """
    found = the_vacancy(tx, vacancy_id, update=True)
    require_vacancy_state(found, VacancyState.OPEN)
    own = found.asked_by == tx.actor.login
    if not own:
        tx.actor.require(Operation.DRAW_APPROVE, [found.body_id])
    found.decided_by, found.decided_at = tx.actor.login, tx.now
    enter(tx, found, VacancyState.TAKEN_BACK if own else VacancyState.REJECTED, reason)
    return found


def retry(tx: Transaction, vacancy_id: int) -> VacancyRow:
    """Let a worker try again what failed, once what was wrong is mended.

    Raises:
        FaultsError: if it is not allowed, or it did not fail.
    """
    found = the_vacancy(tx, vacancy_id, update=True)
    tx.actor.require(Operation.TASK_MANAGE, [found.body_id])
    require_vacancy_state(found, VacancyState.FAILED)
    found.failure = None
    enter(tx, found, VacancyState.CONFIRMED)
    tx.enqueue("redraw", found.draw_id)
    return found


def _confirm(tx: Transaction, found: VacancyRow) -> None:
    _refuse_between(tx.session.get_one(DrawRow, found.draw_id))
    found.decided_by, found.decided_at = tx.actor.login, tx.now
    enter(tx, found, VacancyState.CONFIRMED)
    tx.enqueue("redraw", found.draw_id)


def _refuse_between(draw: DrawRow) -> None:
    """Refuse while a draw is being published; before it lots decide, after it its heads."""
    if draw.publication == Publication.PUBLISHING:
        facts = {"found": draw.publication, "expected": Publication.SEALED.value}
        raise refusal("wrong-state", str(draw.id), kind="draw", **facts)
