"""Registries as exports: rows that hold now or, since a change, all that began or ended."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from api.files.exports.pages import DATA, NUMBER, Page
from api.records.registries.data_columns import EXTRA
from api.records.registries.frames import table_of
from api.records.registries.kinds import KINDS, RegistryKind
from api.usecases.exports.asking import Asked, Export, Query
from api.usecases.people.roles import Operation
from api.usecases.registries.sight import sight

HELD = ("held_from", "held_until")


def registry_export(kind: RegistryKind) -> Export:
    """Return a registry as an export; `held_until` tells of a row that it holds no more."""
    table = table_of(kind)
    further = {EXTRA: DATA} if kind.keeps_extra else {}
    columns = {**dict.fromkeys(HELD, NUMBER), **kind.schema, **further}

    def query(asked: Asked) -> Query:
        chosen = sa.select(*(table.c[name] for name in columns)).where(sight(asked.tx, kind).rows())
        if asked.since is None:
            return chosen.where(table.c.held_until.is_(None))
        changed = (table.c[name] > asked.since for name in HELD)
        return chosen.where(sa.or_(*changed))

    def finish(asked: Asked, rows: Sequence[sa.RowMapping]) -> Page:
        hidden = sight(asked.tx, kind).hidden
        return [{name: None if name in hidden else row[name] for name in columns} for row in rows]

    return Export(
        name=kind.name,
        columns=columns,
        operation=Operation.REGISTRY_READ,
        key=table.c.row_id,
        query=query,
        finish=finish,
    )


REGISTRIES = tuple(registry_export(kind) for kind in KINDS.values())
