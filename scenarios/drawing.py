"""Plans that draw their targets: each gets a quota, and together they come to the month's total."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import numpy as np

from scenarios.ground import Ground, Mask, OpenTargets
from scenarios.outlines import Focus, Outline
from scenarios.plans import participation
from scenarios.quotas import by_risk, by_street, count, drawn, per_officer
from scenarios.streets import STREETS
from scheduler.domain.plans import PlanKind
from scheduler.domain.quota import NO_VALUE, Quota, QuotaKind, Rounding, Stratum

_ENOUGH = 4
"""A pool has at least so many targets for each one drawn, or the plan is widened."""

_FEW = 400
"""In a pool with fewer targets a ratio of a class, rounded down, could be nobody."""

_ROUNDINGS = tuple(Rounding)


class Drawing:
    """Chooses quotas for outlines; *in_post* are the officers by body, for quotas per officer."""

    def __init__(
        self, ground: Ground, open_targets: OpenTargets, in_post: Mapping[str, int]
    ) -> None:
        self._open = open_targets
        self._in_post = in_post
        frame = ground.targets.frame
        self._columns = {
            name: frame[name].fill_null(NO_VALUE).to_numpy()
            for name in ("credit_risk_class", "street")
        }

    def quotas(self, outlines: list[Outline]) -> list[tuple[Outline, Quota]]:
        """Return outlines with quotas; the plans that count make good what the others miss."""
        settled = [self._settled(outline) for outline in outlines]
        missing = sum(outline.wanted for outline in outlines) - sum(size for *_, size in settled)
        willing = [
            turn for turn, (outline, quota, _) in enumerate(settled) if _gives_way(outline, quota)
        ]
        bounds = [missing * turn // len(willing) for turn in range(len(willing) + 1)]
        extra = dict(zip(willing, np.diff(bounds).tolist(), strict=True))
        return [
            (outline, _with_more(quota, extra.get(turn, 0)))
            for turn, (outline, quota, _) in enumerate(settled)
        ]

    def _settled(self, outline: Outline) -> tuple[Outline, Quota, int]:
        """Return the outline, widened if its pool is too small, its quota and what that gives."""
        for choice in outline.widened():
            outline, pool = choice, self._pool(choice)
            if pool.sum() >= _ENOUGH * outline.wanted:
                break
        quota = self._quota(outline, pool)
        n_officers = self._in_post[outline.body_id]
        return outline, quota, drawn(quota, self._sizes(pool, quota.columns), n_officers)

    def _pool(self, outline: Outline) -> Mask:
        items = participation(outline).item_ids
        return self._open.pool(outline.draw_scope, (outline.body_id,), items)

    def _sizes(self, pool: Mask, columns: tuple[str, ...]) -> Counter[Stratum]:
        if not columns:
            return Counter({(): int(pool.sum())})
        values = self._columns[columns[0]][pool].tolist()
        return Counter((value,) for value in values)

    def _quota(self, outline: Outline, pool: Mask) -> Quota:
        """Return the quota; which kind it is goes round with the plan's number.

        A strained body is given counts: a ratio could overtax it.
        """
        facts, turn = outline.facts, outline.number
        few = pool.sum() < _FEW
        rounding = Rounding.CEIL if few else _ROUNDINGS[turn % len(_ROUNDINGS)]
        if outline.kind is PlanKind.SPECIAL:
            if outline.focus is Focus.COMPLAINTS:
                return count(outline.wanted, weight_column="complaint_count_12m")
            if not outline.place.conditions and turn % 2:
                largest = sorted(STREETS, key=lambda street: -street.share)[: outline.wanted]
                return by_street(tuple(street.name for street in largest))
        elif turn % 6 == 0 and not facts.is_strained:
            return per_officer(outline.wanted, self._in_post[outline.body_id], rounding)
        elif turn % 5 and not facts.is_strained:
            sizes = self._sizes(pool, ("credit_risk_class",))
            return by_risk(sizes, outline.wanted, rounding) or count(outline.wanted)
        return count(outline.wanted)


def _gives_way(outline: Outline, quota: Quota) -> bool:
    whole = quota.kind is QuotaKind.COUNT and not quota.columns
    return whole and not outline.facts.is_strained


def _with_more(quota: Quota, extra: int) -> Quota:
    return replace(quota, otherwise=max(Fraction(1), quota.otherwise + extra)) if extra else quota
