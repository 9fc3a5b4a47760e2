"""What the ids and names in a document are looked up in."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from api.files.forms.surroundings import Surroundings
from api.files.known import Known
from api.records.registries.frames import held_at, table_of
from api.records.registries.kinds import KINDS
from api.usecases.transaction import Transaction

KEYS_AT_ONCE = 5_000


def known_bodies(tx: Transaction) -> Known:
    """Return the bodies of the district."""
    return _named(tx, "bodies")


def surroundings(tx: Transaction, target_ids: Iterable[str] = ()) -> Surroundings:
    """Return what a plan may refer to; of targets, those of *target_ids* that exist."""
    return Surroundings(
        bodies=known_bodies(tx), items=_named(tx, "items"), targets=_targets(tx, target_ids)
    )


def _named(tx: Transaction, name: str) -> Known:
    kind = KINDS[name]
    table = table_of(kind)
    query = sa.select(table.c[kind.key[0]], table.c.name).where(held_at(table, None))
    return Known.from_pairs([(key, word) for key, word in tx.session.execute(query)])


def _targets(tx: Transaction, target_ids: Iterable[str]) -> Known:
    table, wanted = table_of(KINDS["targets"]), sorted(set(target_ids))
    found: set[str] = set()
    for start in range(0, len(wanted), KEYS_AT_ONCE):
        part = wanted[start : start + KEYS_AT_ONCE]
        query = sa.select(table.c.target_id).where(
            held_at(table, None), table.c.target_id.in_(part)
        )
        found.update(tx.session.execute(query).scalars())
    return Known(ids=frozenset(found))
