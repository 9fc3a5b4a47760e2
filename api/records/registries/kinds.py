"""Which registries there are, in which table each is kept, and what names a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.files.table_rows import BODIES, CONFLICTS, ITEMS, LEAVE, RELATIVES
from api.tables.registries import (
    BodyRow,
    ConflictRow,
    Held,
    InspectionRow,
    ItemRow,
    LeaveRow,
    OfficerRow,
    RelativesRow,
    TargetRow,
)
from scheduler.domain.inspections import INSPECTIONS
from scheduler.domain.registry import OFFICERS, TARGETS


@dataclass(frozen=True, slots=True)
class RegistryKind:
    """A registry. *schema* gives its columns in canonical order.

    *key* names a row; without one, a row is what it says, and is never changed but replaced.
    *body* is the column of the body that a row belongs to; empty if rows belong to the district.
    """

    name: str
    table: type[Held]
    schema: Mapping[str, Any]
    key: tuple[str, ...] = ()
    body: str = ""
    keeps_extra: bool = False

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns by which rows are told apart."""
        return self.key or tuple(self.schema)


def _types(schema: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
    return {name: kind for name, (kind, _) in schema.items()}


KINDS: Mapping[str, RegistryKind] = {
    kind.name: kind
    for kind in (
        RegistryKind("bodies", BodyRow, BODIES, ("body_id",)),
        RegistryKind("items", ItemRow, ITEMS, ("item_id",), body="body_id"),
        RegistryKind("targets", TargetRow, _types(TARGETS), ("target_id",), keeps_extra=True),
        RegistryKind("officers", OfficerRow, _types(OFFICERS), ("officer_id",), body="body_id"),
        RegistryKind("conflicts", ConflictRow, CONFLICTS),
        RegistryKind("relatives", RelativesRow, RELATIVES),
        RegistryKind("leave", LeaveRow, LEAVE),
        RegistryKind(
            "history",
            InspectionRow,
            _types(INSPECTIONS),
            ("visit_id", "target_id", "body_id"),
        ),
    )
}
"""Registries by name, in an order in which each finds what it refers to."""
