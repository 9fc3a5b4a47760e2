"""Inspection items (抽查事项): what is checked, by whom, at which targets."""

from __future__ import annotations

from dataclasses import dataclass, field

from scheduler.domain.identifiers import is_plain
from scheduler.domain.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionItem:
    """One line of the published item list.

    *applies_to* decides which targets the item concerns, and so which bodies of a joint plan
    come to a given target. *key_item* (重点检查事项) has no ceiling on its ratio.
    """

    item_id: str
    name: str
    body_id: str
    legal_basis: str = ""
    key_item: bool = False
    applies_to: Scope = field(default_factory=Scope)

    def __post_init__(self) -> None:
        if not is_plain(self.item_id):
            message = f"item_id must be plain ASCII, got {self.item_id!r}."
            raise ValueError(message)
