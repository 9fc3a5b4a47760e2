"""A month's plans, finished: an outline with its team and its source of targets."""

from __future__ import annotations

from scenarios.items import item_id
from scenarios.outlines import Outline
from scheduler.domain.plans import Participation, Plan, PlanKind, TargetSource

_BIG = 30
"""Officers on the front line from which a body can afford teams of three."""

_ALONE = 12
"""Every twelfth plan does not let others come along (飞行检查)."""


def participation(outline: Outline) -> Participation:
    """Return the initiating body's part: items on the topic, and who must be in the team."""
    topic = outline.topic
    listed = item_id(outline.body_id, topic)
    slot = frozenset({topic.qualification}) if topic.qualification else None
    serious = topic.key_item and outline.facts.front_line >= _BIG
    # For special equipment the law wants two who are qualified for it (特种设备安全监督检查办法).
    qualified = 2 if topic.qualification == "special_equipment" and serious else 1
    return Participation(
        body_id=outline.body_id,
        team_size=3 if serious else 2,
        slots=(slot,) * qualified if slot else (),
        item_ids=(listed,) if listed else (),
    )


def plan(outline: Outline, targets: TargetSource, priority: int) -> Plan:
    """Return the finished plan."""
    return Plan(
        plan_id=outline.plan_id,
        name=_name(outline),
        kind=outline.kind,
        window=outline.window,
        participations=(participation(outline),),
        targets=targets,
        lead_body=outline.body_id,
        merging=outline.number % _ALONE != 0,
        priority=priority,
    )


def _name(outline: Outline) -> str:
    what = (
        f"{outline.topic.name}（{outline.quarter}片区）" if outline.quarter else outline.topic.name
    )
    match outline.kind:
        case PlanKind.DUAL_RANDOM:
            return f"{outline.facts.name}{what}双随机抽查（2026年12月）"
        case PlanKind.SPECIAL:
            return f"{outline.facts.name}{what}专项检查（{outline.focus.value}）"
        case _:
            return f"{outline.facts.name}{what}上级交办检查"
