"""A draw's notice (抽查任务公告): its number, its pools and quotas, and where to verify it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlmodel import select

from api.files.evidence.log_folder import CHECKPOINT
from api.files.planbook.edition import draw_label
from api.tables.draws import DrawRow
from api.tables.notices import NoticeRow
from api.tables.tasks import Assignment, VacancyRow, VisitRow
from api.usecases.ceremony.office import LOG
from api.usecases.draws.inputs import number_of
from api.usecases.draws.states import draw_plans
from api.usecases.notices.keep_notice import Draft, keep_notice
from api.usecases.notices.kinds import NoticeKind
from api.usecases.tasks.states import AssignmentState
from api.usecases.transaction import Transaction
from scheduler.evidence.checkpoints import Checkpoint
from scheduler.evidence.notes import Note

TITLE = "双随机抽取 {number}"


def publish_draw_notice(tx: Transaction, draw: DrawRow) -> NoticeRow | None:
    """Publish the notice of a draw that was opened; None if it was never numbered."""
    number = number_of(draw)
    if number is None:
        return None
    label = draw_label(number)
    content = {
        "draw": str(number),
        "state": draw.state,
        "window": {"starts": draw.starts.isoformat(), "ends": draw.ends.isoformat()},
        "plans": _plans(tx, draw),
        "replaced": _replaced(tx, draw),
        "named_directly": _named_directly(tx, draw),
        "log": _log(tx),
        "verify": f"{tx.service.settings.base_url}/api/v1/public/draws/{label}",
    }
    draft = Draft(
        kind=NoticeKind.DRAW,
        subject=label,
        title=TITLE.format(number=label),
        content=content,
        body_id=None,
    )
    return keep_notice(tx, draft, "published")


def _plans(tx: Transaction, draw: DrawRow) -> list[dict[str, Any]]:
    pools = {one["plan_id"]: one for one in (draw.report or {}).get("pools", ())}
    return [
        {
            "plan_id": plan.plan_id,
            "name": plan.name,
            "pool": pools[plan.plan_id]["pool"] if plan.plan_id in pools else None,
            "quota": pools[plan.plan_id]["quota"] if plan.plan_id in pools else None,
        }
        for plan in draw_plans(tx, draw)
    ]


def _replaced(tx: Transaction, draw: DrawRow) -> dict[str, int]:
    """Return how many places and targets came free after the draw and were logged."""
    query = select(VacancyRow.kind).where(
        VacancyRow.draw_id == draw.id,
        VacancyRow.number != None,  # noqa: E711 - SQL
    )
    return dict(sorted(Counter(tx.session.exec(query)).items()))


def _named_directly(tx: Transaction, draw: DrawRow) -> int:
    """Return how many places were filled by the head of a body and not by lot."""
    query = (
        select(Assignment.id)
        .join(VisitRow, VisitRow.id == Assignment.visit_id)  # type: ignore[arg-type]
        .where(VisitRow.draw_id == draw.id, Assignment.state == AssignmentState.DIRECT.value)
    )
    return len(tx.session.exec(query).all())


def _log(tx: Transaction) -> dict[str, Any]:
    """Return the head of the office's log."""
    note = Note.parse((tx.service.settings.office / LOG / CHECKPOINT).read_bytes())
    head = Checkpoint.parse(note.text)
    return {"origin": head.origin, "size": head.size, "root": head.root.hex()}
