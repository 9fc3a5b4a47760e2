"""Plans that draw their targets: each gets a quota, and together they come to the month's total."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from scenarios.ground import Ground, Mask, OpenTargets
from scenarios.outlines import Focus, Outline
from scenarios.plans import participation
from scenarios.quotas import by_risk, by_street, count, drawn, per_officer, spread
from scheduler.domain.overlap import OverlappingQuota
from scheduler.domain.plans import PlanKind
from scheduler.domain.quota import NO_VALUE, Quota, QuotaKind, Rounding, Stratum

_ENOUGH = 4
"""A pool has at least so many targets for each one drawn, or the plan is widened."""

_FEW = 400
"""In a pool with fewer targets a ratio of a class, rounded down, could be nobody."""

_IN_A_STREET = 10
"""In a street with fewer targets other plans might leave nobody."""

_LEFT = 4
"""Other plans may take so much of a pool that a quarter is left."""

_ROUNDINGS = tuple(Rounding)

_SPREAD, _RESTAURANTS = "BH2612-D001", "H6210"
"""The plan with overlapping quotas inspects eating places, of which every other is a restaurant."""

AnyQuota = Quota | OverlappingQuota


class Settled(NamedTuple):
    """An outline with its quota, how many targets that *gives*, and how many are in the *pool*."""

    outline: Outline
    quota: AnyQuota
    gives: int
    pool: int

    @property
    def gives_way(self) -> bool:
        """Whether the plan can take more targets, or fewer, than it was meant to."""
        if isinstance(self.quota, OverlappingQuota) or self.outline.facts.is_strained:
            return False
        return self.quota.kind is QuotaKind.COUNT and not self.quota.columns

    def with_more(self, extra: int) -> Settled:
        """Return the same with *extra* targets, which may be negative; one is left at least."""
        if isinstance(self.quota, OverlappingQuota) or not extra:
            return self
        amount = max(Fraction(1), self.quota.otherwise + extra)
        return self._replace(quota=replace(self.quota, otherwise=amount))


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

    def quotas(self, outlines: list[Outline]) -> list[Settled]:
        """Return outlines with quotas; the plans that count make good what the others miss."""
        settled = [self._settled(outline) for outline in outlines]
        missing = sum(one.wanted for one in outlines) - sum(one.gives for one in settled)
        willing = [turn for turn, one in enumerate(settled) if one.gives_way]
        bounds = [missing * turn // len(willing) for turn in range(len(willing) + 1)]
        extra = dict(zip(willing, np.diff(bounds).tolist(), strict=True))
        return [one.with_more(extra.get(turn, 0)) for turn, one in enumerate(settled)]

    def _settled(self, outline: Outline) -> Settled:
        """Return the outline, widened if its pool is too small, with its quota."""
        for choice in outline.widened():
            outline, pool = choice, self._pool(choice)
            if pool.sum() >= _ENOUGH * outline.wanted:
                break
        quota = self._quota(outline, pool)
        if isinstance(quota, OverlappingQuota):
            return Settled(outline, quota, quota.size, int(pool.sum()))
        sizes, n_officers = self._sizes(pool, quota.columns), self._in_post[outline.body_id]
        return Settled(outline, quota, drawn(quota, sizes, n_officers), int(pool.sum()))

    def _pool(self, outline: Outline) -> Mask:
        items = participation(outline).item_ids
        return self._open.pool(outline.draw_scope, (outline.body_id,), items)

    def _sizes(self, pool: Mask, columns: tuple[str, ...]) -> Counter[Stratum]:
        if not columns:
            return Counter({(): int(pool.sum())})
        values = self._columns[columns[0]][pool].tolist()
        return Counter((value,) for value in values)

    def _quota(self, outline: Outline, pool: Mask) -> AnyQuota:
        """Return the quota; which kind it is goes round with the plan's number.

        A strained body is given counts: a ratio could overtax it.
        """
        facts, turn = outline.facts, outline.number
        few = pool.sum() < _FEW
        rounding = Rounding.CEIL if few else _ROUNDINGS[turn % len(_ROUNDINGS)]
        if outline.plan_id == _SPREAD:
            return spread(outline.wanted, _RESTAURANTS)
        if outline.kind is PlanKind.SPECIAL:
            if outline.focus is Focus.COMPLAINTS:
                return count(outline.wanted, weight_column="complaint_count_12m")
            if not outline.place.conditions and turn % 2:
                return self._by_street(pool, outline.wanted)
        elif turn % 6 == 0 and not facts.is_strained:
            return per_officer(outline.wanted, self._in_post[outline.body_id], rounding)
        elif turn % 5 and not facts.is_strained:
            sizes = self._sizes(pool, ("credit_risk_class",))
            return _by_risk(sizes, outline.wanted, rounding) or count(outline.wanted)
        return count(outline.wanted)

    def _by_street(self, pool: Mask, wanted: int) -> Quota:
        """Return one target in each of the streets with most; a count if too few streets do."""
        sizes = self._sizes(pool, ("street",))
        enough = [street for (street,), size in sizes.most_common(wanted) if size >= _IN_A_STREET]
        return by_street(tuple(sorted(enough))) if len(enough) == wanted else count(wanted)


def _by_risk(sizes: Mapping[Stratum, int], wanted: int, rounding: Rounding) -> Quota | None:
    """Return ratios by risk class, rounded up where they could else come to nobody."""
    found = by_risk(sizes, wanted, rounding)
    left = {stratum: size // _LEFT for stratum, size in sizes.items()}
    if found is None or drawn(found, left):
        return found
    return by_risk(sizes, wanted, Rounding.CEIL)
