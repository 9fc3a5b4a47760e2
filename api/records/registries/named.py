"""Rows of a registry by their keys: as they are, or as they were after a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from sqlmodel import Session

from api.records.registries.frames import held_at, table_of
from api.records.registries.kinds import RegistryKind

KEYS_AT_ONCE = 500


def named_rows(
    session: Session, kind: RegistryKind, keys: Iterable[str], change: int | None = None
) -> Mapping[str, sa.RowMapping]:
    """Return key -> row as it held after *change*.

    Without a change it is the row that holds now; of somebody who is gone, the last that held.
    """
    table, (key,) = table_of(kind), kind.identity
    found: dict[str, sa.RowMapping] = {}
    wanted = sorted(set(keys))
    for start in range(0, len(wanted), KEYS_AT_ONCE):
        query = sa.select(table).where(table.c[key].in_(wanted[start : start + KEYS_AT_ONCE]))
        if change is not None:
            query = query.where(held_at(table, change))
        for row in session.execute(query.order_by(table.c.row_id)).mappings():
            found[row[key]] = row
    return found
