"""Targets without a registration: areas (rivers, roads, markets, squares) and building projects."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from scenarios.codes import DIVISION
from scenarios.doors import anywhere
from scenarios.streets import STREETS
from scenarios.supervision import supervising_units
from scheduler.domain.registry import TargetType

_AREAS = (
    ("河湖", 160, ("段河道", "段排河", "片坑塘")),
    ("道路", 90, ("段主干路", "段支路", "段背街里巷")),
    ("集贸市场", 60, ("菜市场周边", "早市", "便民市场")),
    ("广场", 50, ("文化广场", "休闲公园", "车站站前")),
)
"""Kind of area, how many, and what they are called after the street and a number."""

PROJECTS = 600
SITE = "在建工程"
DUST = "扬尘源"


def areas(*, rng: np.random.Generator) -> pl.DataFrame:
    """Return the areas; their ids are the district's own: `QY-0001`."""
    kinds = [(kind, name) for kind, number, names in _AREAS for name in _repeat(names, number)]
    count = len(kinds)
    streets = rng.integers(len(STREETS), size=count)
    return pl.DataFrame(
        {
            "target_id": [f"QY-{number:04}" for number in range(1, count + 1)],
            "name": [
                f"{STREETS[street].name}第{number}{name}"
                for number, (street, (_, name)) in enumerate(zip(streets, kinds, strict=True), 1)
            ],
            "target_type": [TargetType.AREA.value] * count,
            "division_code": [DIVISION] * count,
            "street": [STREETS[street].name for street in streets],
            "supervising_unit": [STREETS[street].name for street in streets],
            "labels": [[kind] for kind, _ in kinds],
            **anywhere(streets, rng=rng),
        }
    )


def projects(*, rng: np.random.Generator) -> pl.DataFrame:
    """Return the building projects under way; their ids are permits: `GC-2025-0001`."""
    shares = np.array([street.share for street in STREETS])
    streets = rng.choice(len(STREETS), size=PROJECTS, p=shares / shares.sum())
    years = rng.integers(2023, 2027, size=PROJECTS)
    kinds = np.array(("住宅项目", "厂房项目", "市政道路项目", "商业综合体项目", "学校项目"))
    kind = kinds[rng.integers(len(kinds), size=PROJECTS)]
    return pl.DataFrame(
        {
            "target_id": [f"GC-{year}-{number:04}" for number, year in enumerate(years, 1)],
            "name": [
                f"{STREETS[street].name}{number}号地块{name}"
                for number, (street, name) in enumerate(zip(streets, kind, strict=True), 1)
            ],
            "target_type": [TargetType.PROJECT.value] * PROJECTS,
            "division_code": [DIVISION] * PROJECTS,
            "street": [STREETS[street].name for street in streets],
            "supervising_unit": supervising_units(streets, rng=rng),
            "industry_code": ["E4710"] * PROJECTS,
            "reg_date": [date(int(year), 1 + number % 8, 1) for number, year in enumerate(years)],
            "labels": [[SITE, DUST] if dusty else [SITE] for dusty in rng.random(PROJECTS) < 0.7],
            **anywhere(streets, rng=rng),
        }
    )


def _repeat(names: tuple[str, ...], number: int) -> list[str]:
    return [names[i % len(names)] for i in range(number)]
