"""Name somebody directly (直接指派) where nobody could be drawn: coded, counted and published."""

from __future__ import annotations

from sqlmodel import col, select

from api.records.registries.kinds import KINDS
from api.records.registries.named import named_rows
from api.tables.tasks import Assignment, VacancyRow, VisitRow
from api.usecases.people.roles import Operation
from api.usecases.refusals import refusal
from api.usecases.tasks.changing import enter as enter_task
from api.usecases.tasks.changing import touch_visit
from api.usecases.tasks.eligibility import obstacles
from api.usecases.tasks.slots import Slot, held_by, slot_for
from api.usecases.tasks.staffing import open_places
from api.usecases.tasks.states import (
    AWAITED,
    RECORDABLE,
    AssignmentState,
    TaskState,
    TeamRole,
)
from api.usecases.tasks.the_task import (
    Sight,
    places_of,
    require_task_state,
    the_live_task,
    visit_bodies,
    visit_tasks,
)
from api.usecases.transaction import Transaction
from api.usecases.vacancies.states import WAITING, VacancyState
from api.usecases.vacancies.the_vacancy import enter
from scheduler.domain.registry import LEADER
from scheduler.errors import Fault, FaultsError


def name_directly(
    tx: Transaction, number: str, body_id: str, officer_id: str, reason: str
) -> Sight:
    """Send an officer to an open place of his body in the visit of a task.

    Raises:
        FaultsError: if it is not allowed, no place is open, or with all that stands against him.
    """
    sight = the_live_task(tx, number)
    if body_id not in sight.bodies:
        raise refusal("body-not-in-task", "body_id", found=body_id, known=", ".join(sight.bodies))
    tx.actor.require(Operation.RECUSAL_DECIDE, [body_id])
    require_task_state(sight.task, *AWAITED, *RECORDABLE)
    if not reason.strip():
        raise refusal("reason-missing", "reason")
    visit = sight.visit
    _require_open(tx, visit, body_id)
    slot = slot_for(tx, visit, body_id, officer_id)
    _require_fit(tx, visit, body_id, officer_id, slot)
    _send(tx, visit, body_id, officer_id, slot)
    _close(tx, visit, body_id, officer_id)
    for task in visit_tasks(tx, visit):
        if task.state == TaskState.ACCEPTED:
            enter_task(tx, task, TaskState.DISPATCHED)
    facts = {"body": body_id, "officer": officer_id}
    touch_visit(tx, visit, "officer_named", reason=reason, **facts)
    return sight


def _require_open(tx: Transaction, visit: VisitRow, body_id: str) -> None:
    waiting = select(VacancyRow).where(
        VacancyRow.visit_id == visit.id,
        VacancyRow.body_id == body_id,
        col(VacancyRow.state).in_(WAITING),
    )
    earlier = tx.session.exec(waiting).first()
    if earlier is not None:
        raise refusal("vacancy-asked", str(visit.id), number=earlier.id or 0)
    if not open_places(tx, [visit.id or 0]).get((visit.id or 0, body_id)):
        raise refusal("place-not-open", "body_id", body=body_id)


def _require_fit(
    tx: Transaction, visit: VisitRow, body_id: str, officer_id: str, slot: Slot
) -> None:
    sent = {place.officer_id for place in places_of(tx, visit, visit_bodies(tx, visit))}
    faults = obstacles(tx, visit, visit.day, [officer_id], beside=sent)[officer_id]
    facts: dict[str, str | int] = {"officer": officer_id}
    row = named_rows(tx.session, KINDS["officers"], [officer_id]).get(officer_id)
    if row is not None and (row["body_id"] != body_id or row["role"] != "officer"):
        faults.append(Fault("officer-of-other-body", officer_id, {**facts, "body": body_id}))
    if officer_id in sent:
        faults.append(Fault("officer-already-sent", officer_id, facts))
    lacking = sorted(slot - held_by(tx, officer_id))
    if row is not None and lacking:
        needed = ", ".join(lacking)
        faults.append(Fault("officer-unqualified", officer_id, {**facts, "needed": needed}))
    if _left(tx, visit, body_id, officer_id):
        faults.append(Fault("officer-left-before", officer_id, facts))
    if faults:
        raise FaultsError(tuple(faults))


def _left(tx: Transaction, visit: VisitRow, body_id: str, officer_id: str) -> bool:
    query = select(Assignment).where(
        Assignment.visit_id == visit.id,
        Assignment.body_id == body_id,
        Assignment.officer_id == officer_id,
        Assignment.state == AssignmentState.LEFT.value,
    )
    return tx.session.exec(query).first() is not None


def _send(tx: Transaction, visit: VisitRow, body_id: str, officer_id: str, slot: Slot) -> None:
    leads = LEADER in slot or not places_of(tx, visit, [body_id])
    tx.session.add(
        Assignment(
            visit_id=visit.id or 0,
            body_id=body_id,
            officer_id=officer_id,
            role=(TeamRole.LEADER if leads else TeamRole.MEMBER).value,
            slot=sorted(slot),
            state=AssignmentState.DIRECT.value,
        )
    )
    tx.session.flush()


def _close(tx: Transaction, visit: VisitRow, body_id: str, officer_id: str) -> None:
    """Tell the first vacancy that nobody could fill who fills it now."""
    query = select(VacancyRow).where(
        VacancyRow.visit_id == visit.id,
        VacancyRow.body_id == body_id,
        VacancyRow.state == VacancyState.NOBODY.value,
    )
    vacancy = tx.session.exec(query.order_by(col(VacancyRow.id))).first()
    if vacancy is not None:
        vacancy.came = officer_id
        enter(tx, vacancy, VacancyState.NAMED)
