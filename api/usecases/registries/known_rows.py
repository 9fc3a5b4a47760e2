"""What the ids and names in a table are looked up in: the registries that it refers to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import sqlalchemy as sa

from api.files.known import Known
from api.files.values.cells import plain_width
from api.records.registries.frames import held_at, table_of
from api.records.registries.kinds import KINDS, RegistryKind
from api.usecases.transaction import Transaction

REFERS_TO: Mapping[str, tuple[str, ...]] = {
    "items": ("bodies",),
    "officers": ("bodies",),
    "conflicts": ("officers", "targets"),
    "relatives": ("officers",),
    "leave": ("officers",),
    "history": ("bodies", "targets", "officers"),
}
"""Which registries the ids and names in a table are looked up in."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "bodies": ("name",),
    "officers": ("name", "cert_no"),
    "targets": (),
}
"""By which columns, beside its id, a row may be called where the word is unique."""


def known_to(
    tx: Transaction, kind: RegistryKind, body_id: str | None, *, target: str | None = None
) -> dict[str, Known]:
    """Return what a table of this registry may refer to.

    In a table of one body, a name that two officers of the district have means its own one. Of
    all targets, one may be enough: that of which a single row speaks.
    """
    return {name: _known(tx, KINDS[name], body_id, target) for name in REFERS_TO.get(kind.name, ())}


def _known(tx: Transaction, kind: RegistryKind, body_id: str | None, target: str | None) -> Known:
    table, key = table_of(kind), kind.key[0]
    columns = [table.c[name] for name in (key, *WORDS[kind.name])]
    query = sa.select(*columns).where(held_at(table, None))
    if kind.name == "targets" and target is not None:
        narrow = plain_width(target)
        query = query.where(table.c.target_id.in_([narrow, narrow.upper()]))
    rows = [tuple(row) for row in tx.session.execute(query)]
    everybody = Known.from_pairs(
        [(row[0], word) for row in rows for word in (row[1:] or row) if word]
    )
    if body_id is None or kind.name != "officers":
        return everybody
    own = query.where(table.c.body_id == body_id)
    names = Known.from_pairs(
        [(row[0], word) for row in tx.session.execute(own) for word in row[1:] if word]
    ).names
    meant = {word: key for word, key in names.items() if word not in everybody.ids}
    return replace(everybody, names={**everybody.names, **meant})


def officers_of(tx: Transaction, body_id: str) -> set[str]:
    """Return the ids of the officers of a body."""
    table = table_of(KINDS["officers"])
    query = sa.select(table.c.officer_id).where(held_at(table, None), table.c.body_id == body_id)
    return set(tx.session.execute(query).scalars())
