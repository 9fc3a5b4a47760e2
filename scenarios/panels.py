"""Invented pools of people with feature quotas, of the sizes that citizens' assemblies publish.

Sizes (pool, panel, features) as in Table 1 of B. Flanigan, P. Gölz, A. Gupta, B. Hennig,
A. Procaccia, "Fair algorithms for selecting citizens' assemblies", Nature 596 (2021); everything
else is invented. Bounds come from a population that the pool does not mirror, as volunteers
never do, and contain a panel that was planted, so they can be met.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from scheduler.domain.overlap import Law, Margin, OverlappingQuota

FEATURES = ("gender", "age", "district", "education", "origin", "housing", "attitude", "income")
N_LEVELS = (2, 6, 4, 4, 3, 3, 5, 4)
RELUCTANCE = 0.6
"""Standard deviation of the logarithm by which a level comes forward more or less often."""


@dataclass(frozen=True, slots=True)
class PanelSize:
    """People in the pool, seats on the panel, features with quotas."""

    pool: int
    seats: int
    features: int


PUBLISHED = {
    "mass": PanelSize(70, 24, 5),
    "sf-c": PanelSize(161, 44, 7),
    "hd": PanelSize(239, 30, 7),
    "sf-b": PanelSize(250, 20, 6),
    "sf-a": PanelSize(312, 35, 6),
    "obf": PanelSize(321, 30, 8),
    "sf-d": PanelSize(404, 40, 6),
    "cca": PanelSize(825, 75, 4),
    "sf-e": PanelSize(1727, 110, 7),
}


@dataclass(frozen=True, slots=True)
class PanelWorld:
    """A pool with a column `person_id` and one per feature, and its quota."""

    pool: pl.DataFrame
    quota: OverlappingQuota


def panel_world(
    size: PanelSize, rng: np.random.Generator, *, law: Law = Law.UNIFORM, slack: int = 0
) -> PanelWorld:
    """Invent a pool and a quota that it can meet; bounds are *slack* wider on both sides."""
    columns: dict[str, list[str]] = {"person_id": [f"P{number:05d}" for number in range(size.pool)]}
    margins: list[Margin] = []
    appeal = np.zeros(size.pool)
    drawn: list[tuple[str, np.ndarray, np.ndarray]] = []
    for feature, n_levels in zip(FEATURES[: size.features], N_LEVELS, strict=False):
        wanted = rng.dirichlet(np.full(n_levels, 4.0))
        offered = wanted * np.exp(rng.normal(0, RELUCTANCE, n_levels))
        levels = rng.choice(n_levels, size.pool, p=offered / offered.sum())
        appeal += np.log(wanted / offered)[levels]
        columns[feature] = [f"{feature}-{level + 1}" for level in levels]
        drawn.append((feature, wanted, levels))
    planted = np.argsort(appeal + rng.gumbel(size=size.pool))[-size.seats :]
    for feature, wanted, levels in drawn:
        seated = np.bincount(levels[planted], minlength=len(wanted))
        for level, share in enumerate(wanted):
            fair = share * size.seats
            margins.append(
                Margin(
                    column=feature,
                    level=f"{feature}-{level + 1}",
                    least=max(0, min(int(np.floor(fair)), int(seated[level])) - slack),
                    most=max(int(np.ceil(fair)), int(seated[level])) + slack,
                )
            )
    quota = OverlappingQuota(size=size.seats, margins=tuple(margins), law=law)
    return PanelWorld(pl.DataFrame(columns), quota)
