"""Plans whose targets are fixed: by a list that somebody approved, or by a draw made above."""

from __future__ import annotations

import hashlib

import numpy as np

from scenarios.ground import Ground, Mask
from scenarios.outlines import Outline
from scheduler.domain.plans import ListedTargets, PlanKind, PublishedTargets, TargetSource

_LISTED_SPECIAL = 5
"""Every fifth special plan has its targets on a list."""

_CITY = "120000"


def is_listed(outline: Outline) -> bool:
    """Tell whether the plan's targets are fixed rather than drawn here."""
    if outline.kind is PlanKind.SPECIAL:
        return outline.number % _LISTED_SPECIAL == 0
    return outline.kind is not PlanKind.DUAL_RANDOM


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


def fixed(outline: Outline, target_ids: tuple[str, ...]) -> TargetSource:
    """Return the *target_ids* with what makes them lawful: an approval or a published draw."""
    number = outline.number
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
    draw_number = f"{_CITY}-2026-{number:06}"
    digest = hashlib.sha256("\n".join((draw_number, *target_ids)).encode()).hexdigest()
    return PublishedTargets(target_ids=target_ids, draw_number=draw_number, digest=digest)
