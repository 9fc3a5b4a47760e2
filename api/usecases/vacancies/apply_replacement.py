"""Apply a replacement: teams and tasks become what the plan book says after it."""

from __future__ import annotations

from sqlmodel import col, func, select

from api.files.planbook.edition import Edition, TaskSheet, draw_label
from api.tables.draws import DrawRow
from api.tables.tasks import Assignment, TaskBody, TaskRow, VacancyRow, VisitRow
from api.usecases.tasks.changing import enter as enter_task
from api.usecases.tasks.changing import touch_visit
from api.usecases.tasks.make_tasks import place_rows, places_in, task_row, visit_row
from api.usecases.tasks.states import AssignmentState, TaskState
from api.usecases.tasks.the_task import visit_tasks
from api.usecases.transaction import Transaction
from api.usecases.vacancies.states import VacancyState
from api.usecases.vacancies.the_vacancy import enter
from scheduler.domain.planbook import Task
from scheduler.domain.vacancies import NOBODY, VacancyKind

DISPATCHED = (TaskState.DISPATCHED.value, TaskState.ACCEPTED.value)


def apply_replacement(
    tx: Transaction, vacancy: VacancyRow, edition: Edition | None, came: str
) -> None:
    """Let *came*, or nobody, take the place of who or what left.

    *edition* is the plan book as it stands; None if the place was none of the draw's.
    """
    visit = tx.session.get_one(VisitRow, vacancy.visit_id, with_for_update=True)
    if vacancy.kind == VacancyKind.TARGET:
        _replace_target(tx, vacancy, visit, edition, came)
    else:
        _replace_officer(tx, vacancy, visit, edition, came)
    vacancy.came, vacancy.filled_at = came, tx.now
    enter(tx, vacancy, VacancyState.NOBODY if came == NOBODY else VacancyState.FILLED)


# --- officers -----------------------------------------------------------------------------------


def _replace_officer(
    tx: Transaction, vacancy: VacancyRow, visit: VisitRow, edition: Edition | None, came: str
) -> None:
    gone = _places(tx, visit, vacancy.body_id).get(str(vacancy.officer_id))
    if gone is not None:
        _leave(tx, gone)
    if came != NOBODY and edition is not None:
        _seat(tx, visit, vacancy.body_id, edition, came)
        _accept_again(tx, visit)
    touch_visit(tx, visit, "team_changed", body=vacancy.body_id, vacancy=vacancy.id)


def _places(tx: Transaction, visit: VisitRow, body_id: str | None = None) -> dict[str, Assignment]:
    query = select(Assignment).where(
        Assignment.visit_id == visit.id, Assignment.state != AssignmentState.LEFT.value
    )
    if body_id is not None:
        query = query.where(Assignment.body_id == body_id)
    return {row.officer_id: row for row in tx.session.exec(query)}


def _leave(tx: Transaction, place: Assignment) -> None:
    place.state, place.accepted_at = AssignmentState.LEFT.value, None
    tx.session.add(place)
    tx.session.flush()


def _seat(tx: Transaction, visit: VisitRow, body_id: str, edition: Edition, came: str) -> None:
    """Let whoever came sit down; the places of the team are dealt anew."""
    teams = edition.teams_of.get(visit.visit_no, ())
    team = next(one for one in teams if one.body_id == body_id)
    places = _places(tx, visit, body_id)
    for name, (role, slot) in places_in(team).items():
        row = places.get(name)
        if row is None and name == came:
            row = Assignment(
                visit_id=visit.id or 0,
                body_id=body_id,
                officer_id=came,
                role=role.value,
                slot=slot,
                state=AssignmentState.CAME.value,
            )
        if row is not None:
            row.role, row.slot = role.value, slot
            tx.session.add(row)
    tx.session.flush()


def _accept_again(tx: Transaction, visit: VisitRow) -> None:
    """Let tasks wait for the newcomer to accept them."""
    for task in visit_tasks(tx, visit):
        if task.state == TaskState.ACCEPTED:
            enter_task(tx, task, TaskState.DISPATCHED)


# --- targets ------------------------------------------------------------------------------------


def _replace_target(
    tx: Transaction, vacancy: VacancyRow, visit: VisitRow, edition: Edition | None, came: str
) -> None:
    lost = tx.session.get_one(TaskRow, vacancy.task_number)
    was_dispatched = lost.state in DISPATCHED
    enter_task(tx, lost, TaskState.DROPPED, cause=vacancy.reason)
    if edition is None:
        return
    _thin_out(tx, visit, edition)
    if came != NOBODY:
        draw = tx.session.get_one(DrawRow, vacancy.draw_id)
        sheet = _sheet(edition, Task(lost.plan_id, came))
        _add(tx, draw, edition, sheet, dispatched=was_dispatched)
    touch_visit(tx, visit, "target_left", task=lost.number)


def _thin_out(tx: Transaction, visit: VisitRow, edition: Edition) -> None:
    """Let those stay at home whose body has nothing to do at the visit any more."""
    made = edition.visits.get(visit.visit_no)
    coming = {demand.body_id for demand in made.demands} if made else set()
    if made is not None:
        visit.lead_body = made.lead_body
        tx.session.add(visit)
    for place in _places(tx, visit).values():
        if place.body_id not in coming:
            _leave(tx, place)


def _sheet(edition: Edition, task: Task) -> TaskSheet:
    return next(
        sheet
        for sheet in edition.tasks
        if (sheet.plan.plan_id, sheet.target["target_id"]) == (task.plan_id, task.target_id)
    )


def _add(
    tx: Transaction, draw: DrawRow, edition: Edition, sheet: TaskSheet, *, dispatched: bool
) -> None:
    """Add the task of a reserve that came, in a visit of its own with those who are sent."""
    row = visit_row(tx, draw, sheet.visit)
    tx.session.add(row)
    tx.session.flush()
    task = task_row(draw, row, sheet, _next_number(tx, draw, edition, sheet))
    tx.session.add(task)
    tx.session.flush()
    tx.session.add_all(
        TaskBody(task_number=task.number, body_id=body_id) for body_id in sheet.bodies
    )
    teams = edition.teams_of.get(sheet.visit.visit_id, ())
    for team in teams:
        tx.session.add_all(place_rows(row, team))
    tx.session.flush()
    whole = {team.body_id for team in teams} >= set(sheet.bodies)
    if dispatched and whole:
        task.dispatched_at = tx.now
        enter_task(tx, task, TaskState.DISPATCHED)


def _next_number(tx: Transaction, draw: DrawRow, edition: Edition, sheet: TaskSheet) -> str:
    """Return a number that no task of the plan has: numbers that were given stay as they are."""
    plan_id = sheet.plan.plan_id
    query = select(func.count(col(TaskRow.number))).where(
        TaskRow.draw_id == draw.id, TaskRow.plan_id == plan_id
    )
    count = tx.session.exec(query).one() + 1
    return f"{draw_label(edition.problem.number)}-{plan_id}-{count:03}"
