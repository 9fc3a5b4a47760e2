"""Papers of a task: the notice that the firm gets, and the record made on site."""

from __future__ import annotations

from api.files.papers.facts import (
    BLANK,
    InspectedItem,
    InspectingBody,
    InspectionRecord,
    InspectionTask,
    Inspector,
)
from api.files.papers.facts import Finding as PaperFinding
from api.files.papers.facts import Signature as PaperSignature
from api.files.papers.notice import inspection_notice
from api.files.papers.record import on_site_record
from api.files.planbook.edition import draw_label
from api.records.registries.kinds import KINDS
from api.records.registries.named import named_rows
from api.tables.tasks import Signature
from api.usecases.days import day_of
from api.usecases.draws.inputs import number_of
from api.usecases.draws.problem import kept_plan
from api.usecases.tasks.results.the_result import newest, version_of
from api.usecases.tasks.states import Party, TaskState, TeamRole
from api.usecases.tasks.task_detail import TaskDetail, task_detail
from api.usecases.tasks.the_task import require_task_state
from api.usecases.transaction import Transaction
from api.wording.methods import METHODS
from api.wording.telling import Lang

SENT = tuple(
    state
    for state in TaskState
    if state not in {TaskState.SEALED, TaskState.CARRIED, TaskState.DROPPED}
)


def notice_paper(tx: Transaction, number: str, lang: Lang) -> str:
    """Return the notice of a task that was dispatched, as a page to print.

    Raises:
        FaultsError: if there is none.
    """
    return inspection_notice(_facts(tx, task_detail(tx, number)), lang)


def record_paper(tx: Transaction, number: str, lang: Lang) -> str:
    """Return the record of a task as a page to print: with what was recorded, or to fill in.

    Raises:
        FaultsError: if there is no such task, or it was not dispatched.
    """
    return on_site_record(_facts(tx, task_detail(tx, number)), lang, _recorded(tx, number, lang))


def _facts(tx: Transaction, detail: TaskDetail) -> InspectionTask:
    task, visit, draw = detail.sight.task, detail.sight.visit, detail.sight.draw
    require_task_state(task, *SENT)
    bodies = named_rows(tx.session, KINDS["bodies"], detail.sight.bodies)
    names = {one: str(bodies[one]["name"]) if one in bodies else one for one in detail.sight.bodies}
    number = number_of(draw)
    label = draw_label(number) if number else ""
    return InspectionTask(
        number=task.number,
        draw=label,
        plan=detail.plan.name,
        target_name=task.target_name,
        target_code=task.target_id,
        address=task.address or "",
        day=visit.day,
        bodies=_bodies(detail, names),
        items=tuple(
            InspectedItem(
                item_id=item.item_id,
                name=item.name,
                legal_basis=item.legal_basis,
                body=names.get(item.body_id, item.body_id),
            )
            for item in detail.items
        ),
        check_code=visit.check_code,
        published_at=f"{tx.service.settings.base_url}/api/v1/public/draws/{label}",
        by_lot=kept_plan(detail.plan.document).listed_ids is None,
        issued_on=day_of(task.dispatched_at) if task.dispatched_at else None,
    )


def _bodies(detail: TaskDetail, names: dict[str, str]) -> tuple[InspectingBody, ...]:
    """Return the bodies with whom they send; the leading one comes first."""
    lead = detail.sight.task.lead_body
    return tuple(
        InspectingBody(
            name=names[body_id],
            inspectors=tuple(
                Inspector(
                    officer_id=member.place.officer_id,
                    name=member.name,
                    certificate=member.certificate,
                    expert=member.place.role == TeamRole.EXPERT,
                )
                for member in detail.team
                if member.place.body_id == body_id
            ),
        )
        for body_id in sorted(names, key=lambda one: (one != lead, one))
    )


def _recorded(tx: Transaction, number: str, lang: Lang) -> InspectionRecord:
    result = newest(tx, number)
    if result is None:
        return BLANK
    version = version_of(tx, result)
    content = version.content
    valid = [one for one in version.signatures if one.content == content.digest]
    firm = next((one for one in valid if one.party == Party.FIRM), None)
    return InspectionRecord(
        started_at=content.started_at,
        ended_at=content.ended_at,
        method="" if content.method is None else getattr(METHODS[content.method], lang),
        findings={
            name: PaperFinding(category=one.category, remark=one.remark)
            for name, one in content.items.items()
            if one.category is not None
        },
        category=content.category,
        follow_up=content.follow_up,
        remark=content.remark,
        present=content.present,
        withdrawal_asked=content.withdrawal_asked,
        signatures={one.officer_id: _signed(tx, one) for one in valid if one.officer_id},
        firm=None if firm is None else _signed(tx, firm),
    )


def _signed(tx: Transaction, one: Signature) -> PaperSignature:
    image = b"" if one.image is None else tx.service.store.get(one.image)
    return PaperSignature(
        image=image, signed_at=one.signed_at, refused=one.refused, remark=one.remark
    )
