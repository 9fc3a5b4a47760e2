"""What a check found, as plain data: pools, quotas, capacity, what is short and what mends it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from typing import Any

from scheduler.domain.lock import PlanPool
from scheduler.errors import Fault
from scheduler.planning.checking import Check
from scheduler.planning.rehearsal import Rehearsed


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever a dataclass holds
    """Return *value* as plain data: enumerations by value, days as text, sets sorted."""
    match value:
        case Enum():
            found: Any = value.value
        case date() | datetime():
            found = value.isoformat()
        case Fraction():
            found = str(value)
        case Mapping():
            found = {str(plain(key)): plain(member) for key, member in value.items()}
        case frozenset() | set():
            found = sorted(plain(member) for member in value)
        case list() | tuple():
            found = [plain(member) for member in value]
        case _ if is_dataclass(value):
            found = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            found = value
    return found


def faults_data(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """Return faults as plain data."""
    return [
        {"code": fault.code, "place": fault.place, "facts": dict(fault.facts)} for fault in faults
    ]


def report_data(checked: Check, rehearsed: Rehearsed | None = None) -> dict[str, Any]:
    """Return what a check found.

    Each shortage has its relaxations under numbers by which one can be applied.
    """
    return {
        "sound": checked.is_sound,
        "faults": faults_data(checked.faults),
        "pools": [pool_data(pool) for pool in checked.pools],
        "capacities": plain(checked.capacities),
        "shortages": _numbered(plain(checked.shortages)),
        "day_shortages": _numbered(plain(checked.day_shortages)),
        "unmet": plain(checked.unmet),
        "pool_shortages": plain(checked.pool_shortages),
        "days": None
        if checked.days is None
        else {
            "plan_days": plain(checked.days.plan_days),
            "body_days": plain(checked.days.body_days),
        },
        "rehearsed": None if rehearsed is None else plain(rehearsed),
    }


def pool_data(pool: PlanPool) -> dict[str, Any]:
    """Return a pool in figures; who is in it is nobody's business before the lock."""
    return {
        "plan_id": pool.plan_id,
        "pool": pool.size,
        "quota": pool.quota,
        "exclusions": {reason.value: count for reason, count in sorted(pool.exclusions.items())},
        "strata": [
            {"stratum": plain(part.stratum), "pool": len(part.rows), "quota": part.quota}
            for part in pool.strata
        ],
    }


def _numbered(shortages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    number = 0
    for short in shortages:
        for relaxation in short["relaxations"]:
            relaxation["number"] = number
            number += 1
    return shortages
