"""Who may write which row: a body keeps its own people, the district everything else."""

from __future__ import annotations

import polars as pl
import sqlalchemy as sa

from api.records.registries.frames import held_at, table_of
from api.records.registries.kinds import KINDS, RegistryKind
from api.usecases.people.roles import Operation
from api.usecases.refusals import refusal
from api.usecases.registries.imports import BY_BODY
from api.usecases.registries.own_part import PEOPLE
from api.usecases.transaction import Transaction

BY_FILE = ("history",)
"""Registries of what happened elsewhere: they come as files, and nobody edits what was."""


def require_row_writing(
    tx: Transaction,
    kind: RegistryKind,
    *,
    before: pl.DataFrame | None = None,
    after: pl.DataFrame | None = None,
) -> None:
    """Refuse who may not make row *before* into row *after*; with neither, who may write none.

    A row that is there must be his whole: one that two bodies share is changed by who holds both.
    A new one must be his in part: of two relatives, one may be of another body.

    Raises:
        FaultsError: if it is not allowed, or the registry is not written by rows.
    """
    if kind.name in BY_FILE:
        raise refusal("registry-by-file", kind.name, kind=kind.name)
    if kind.name not in BY_BODY:
        tx.actor.require(Operation.REGISTRY_WRITE)
        return
    tx.actor.require_anywhere(Operation.REGISTRY_WRITE)
    for body_id in bodies_of(tx, before):
        tx.actor.require(Operation.REGISTRY_WRITE, [body_id])
    if after is not None:
        tx.actor.require(Operation.REGISTRY_WRITE, bodies_of(tx, after))


def bodies_of(tx: Transaction, rows: pl.DataFrame | None) -> list[str]:
    """Return the bodies to which rows belong: their own, or those of the officers they name."""
    if rows is None:
        return []
    if "body_id" in rows.columns:
        return sorted(rows["body_id"].unique())
    people = {person for name in PEOPLE if name in rows.columns for person in rows[name]}
    officers = table_of(KINDS["officers"])
    query = sa.select(officers.c.body_id).where(
        held_at(officers, None), officers.c.officer_id.in_(people)
    )
    return sorted(set(tx.session.execute(query).scalars()))
