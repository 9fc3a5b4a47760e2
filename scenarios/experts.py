"""Experts (专家名录) come along to advise. They have no certificate and never count as officers.

Few bodies keep a list: those whose plans ask for experts in food, special equipment or building.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from scenarios.bodies import BY_NAME
from scheduler.domain.registry import Role


class Panel(NamedTuple):
    """So many experts of a body in one field, a qualification."""

    body: str
    field: str
    experts: int


_PANELS = (
    Panel("区市场监督管理局", "food", 12),
    Panel("区市场监督管理局", "special_equipment", 8),
    Panel("区住房和建设委员会", "construction", 8),
    Panel("区建设工程质量安全监督管理总站", "construction", 8),
    Panel("天津经开区建设和交通局", "construction", 4),
)

_LISTED = {(BY_NAME[panel.body], panel.field) for panel in _PANELS}


def places(body_id: str, field: str) -> tuple[frozenset[str], ...]:
    """Return the expert places of a plan of the body in a *field*: one, or none without experts."""
    return (frozenset({field}),) if (body_id, field) in _LISTED else ()


def experts() -> pl.DataFrame:
    """Return the rows of all experts for the registry of officers."""
    fields = [(panel.body, panel.field) for panel in _PANELS for _ in range(panel.experts)]
    numbers = range(1, len(fields) + 1)
    return pl.DataFrame(
        {
            "officer_id": [f"ZJ{number:05}" for number in numbers],
            "name": [f"专家{number:04}" for number in numbers],
            "body_id": [BY_NAME[body] for body, _ in fields],
            "front_line": [False] * len(fields),
            "may_lead": [False] * len(fields),
            "qualifications": [[field] for _, field in fields],
            "role": [Role.EXPERT.value] * len(fields),
        }
    )
