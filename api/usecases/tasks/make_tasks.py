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
        rows[visit.visit_id] = _visit(tx, draw, visit)
    tx.session.add_all(rows.values())
    tx.session.flush()
    for sheet in edition.tasks:
        tx.session.add(_task(draw, rows[sheet.visit.visit_id], sheet))
    tx.session.flush()
    for sheet in edition.tasks:
        tx.session.add_all(
            TaskBody(task_number=sheet.number, body_id=body_id) for body_id in sheet.bodies
        )
    for visit_id, row in rows.items():
        for team in edition.teams_of.get(visit_id, ()):
            tx.session.add_all(_places(row, team))
    tx.session.flush()


def _visit(tx: Transaction, draw: DrawRow, visit: Visit) -> VisitRow:
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


def _task(draw: DrawRow, visit: VisitRow, sheet: TaskSheet) -> TaskRow:
    return TaskRow(
        number=sheet.number,
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


def _places(visit: VisitRow, team: Team) -> list[Assignment]:
    drawn = [
        (officer, slot, TeamRole.LEADER if officer == team.leader else TeamRole.MEMBER)
        for officer, slot in team.places
    ]
    drawn += [(expert, slot, TeamRole.EXPERT) for expert, slot in team.experts]
    return [
        Assignment(
            visit_id=visit.id or 0,
            body_id=team.body_id,
            officer_id=name,
            role=role.value,
            slot=sorted(slot),
            state=AssignmentState.DRAWN.value,
        )
        for name, slot, role in drawn
    ]
