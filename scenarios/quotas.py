"""Quotas that come to a wanted number of targets, from ratios that have been published."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from scenarios.targets import RISK_CLASSES
from scheduler.domain.policy import RATIO_PRESETS
from scheduler.domain.quota import Quota, QuotaKind, Rounding, Stratum

_PARTS_OF_A_YEAR = (1, 2, 4, 12)
"""The presets are ratios a year; a plan draws them at once or in equal batches."""


def by_risk(
    sizes: Mapping[Stratum, int], wanted: int, rounding: Rounding
) -> tuple[Quota, int] | None:
    """Return the published ratio by risk class that comes nearest to *wanted*, and what it gives.

    None if no preset in no batch comes within a half.
    """
    offers = [
        _offer(preset, batches, rounding)
        for preset in sorted(RATIO_PRESETS)
        for batches in _PARTS_OF_A_YEAR
    ]
    found = [(offer, drawn(offer, sizes)) for offer in offers]
    best = min(found, key=lambda pair: abs(pair[1] - wanted))
    return best if 2 * abs(best[1] - wanted) <= wanted else None


def _offer(preset: str, batches: int, rounding: Rounding) -> Quota:
    ratios = RATIO_PRESETS[preset]
    return Quota(
        kind=QuotaKind.RATIO,
        columns=("credit_risk_class",),
        amounts={(name,): ratios[name] / batches for name in RISK_CLASSES},
        rounding=rounding,
    )


def count(wanted: int) -> Quota:
    """Return a quota of *wanted* targets."""
    return Quota(kind=QuotaKind.COUNT, otherwise=Fraction(wanted))


def per_officer(wanted: int, n_officers: int, rounding: Rounding) -> tuple[Quota, int]:
    """Return a quota in twelfths per officer, near *wanted*, and what it gives."""
    twelfths = max(1, round(Fraction(12 * wanted, n_officers)))
    amount = Fraction(twelfths, 12)
    quota = Quota(kind=QuotaKind.PER_OFFICER, otherwise=amount, rounding=rounding)
    return quota, rounding.apply(amount * n_officers)


def drawn(quota: Quota, sizes: Mapping[Stratum, int]) -> int:
    """Return how many targets a ratio or a count gives from strata of these *sizes*."""
    if quota.kind is QuotaKind.RATIO:
        return sum(
            min(size, quota.rounding.apply(quota.amount(stratum) * size))
            for stratum, size in sizes.items()
        )
    return sum(min(size, int(quota.amount(stratum))) for stratum, size in sizes.items())
