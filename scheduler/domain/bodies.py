"""Enforcement bodies (行政执法主体)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.domain.identifiers import is_plain


class Level(StrEnum):
    """Level of government of a body; annual caps may be set per level."""

    CITY = "city"
    DISTRICT = "district"
    STREET = "street"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class EnforcementBody:
    """A body with enforcement authority: a department, a development zone, a street or town."""

    body_id: str
    name: str
    level: Level = Level.DISTRICT

    def __post_init__(self) -> None:
        if not is_plain(self.body_id):
            message = f"body_id must be plain ASCII, got {self.body_id!r}."
            raise ValueError(message)
