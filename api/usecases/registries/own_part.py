"""The part of a registry that a body keeps.

A pair of relatives from two bodies belongs to both: either may name it, and only who holds both
may leave it out.
"""

from __future__ import annotations

import polars as pl

from api.records.registries.kinds import RegistryKind
from api.usecases.registries.known_rows import officers_of
from api.usecases.transaction import Transaction

PEOPLE = ("officer_id", "relative_id")


def of_body(tx: Transaction, kind: RegistryKind, body_id: str | None) -> pl.Expr:
    """Return the condition that a row belongs to a body, at least in part; all do to None."""
    if body_id is None:
        return pl.lit(value=True)
    if kind.body:
        return pl.col(kind.body) == body_id
    own = sorted(officers_of(tx, body_id))
    return pl.any_horizontal(pl.col(_people(kind)).is_in(own))


def of_others_too(tx: Transaction, kind: RegistryKind, body_id: str | None) -> pl.Expr:
    """Return the condition that a row belongs to another body than *body_id*, at least in part."""
    if body_id is None:
        return pl.lit(value=False)
    if kind.body:
        return pl.col(kind.body) != body_id
    own = sorted(officers_of(tx, body_id))
    return ~pl.all_horizontal(pl.col(_people(kind)).is_in(own))


def _people(kind: RegistryKind) -> list[str]:
    return [name for name in PEOPLE if name in kind.schema]
