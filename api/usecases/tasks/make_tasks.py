"""Make visits, tasks and teams of a plan book; they stay sealed until somebody dispatches them."""

from __future__ import annotations

from api.files.planbook.edition import Edition, TaskSheet
from api.tables.draws import DrawRow
from api.tables.tasks import Assignment, TaskBody, TaskRow, VisitRow
from api.usecases.tasks.states import AssignmentState, TaskState, TeamRole
from api.usecases.transaction import Transaction
from scheduler.domain.planbook import Team, Visit

CODE_DIGITS = 6


def make_tasks(tx: Transaction, draw: DrawRow, edition: Edition) -> None:
    """Add the rows of everything that the draw sends people to do."""
    rows: dict[str, VisitRow] = {}
    for visit in edition.book.visits:
        rows[visit.visit_id] = visit_row(tx, draw, visit)
    tx.session.add_all(rows.values())
    tx.session.flush()
    for sheet in edition.tasks:
        tx.session.add(task_row(draw, rows[sheet.visit.visit_id], sheet, sheet.number))
    tx.session.flush()
    for sheet in edition.tasks:
        tx.session.add_all(
            TaskBody(task_number=sheet.number, body_id=body_id) for body_id in sheet.bodies
        )
    for visit_id, row in rows.items():
        for team in edition.teams_of.get(visit_id, ()):
            tx.session.add_all(place_rows(row, team))
    tx.session.flush()


def visit_row(tx: Transaction, draw: DrawRow, visit: Visit) -> VisitRow:
    """Return the row of a visit, with a check code of its own."""
    code = int(tx.service.secret()[:12], 16) % 10**CODE_DIGITS
    return VisitRow(
        draw_id=draw.id or 0,
        visit_no=visit.visit_id,
        premises_id=visit.premises_id,
        lead_body=visit.lead_body,
        starts=visit.window.starts,
        ends=visit.window.ends,
        planned_day=visit.day,
        day=visit.day,
        check_code=f"{code:0{CODE_DIGITS}}",
    )


def task_row(draw: DrawRow, visit: VisitRow, sheet: TaskSheet, number: str) -> TaskRow:
    """Return the row of a task."""
    return TaskRow(
        number=number,
        draw_id=draw.id or 0,
        visit_id=visit.id or 0,
        plan_id=sheet.plan.plan_id,
        target_id=str(sheet.target["target_id"]),
        target_name=str(sheet.target["name"]),
        address=sheet.target["address"],
        lead_body=sheet.lead_body,
        item_ids=list(sheet.item_ids),
        state=TaskState.SEALED.value,
    )


def place_rows(
    visit: VisitRow, team: Team, state: AssignmentState = AssignmentState.DRAWN
) -> list[Assignment]:
    """Return the rows of everybody in a team."""
    return [
        Assignment(
            visit_id=visit.id or 0,
            body_id=team.body_id,
            officer_id=name,
            role=role.value,
            slot=slot,
            state=state.value,
        )
        for name, (role, slot) in places_in(team).items()
    ]


def places_in(team: Team) -> dict[str, tuple[TeamRole, list[str]]]:
    """Return everybody in a team, with what he is there and what his place asks for."""
    found = {
        officer: (TeamRole.LEADER if officer == team.leader else TeamRole.MEMBER, sorted(slot))
        for officer, slot in team.places
    }
    return found | {expert: (TeamRole.EXPERT, sorted(slot)) for expert, slot in team.experts}
