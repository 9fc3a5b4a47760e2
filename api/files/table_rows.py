"""Small values as tables: bodies, items, conflicts, relatives and leave, and back."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from api.files.forms.scopes import scope_text
from scheduler.domain.bodies import EnforcementBody
from scheduler.domain.conflicts import Conflict, Kinship, Leave, conflict_key
from scheduler.domain.items import InspectionItem

BODIES = {"body_id": pl.String(), "name": pl.String(), "level": pl.String()}
ITEMS = {
    "item_id": pl.String(),
    "name": pl.String(),
    "body_id": pl.String(),
    "legal_basis": pl.String(),
    "key_item": pl.Boolean(),
    "applies_to": pl.String(),
}
CONFLICTS = {
    "officer_id": pl.String(),
    "subject": pl.String(),
    "subject_id": pl.String(),
    "relation": pl.String(),
    "state": pl.String(),
    "since": pl.Date(),
    "until": pl.Date(),
}
RELATIVES = {"officer_id": pl.String(), "relative_id": pl.String(), "relation": pl.String()}
LEAVE = {"officer_id": pl.String(), "starts": pl.Date(), "ends": pl.Date(), "absence": pl.String()}


def bodies_frame(bodies: Iterable[EnforcementBody]) -> pl.DataFrame:
    """Return bodies as a table."""
    rows = [(body.body_id, body.name, body.level.value) for body in bodies]
    return pl.DataFrame(rows, schema=BODIES, orient="row")


def items_frame(items: Iterable[InspectionItem]) -> pl.DataFrame:
    """Return items as a table; the scope is text."""
    rows = [
        (
            item.item_id,
            item.name,
            item.body_id,
            item.legal_basis or None,
            item.key_item,
            scope_text(item.applies_to) or None,
        )
        for item in items
    ]
    return pl.DataFrame(rows, schema=ITEMS, orient="row")


def conflicts_frame(conflicts: Iterable[Conflict]) -> pl.DataFrame:
    """Return conflicts as a table, sorted."""
    rows = [
        (
            c.officer_id,
            c.subject.value,
            c.subject_id,
            c.relation.value,
            c.state.value,
            c.since,
            c.until,
        )
        for c in sorted(conflicts, key=conflict_key)
    ]
    return pl.DataFrame(rows, schema=CONFLICTS, orient="row")


def relatives_frame(relatives: Iterable[Kinship]) -> pl.DataFrame:
    """Return relatives as a table, sorted."""
    rows = [(pair.officer_id, pair.relative_id, pair.relation.value) for pair in sorted(relatives)]
    return pl.DataFrame(rows, schema=RELATIVES, orient="row")


def leave_frame(leave: Iterable[Leave]) -> pl.DataFrame:
    """Return leave as a table, sorted."""
    rows = [(a.officer_id, a.starts, a.ends, a.absence.value) for a in sorted(leave)]
    return pl.DataFrame(rows, schema=LEAVE, orient="row")
