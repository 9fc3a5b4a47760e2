"""The registries as a whole: how large each is, and what has changed it."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import col, select

from api.records.registries.frames import held_at, table_of
from api.records.registries.kinds import KINDS, RegistryKind
from api.tables.registries import RegistryChange
from api.usecases.people.roles import Operation
from api.usecases.registries.sight import Sight
from api.usecases.transaction import Transaction


def registries(tx: Transaction) -> list[tuple[str, int, RegistryChange | None]]:
    """Return each registry with the number of its rows that the actor sees, and its last change.

    Raises:
        FaultsError: if it is not allowed.
    """
    reach = tx.actor.require_anywhere(Operation.REGISTRY_READ)
    found = []
    for kind in KINDS.values():
        table = table_of(kind)
        seen = sa.and_(held_at(table, None), Sight(kind, reach).rows())
        size = sa.select(sa.func.count()).select_from(table).where(seen)
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
