"""Places: the 21 streets and towns of the district and its five development zones.

Positions are ours, right to a kilometre or two, in the Gauss-Krüger projection about 117° E.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl


class Street(NamedTuple):
    """A street or town. *share* is its part of the targets, *zones* the part that a zone runs.

    It lies within *reach* of its centre. Distances are in kilometres.
    """

    name: str
    quarter: str  # the former district: 塘沽, 汉沽, 大港
    share: float
    centre: tuple[float, float]  # east of the false origin, north of the equator
    reach: float
    zones: tuple[tuple[str, float], ...] = ()


TEDA = "天津经济技术开发区"
FREE_PORT = "天津港保税区"
HIGH_TECH = "天津滨海高新技术产业开发区"
DONGJIANG = "天津东疆综合保税区"
ECO_CITY = "中新天津生态城"

STREETS = (
    Street("塘沽街道", "塘沽", 11.0, (556.2, 4320.7), 1.2, ((FREE_PORT, 0.1),)),
    Street("杭州道街道", "塘沽", 10.0, (554.3, 4322.0), 1.4),
    Street("新河街道", "塘沽", 6.0, (551.4, 4322.2), 1.8, ((HIGH_TECH, 0.2),)),
    Street("大沽街道", "塘沽", 4.0, (559.6, 4314.6), 3.2, ((FREE_PORT, 0.4),)),
    Street("新北街道", "塘沽", 8.0, (553.4, 4326.2), 2.4, ((HIGH_TECH, 0.5),)),
    Street("北塘街道", "塘沽", 4.0, (560.2, 4330.4), 3.0, ((TEDA, 0.4),)),
    Street("胡家园街道", "塘沽", 5.0, (547.6, 4318.4), 3.2, ((HIGH_TECH, 0.3),)),
    Street("新港街道", "塘沽", 9.0, (562.4, 4318.6), 2.2, ((DONGJIANG, 0.4), (FREE_PORT, 0.2))),
    Street("新村街道", "塘沽", 3.0, (557.6, 4318.4), 1.0),
    Street("泰达街道", "塘沽", 13.0, (560.4, 4323.6), 2.6, ((TEDA, 0.95),)),
    Street("汉沽街道", "汉沽", 4.0, (569.0, 4346.4), 1.8),
    Street("寨上街道", "汉沽", 6.0, (570.8, 4342.6), 3.4, ((ECO_CITY, 0.6),)),
    Street("茶淀街道", "汉沽", 2.6, (562.4, 4346.2), 3.6, ((TEDA, 0.3),)),
    Street("大港街道", "大港", 6.0, (538.8, 4300.8), 2.0),
    Street("古林街道", "大港", 3.5, (544.6, 4297.0), 4.0, ((TEDA, 0.3),)),
    Street("海滨街道", "大港", 2.5, (541.2, 4290.4), 4.0),
    Street("新城镇", "塘沽", 1.2, (551.6, 4313.4), 3.2),
    Street("杨家泊镇", "汉沽", 0.9, (577.4, 4350.6), 3.8),
    Street("太平镇", "大港", 1.2, (531.2, 4277.6), 4.6),
    Street("小王庄镇", "大港", 1.1, (524.4, 4287.2), 4.6),
    Street("中塘镇", "大港", 2.4, (527.0, 4297.4), 4.2),
)

QUARTERS = ("塘沽", "汉沽", "大港")


def streets_of(quarter: str) -> tuple[str, ...]:
    """Return the names of the streets and towns of a quarter."""
    return tuple(street.name for street in STREETS if street.quarter == quarter)


def quarters() -> pl.Expr:
    """Return the column `quarter` (片区) of a target's street, on which quotas are set."""
    of_street = {street.name: street.quarter for street in STREETS}
    return pl.col("street").replace_strict(of_street, return_dtype=pl.String).alias("quarter")


def short(street: str) -> str:
    """Return the name without what it is: 塘沽, 新城, 杭州道."""
    return street.removesuffix("街道").removesuffix("镇")
