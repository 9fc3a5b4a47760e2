"""What a sheet for people is made of, and names as they stand in its cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from api.files.planbook.columns import COLUMNS, Column
from api.files.planbook.edition import Edition

Cell = str | int | float | date | None


class Sheet(NamedTuple):
    """A sheet for people: its name, its columns and its rows."""

    name: str
    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]


def columns_of(names: str) -> tuple[Column, ...]:
    """Return the columns named in *names*, separated by blanks."""
    return tuple(PEOPLES[name] for name in names.split())


PEOPLES: Mapping[str, Column] = {
    **COLUMNS,
    "last_day": Column(date, "结束日期", "To", 12),
    "plan_names": Column(str, "检查计划名称", "Plans", 36),
    "target_names": Column(str, "检查对象", "Targets", 32),
    "item_names": Column(str, "检查事项", "Items", 28),
    "members": Column(str, "成员（执法证号）", "Members (certificate)", 32),
    "leader_name": Column(str, "组长", "Leader", 12),
    "unit": Column(str, "所在单位", "Unit", 20),
    "share": Column(float, "应担份额", "Fair share", 10),
    "saved": Column(int, "减少入企次数", "Visits saved", 11),
}


def bodies(body_ids: Iterable[str], edition: Edition) -> str:
    """Return the names of bodies in one cell."""
    return joined(edition.body_name(body_id) for body_id in body_ids)


def officer_name(officer_id: str, edition: Edition) -> str | None:
    """Return the name of an officer; None where there is none."""
    name: Any = edition.officers[officer_id]["name"] if officer_id else None
    return name if name is None else str(name)


def joined(names: Iterable[str]) -> str:
    """Return names in one cell."""
    return "、".join(names)
