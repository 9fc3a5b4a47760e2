"""What somebody sees of the registries: all of it, or the part of the bodies that he reads for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from api.records.registries.frames import held_at, table_of
from api.records.registries.kinds import KINDS, RegistryKind
from api.usecases.people.actor import Reach
from api.usecases.people.roles import Operation
from api.usecases.registries.own_part import PEOPLE
from api.usecases.transaction import Transaction

OF_DISTRICT = ("bodies", "items", "targets")
"""Registries of which everybody who may read registries may read all rows."""

CONFIDENTIAL: Mapping[str, frozenset[str]] = {"targets": frozenset({"credit_risk_class", "people"})}
"""Columns that only who reads for the whole district sees: the risk class is internal, and keys of
persons serve avoidance alone."""


@dataclass(frozen=True, slots=True)
class Sight:
    """How far somebody sees into one registry."""

    kind: RegistryKind
    reach: Reach

    @property
    def hidden(self) -> frozenset[str]:
        """Columns that are not told."""
        return (
            frozenset() if self.reach.everybody else CONFIDENTIAL.get(self.kind.name, frozenset())
        )

    @property
    def is_whole(self) -> bool:
        """Whether every cell of the registry is seen."""
        return self.reach.everybody or (self.kind.name in OF_DISTRICT and not self.hidden)

    def rows(self, at: int | None = None) -> sa.ColumnElement[bool]:
        """Return the condition that a row is seen, with bodies as they were after change *at*."""
        if self.reach.everybody or self.kind.name in OF_DISTRICT:
            return sa.true()
        return belonging_to(self.kind, self.reach.bodies, at)


def sight(tx: Transaction, kind: RegistryKind) -> Sight:
    """Return how far the actor sees into a registry.

    Raises:
        FaultsError: if he may not look at all.
    """
    return Sight(kind, tx.actor.require_anywhere(Operation.REGISTRY_READ))


def belonging_to(
    kind: RegistryKind, bodies: Collection[str], at: int | None = None
) -> sa.ColumnElement[bool]:
    """Return the condition that a row belongs to one of *bodies*; that of people by their body."""
    table = table_of(kind)
    if "body_id" in table.c:
        return table.c.body_id.in_(bodies)
    officers = table_of(KINDS["officers"])
    own = sa.select(officers.c.officer_id).where(
        held_at(officers, at), officers.c.body_id.in_(bodies)
    )
    return sa.or_(*(table.c[name].in_(own) for name in _people(table)))


def _people(table: sa.Table) -> Iterable[str]:
    return (name for name in PEOPLE if name in table.c)
