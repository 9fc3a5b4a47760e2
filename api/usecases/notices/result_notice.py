"""A result's notice (抽查结果公告): what was found at a firm, item by item.

It names the bodies and tells how many officers came, but nobody by name: their certificates are
shown to the firm, and what is public stays public for ever.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from api.files.planbook.edition import draw_label
from api.records.registries.kinds import KINDS
from api.records.registries.named import named_rows
from api.tables.plans import PlanRow
from api.usecases.days import day_of
from api.usecases.draws.inputs import number_of
from api.usecases.notices.keep_notice import Draft
from api.usecases.notices.kinds import NoticeKind
from api.usecases.tasks.results.content import content_of
from api.usecases.tasks.results.the_result import the_submitted
from api.usecases.tasks.states import AssignmentState, TeamRole
from api.usecases.tasks.task_detail import items_of
from api.usecases.tasks.the_task import Sight, places_of
from api.usecases.transaction import Transaction
from scheduler.domain.identifiers import is_uscc

TITLE = "抽查检查结果公示：{target}"


def result_draft(tx: Transaction, sight: Sight) -> Draft:
    """Return the notice of a task whose result was confirmed."""
    task = sight.task
    code = task.target_id if is_uscc(task.target_id) else None
    return Draft(
        kind=NoticeKind.RESULT,
        subject=task.number,
        title=TITLE.format(target=task.target_name),
        content=_said(tx, sight, code),
        body_id=task.lead_body,
        target_name=task.target_name,
        target_code=code,
    )


def _said(tx: Transaction, sight: Sight, code: str | None) -> dict[str, Any]:
    task, result = sight.task, the_submitted(tx, sight.task.number)
    content, number = content_of(tx, result), number_of(sight.draw)
    plan = tx.session.get_one(PlanRow, task.plan_id)
    bodies = named_rows(tx.session, KINDS["bodies"], sight.bodies)
    return {
        "task": task.number,
        "draw": draw_label(number) if number else "",
        "plan": {"plan_id": plan.plan_id, "name": plan.name, "kind": plan.kind},
        "target": {"name": task.target_name, "code": code},
        "bodies": [
            {"body_id": name, "name": bodies[name]["name"] if name in bodies else name}
            for name in sight.bodies
        ],
        "lead_body": task.lead_body,
        "day": inspected_on(sight).isoformat(),
        "method": content.method,
        "category": content.category,
        "items": [
            {
                "item_id": item.item_id,
                "name": item.name,
                "category": content.items[item.item_id].category,
            }
            for item in items_of(tx, sight.draw, task)
        ],
        "officers": _officers(tx, sight),
    }


def inspected_on(sight: Sight) -> date:
    """Return the day of the inspection: when somebody arrived, or the day of the visit."""
    arrived = sight.visit.checked_in_at
    return day_of(arrived) if arrived else sight.visit.day


def _officers(tx: Transaction, sight: Sight) -> dict[str, int]:
    """Return how many officers went, and how many were named by the head of a body."""
    team = places_of(tx, sight.visit, sight.bodies)
    states = Counter(place.state for place in team if place.role != TeamRole.EXPERT)
    return {"went": states.total(), "named_directly": states[AssignmentState.DIRECT.value]}
