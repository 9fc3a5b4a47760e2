"""Places: the 21 streets and towns of the district and its five development zones."""

from __future__ import annotations

from typing import NamedTuple


class Street(NamedTuple):
    """A street or town. *share* is its part of the targets, *zones* the part that a zone runs."""

    name: str
    quarter: str  # the former district: 塘沽, 汉沽, 大港
    share: float
    zones: tuple[tuple[str, float], ...] = ()


TEDA = "天津经济技术开发区"
FREE_PORT = "天津港保税区"
HIGH_TECH = "天津滨海高新技术产业开发区"
DONGJIANG = "天津东疆综合保税区"
ECO_CITY = "中新天津生态城"

STREETS = (
    Street("塘沽街道", "塘沽", 11.0, ((FREE_PORT, 0.1),)),
    Street("杭州道街道", "塘沽", 10.0),
    Street("新河街道", "塘沽", 6.0, ((HIGH_TECH, 0.2),)),
    Street("大沽街道", "塘沽", 4.0, ((FREE_PORT, 0.4),)),
    Street("新北街道", "塘沽", 8.0, ((HIGH_TECH, 0.5),)),
    Street("北塘街道", "塘沽", 4.0, ((TEDA, 0.4),)),
    Street("胡家园街道", "塘沽", 5.0, ((HIGH_TECH, 0.3),)),
    Street("新港街道", "塘沽", 9.0, ((DONGJIANG, 0.4), (FREE_PORT, 0.2))),
    Street("新村街道", "塘沽", 3.0),
    Street("泰达街道", "塘沽", 13.0, ((TEDA, 0.95),)),
    Street("汉沽街道", "汉沽", 4.0),
    Street("寨上街道", "汉沽", 6.0, ((ECO_CITY, 0.6),)),
    Street("茶淀街道", "汉沽", 2.6, ((TEDA, 0.3),)),
    Street("大港街道", "大港", 6.0),
    Street("古林街道", "大港", 3.5, ((TEDA, 0.3),)),
    Street("海滨街道", "大港", 2.5),
    Street("新城镇", "塘沽", 1.2),
    Street("杨家泊镇", "汉沽", 0.9),
    Street("太平镇", "大港", 1.2),
    Street("小王庄镇", "大港", 1.1),
    Street("中塘镇", "大港", 2.4),
)

QUARTERS = ("塘沽", "汉沽", "大港")


def streets_of(quarter: str) -> tuple[str, ...]:
    """Return the names of the streets and towns of a quarter."""
    return tuple(street.name for street in STREETS if street.quarter == quarter)


def short(street: str) -> str:
    """Return the name without what it is: 塘沽, 新城, 杭州道."""
    return street.removesuffix("街道").removesuffix("镇")
