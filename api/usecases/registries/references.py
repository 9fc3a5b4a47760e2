"""Which rows refer to which: nothing may come that refers to nothing, nothing be left behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
import sqlalchemy as sa

from api.records.registries.frames import held_at, table_of
from api.records.registries.kinds import KINDS, RegistryKind
from api.usecases.transaction import Transaction

IDS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Reference:
    """Rows of registry *source* name rows of registry *to* in *column*.

    If those go, they *follow*: leave says nothing without its officer. Otherwise nobody may go to
    whom something still refers, as inspections made refer to the body that made them.
    """

    source: str
    column: str
    to: str
    follows: bool = False


REFERENCES = (
    Reference("items", "body_id", "bodies"),
    Reference("officers", "body_id", "bodies"),
    Reference("history", "body_id", "bodies"),
    Reference("conflicts", "officer_id", "officers", follows=True),
    Reference("relatives", "officer_id", "officers", follows=True),
    Reference("relatives", "relative_id", "officers", follows=True),
    Reference("leave", "officer_id", "officers", follows=True),
)
"""Those without which a draw could not read the registries. A target may be gone from the
registry and still stand in a conflict or an inspection: what is said of it is still true."""


def first_missing(
    tx: Transaction, kind: RegistryKind, begun: pl.DataFrame
) -> tuple[Reference, str] | None:
    """Return a reference of *begun* rows that leads nowhere, and the id that it names."""
    for reference in REFERENCES:
        if reference.source != kind.name:
            continue
        to = KINDS[reference.to]
        named = begun[reference.column].drop_nulls().unique().to_list()
        there = set(_values(tx, to, to.key[0], to.key[0], named))
        gone = sorted(set(named) - there)
        if gone:
            return reference, gone[0]
    return None


def referring(
    tx: Transaction, kind: RegistryKind, ids: Sequence[str], *, follows: bool
) -> dict[str, list[int]]:
    """Return the numbers of the rows, by registry, that refer to rows of *kind* with these ids."""
    found: dict[str, set[int]] = {}
    for reference in REFERENCES:
        if reference.to == kind.name and reference.follows is follows:
            rows = _values(tx, KINDS[reference.source], "row_id", reference.column, ids)
            found.setdefault(reference.source, set()).update(rows)
    return {name: sorted(rows) for name, rows in found.items() if rows}


def _values(
    tx: Transaction, kind: RegistryKind, wanted: str, column: str, ids: Sequence[str]
) -> Iterator[Any]:
    """Yield column *wanted* of the rows that hold and have one of *ids* in *column*."""
    table = table_of(kind)
    for part in _parts(ids):
        query = sa.select(table.c[wanted]).where(held_at(table, None), table.c[column].in_(part))
        yield from tx.session.execute(query).scalars()


def _parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + IDS_AT_ONCE] for start in range(0, len(ids), IDS_AT_ONCE))
