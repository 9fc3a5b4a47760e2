"""Look into a registry: its rows as they hold now, a row's history, its changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from api.records.registries.frames import EXTRA, held_at, table_of
from api.records.registries.kinds import KINDS, RegistryKind
from api.tables.registries import RegistryChange
from api.usecases.people.roles import Operation
from api.usecases.transaction import Transaction

OF_DISTRICT = ("bodies", "items", "targets")
"""Registries that everybody who may read registries may read whole."""


def rows(
    tx: Transaction,
    kind: RegistryKind,
    *,
    words: str = "",
    body_id: str | None = None,
    after: int | None = None,
    limit: int = 50,
) -> Sequence[sa.RowMapping]:
    """Return rows that hold now, in the order in which they came; one more than *limit*.

    Raises:
        FaultsError: if it is not allowed.
    """
    reach = tx.actor.require_anywhere(Operation.REGISTRY_READ)
    table = table_of(kind)
    query = sa.select(table).where(held_at(table, None))
    if not reach.everybody and kind.name not in OF_DISTRICT:
        query = query.where(_own(kind, table, reach.bodies))
    if body_id is not None and kind.body:
        query = query.where(table.c[kind.body] == body_id)
    if words:
        query = query.where(_matching(kind, table, words))
    if after is not None:
        query = query.where(table.c.row_id > after)
    return tx.session.execute(query.order_by(table.c.row_id).limit(limit + 1)).mappings().all()


def _own(kind: RegistryKind, table: sa.Table, bodies: frozenset[str]) -> sa.ColumnElement[bool]:
    if kind.body:
        return table.c[kind.body].in_(bodies)
    if kind.name == "history":
        return table.c.body_id.in_(bodies)
    officers = table_of(KINDS["officers"])
    own = sa.select(officers.c.officer_id).where(
        officers.c.held_until.is_(None), officers.c.body_id.in_(bodies)
    )
    return table.c.officer_id.in_(own)


def _matching(kind: RegistryKind, table: sa.Table, words: str) -> sa.ColumnElement[bool]:
    escaped = words.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
    key = table.c[kind.identity[0]]
    found = key.like(f"{escaped}%", escape="\\")
    if "name" in table.c:
        found = sa.or_(found, table.c.name.like(f"%{escaped}%", escape="\\"))
    return found


def values_of(kind: RegistryKind, row: sa.RowMapping) -> tuple[str, dict[str, Any]]:
    """Return key and columns of a row."""
    values = {name: row[name] for name in kind.schema} | dict(row.get(EXTRA) or {})
    return " ".join(str(row[name] or "") for name in kind.identity).strip(), values


def registries(tx: Transaction) -> list[tuple[str, int, RegistryChange | None]]:
    """Return each registry with its number of rows and its last change.

    Raises:
        FaultsError: if it is not allowed.
    """
    tx.actor.require_anywhere(Operation.REGISTRY_READ)
    found = []
    for kind in KINDS.values():
        table = table_of(kind)
        size = sa.select(sa.func.count()).select_from(table).where(held_at(table, None))
        last = (
            select(RegistryChange)
            .where(RegistryChange.kind == kind.name)
            .order_by(col(RegistryChange.id).desc())
        )
        count = tx.session.execute(size).scalar_one()
        found.append((kind.name, count, tx.session.exec(last).first()))
    return found


def changes(
    tx: Transaction, kind: RegistryKind, *, before: int | None = None, limit: int = 50
) -> Sequence[RegistryChange]:
    """Return the changes of a registry, newest first; one more than *limit*.

    Raises:
        FaultsError: if it is not allowed.
    """
    tx.actor.require_anywhere(Operation.REGISTRY_READ)
    query = select(RegistryChange).where(RegistryChange.kind == kind.name)
    if before is not None:
        query = query.where(col(RegistryChange.id) < before)
    return tx.session.exec(query.order_by(col(RegistryChange.id).desc()).limit(limit + 1)).all()
