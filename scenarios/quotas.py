"""Quotas that come near a wanted number of targets, from ratios that have been published."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from scenarios.streets import QUARTERS
from scenarios.targets import RISK_CLASSES
from scheduler.domain.overlap import Margin, OverlappingQuota
from scheduler.domain.policy import RATIO_PRESETS
from scheduler.domain.quota import Quota, QuotaKind, Rounding, Stratum

_PARTS_OF_A_YEAR = (1, 2, 4, 12)
"""The presets are ratios a year; a plan draws them at once or in equal batches."""


def count(wanted: int, weight_column: str | None = None) -> Quota:
    """Return a quota of *wanted* targets, with equal chances or by weight."""
    return Quota(kind=QuotaKind.COUNT, otherwise=Fraction(wanted), weight_column=weight_column)


def by_street(streets: tuple[str, ...]) -> Quota:
    """Return a quota of one target in each of the *streets*."""
    return Quota(
        kind=QuotaKind.COUNT,
        columns=("street",),
        amounts={(street,): Fraction(1) for street in streets},
    )


def per_officer(wanted: int, n_officers: int, rounding: Rounding) -> Quota:
    """Return a quota in twelfths of a target per officer, near *wanted*."""
    twelfths = max(1, round(Fraction(12 * wanted, n_officers)))
    return Quota(kind=QuotaKind.PER_OFFICER, otherwise=Fraction(twelfths, 12), rounding=rounding)


def spread(wanted: int, trade: str) -> OverlappingQuota:
    """Return overlapping quotas: a fifth in each quarter, and of one trade two fifths at most."""
    quarters = (
        Margin(column="quarter", level=quarter, least=wanted // 5, most=wanted)
        for quarter in QUARTERS
    )
    most = Margin(column="industry_code", level=trade, least=0, most=wanted * 2 // 5)
    return OverlappingQuota(size=wanted, margins=(*quarters, most))


def by_risk(sizes: Mapping[Stratum, int], wanted: int, rounding: Rounding) -> Quota | None:
    """Return the published ratio by risk class that comes nearest to *wanted*.

    None if no preset in no batch comes within a half of it.
    """
    offers = [
        _batch(preset, batches, rounding)
        for preset in sorted(RATIO_PRESETS)
        for batches in _PARTS_OF_A_YEAR
    ]
    misses = [abs(drawn(offer, sizes) - wanted) for offer in offers]
    nearest = min(misses)
    return offers[misses.index(nearest)] if 2 * nearest <= wanted else None


def _batch(preset: str, batches: int, rounding: Rounding) -> Quota:
    ratios = RATIO_PRESETS[preset]
    return Quota(
        kind=QuotaKind.RATIO,
        columns=("credit_risk_class",),
        amounts={(name,): ratios[name] / batches for name in RISK_CLASSES},
        rounding=rounding,
    )


def drawn(quota: Quota, sizes: Mapping[Stratum, int], n_officers: int = 0) -> int:
    """Return how many targets a quota gives from strata of these *sizes*."""
    due = 0
    for stratum, size in sizes.items():
        amount = quota.amount(stratum)
        match quota.kind:
            case QuotaKind.RATIO:
                amount *= size
            case QuotaKind.PER_OFFICER:
                amount *= n_officers
        due += min(size, quota.rounding.apply(amount))
    return due
