"""Tasks that papers are made for; nobody in them exists."""

from __future__ import annotations

from datetime import date

from api.files.papers.facts import InspectedItem, InspectingBody, InspectionTask, Inspector

LEADING = InspectingBody(
    name="市场监管局",
    inspectors=(
        Inspector(officer_id="O1", name="人员一", certificate="Z-0001"),
        Inspector(officer_id="O2", name="人员二", certificate="Z-0002"),
    ),
)
JOINING = InspectingBody(
    name="应急管理局",
    inspectors=(
        Inspector(officer_id="O3", name="人员三", certificate="Z-0003"),
        Inspector(officer_id="E1", name="人员四", expert=True),
    ),
)


def task(items=1, **changes):
    """Return a task of one body with so many items."""
    facts = {
        "number": "120116-2026-000001-P01-001",
        "draw": "120116-2026-000001",
        "plan": "食品销售专项抽查",
        "target_name": "某公司",
        "target_code": "TARGET-1",
        "address": "某路1号",
        "day": date(2026, 3, 2),
        "bodies": (LEADING,),
        "items": tuple(
            InspectedItem(
                item_id=f"I{number}",
                name=f"事项{number}",
                legal_basis=f"依据第{number}条",
                body="市场监管局",
            )
            for number in range(1, items + 1)
        ),
        "check_code": "48219037",
        "published_at": "https://draws.example.invalid/1",
    }
    return InspectionTask(**{**facts, **changes})
