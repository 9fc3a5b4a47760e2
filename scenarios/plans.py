"""The month's plans: outlines with teams, and with targets drawn, listed or published."""

from __future__ import annotations

import hashlib

import numpy as np

from scenarios.ground import Ground, Mask, OpenTargets
from scenarios.items import item_id
from scenarios.outlines import Outline
from scenarios.quotas import by_risk, count, per_officer
from scheduler.domain.plans import (
    DrawnTargets,
    ListedTargets,
    Participation,
    Plan,
    PlanKind,
    PublishedTargets,
    TargetSource,
)
from scheduler.domain.quota import NO_VALUE, Quota, QuotaKind, Rounding, Stratum

_BIG = 30
_SMALL = 8
_ENOUGH = 4
"""A pool has at least so many targets for each one drawn, or the plan is widened."""

_LISTED_SPECIAL = 5
"""Every fifth special plan has its targets on a list."""

_ALONE = 12
"""Every twelfth plan does not let others come along (飞行检查)."""

_ROUNDINGS = tuple(Rounding)
_DIVISION = "120000"


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


class Drawing:
    """Gives outlines their quotas, so that together they come to the wanted number of tasks."""

    def __init__(
        self, ground: Ground, open_targets: OpenTargets, n_officers: dict[str, int]
    ) -> None:
        self._ground = ground
        self._open = open_targets
        self._n_officers = n_officers
        risks = ground.targets.frame["credit_risk_class"].fill_null(NO_VALUE)
        self._risks = risks.to_numpy()

    def quotas(self, outlines: list[Outline]) -> list[tuple[Outline, Quota]]:
        """Return outlines with quotas; the plans that count make good what the ratios miss."""
        settled = [self._settled(outline) for outline in outlines]
        missing = sum(outline.wanted for outline in outlines) - sum(size for *_, size in settled)
        n_counting = sum(_can_give_way(outline, quota) for outline, quota, _ in settled)
        found, turn = [], 0
        for outline, quota, size in settled:
            if _can_give_way(outline, quota):
                extra = missing * (turn + 1) // n_counting - missing * turn // n_counting
                turn += 1
                found.append((outline, count(max(1, size + extra))))
            else:
                found.append((outline, quota))
        return found

    def _settled(self, outline: Outline) -> tuple[Outline, Quota, int]:
        """Return the outline, widened if its pool is too small, its quota and what that gives."""
        for choice in outline.widened():
            outline, pool = choice, self._pool(choice)
            if pool.sum() >= _ENOUGH * outline.wanted:
                break
        number = int(outline.plan_id[-3:])
        rounding = _ROUNDINGS[number % len(_ROUNDINGS)]
        offer = None
        if outline.facts.front_line >= _SMALL and outline.kind is PlanKind.DUAL_RANDOM:
            if number % 6 == 0:
                n_officers = self._n_officers[outline.body_id]
                offer = per_officer(outline.wanted, n_officers, rounding)
            elif number % 5:
                offer = by_risk(self._sizes(pool), outline.wanted, rounding)
        quota, size = offer or (count(outline.wanted), outline.wanted)
        return outline, quota, min(size, int(pool.sum()))

    def _pool(self, outline: Outline) -> Mask:
        items = participation(outline).item_ids
        return self._open.pool(outline.scope, (outline.body_id,), items)

    def _sizes(self, pool: Mask) -> dict[Stratum, int]:
        values, sizes = np.unique(self._risks[pool], return_counts=True)
        return {(str(value),): int(size) for value, size in zip(values, sizes, strict=True)}


def _can_give_way(outline: Outline, quota: Quota) -> bool:
    return quota.kind is QuotaKind.COUNT and outline.facts.front_line >= _SMALL


class Listing:
    """Gives outlines fixed targets, none of them twice."""

    def __init__(self, ground: Ground, visited: Mask, *, rng: np.random.Generator) -> None:
        """Leave out targets *visited* in the past year."""
        active = ground.targets.frame["active"].to_numpy()
        self._ground = ground
        self._free = active & ~visited
        self._rng = rng

    def settled(self, outline: Outline) -> tuple[Outline, tuple[str, ...]]:
        """Return the outline, widened if it has too few targets, and its targets."""
        for choice in outline.widened():
            outline, rows = choice, np.flatnonzero(self._ground.mask(choice.scope) & self._free)
            if len(rows) >= outline.wanted:
                break
        chosen = np.sort(self._rng.choice(rows, size=outline.wanted, replace=False))
        self._free[chosen] = False
        ids = self._ground.targets.ids
        return outline, tuple(ids[row] for row in chosen.tolist())


def is_listed(outline: Outline) -> bool:
    """Tell whether the plan's targets are fixed rather than drawn here."""
    if outline.kind is PlanKind.SPECIAL:
        return int(outline.plan_id[-3:]) % _LISTED_SPECIAL == 0
    return outline.kind is not PlanKind.DUAL_RANDOM


def fixed(outline: Outline, target_ids: tuple[str, ...]) -> TargetSource:
    """Return the *target_ids* with what makes them lawful: an approval or a published draw."""
    number = int(outline.plan_id[-3:])
    if outline.kind is PlanKind.SPECIAL:
        return ListedTargets(
            target_ids=target_ids,
            reason=f"{outline.topic.name}专项整治方案所列检查对象",
            approver="区人民政府分管副区长",
        )
    if number % 3 == 0:
        return ListedTargets(
            target_ids=target_ids,
            reason=f"市级主管部门交办{outline.topic.name}问题线索核查",
            approver="市级主管部门分管负责人",
        )
    draw_number = f"{_DIVISION}-2026-{number:06}"
    digest = hashlib.sha256("\n".join((draw_number, *target_ids)).encode()).hexdigest()
    return PublishedTargets(target_ids=target_ids, draw_number=draw_number, digest=digest)


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
        merging=int(outline.plan_id[-3:]) % _ALONE != 0,
        priority=priority,
    )


def drawn_plan(outline: Outline, quota: Quota, priority: int) -> Plan:
    """Return the finished plan, with its targets to be drawn here."""
    return plan(outline, DrawnTargets(scope=outline.scope, quota=quota), priority)


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
