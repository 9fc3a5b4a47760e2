"""A month's plans, finished: an outline with its team and its source of targets."""

from __future__ import annotations

from scenarios.campaigns import fixed_days
from scenarios.experts import places
from scenarios.items import item_id
from scenarios.outlines import Outline
from scenarios.topics import TOPICS
from scheduler.domain.plans import Participation, Plan, PlanKind, TargetSource
from scheduler.domain.suitability import Suitability

_BIG = 30
"""Officers on the front line from which a body can afford teams of three."""

_ALONE = 12
"""Every twelfth plan does not let others come along, not even to lend officers (飞行检查)."""

_SUITED = 8
"""Every eighth random plan prefers some officers: those based near, those who have not been to the
target before, those qualified for the topic."""


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
        experts=places(outline.body_id, topic.expert),
    )


def plan(outline: Outline, targets: TargetSource, priority: int) -> Plan:
    """Return the finished plan."""
    part, rounds = participation(outline), round_size(outline)
    alone = outline.number % _ALONE == 0
    return Plan(
        plan_id=outline.plan_id,
        name=_name(outline),
        kind=outline.kind,
        window=outline.window,
        participations=(part,),
        targets=targets,
        lead_body=outline.body_id,
        merging=not alone and rounds == 1,
        priority=priority,
        fixed_days=fixed_days(outline, part.team_size),
        round_size=rounds,
        lending=not alone,
        suitability=_suitability(outline),
    )


def round_size(outline: Outline) -> int:
    """Return how many neighbouring targets a team visits on one day: 3 to 5, or 1 where it is far.

    Rivers, roads and markets are visited in rounds, and every other time a street's small shops.
    """
    facts = outline.facts
    if not outline.topic.near or outline.kind is PlanKind.ASSIGNED_FROM_ABOVE or facts.is_strained:
        return 1
    shops = outline.topic == TOPICS["urban"][0]
    if shops and not (facts.street and outline.number % 2):
        return 1
    return 3 + outline.number % 3


def _suitability(outline: Outline) -> Suitability | None:
    if outline.kind is not PlanKind.DUAL_RANDOM or outline.number % _SUITED != 3:
        return None
    known = frozenset({outline.topic.qualification} - {""})
    return Suitability(near=2, rotation=1, expertise=1 if known else 0, qualifications=known)


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
